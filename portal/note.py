"""Signed notes and the checkpoints they carry, as pure functions.

Notes are C2SP signed-note with Ed25519, checkpoints are C2SP tlog-checkpoint; both are what Go's
golang.org/x/mod/sumdb/note reads and writes. Texts are str here and UTF-8 under the signature, so
read a file as UTF-8 with `newline=""`: a carriage return must arrive to be refused.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"  # the signature type, first byte of every encoded key
KEY_LENGTH = 32
ROOT_LENGTH = 32
MOST_SIGNATURES = 100  # as in Go; the specification asks for at least 16

_NO_NOTE = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff]")  # control characters but newline
_NO_NAME = re.compile("[\\s+\x00-\x1f\ud800-\udfff]")
_SIZE = re.compile("0|[1-9][0-9]{0,18}")


class BadNote(ValueError):
    """A malformed note, checkpoint or key, or a note that no known key has rightly signed."""


# Checkpoints


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log. Extension lines are opaque; kept, so that `text()` gives back all."""

    origin: str
    size: int
    root: bytes
    extension: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for line in (self.origin, *self.extension):
            if not line or "\n" in line or _NO_NOTE.search(line):
                _refuse("Each line of a checkpoint has text and no control characters.")
        if not 0 <= self.size < 2**63 or len(self.root) != ROOT_LENGTH:
            _refuse("A checkpoint has a size from 0 to 2^63 − 1 and a root of 32 bytes.")

    def text(self) -> str:
        r"""origin \n size in decimal \n base64 of the root \n, then each extension line and \n."""
        lines = (self.origin, str(self.size), _base64(self.root), *self.extension)
        return "".join(f"{line}\n" for line in lines)


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint with exactly this text; raises BadNote."""
    *lines, end = text.split("\n")
    if end or len(lines) < 3:
        _refuse("A checkpoint has at least three lines, and each ends in a newline.")
    origin, size, root, *extension = lines
    if not _SIZE.fullmatch(size):
        _refuse("The second line of a checkpoint is the size of the tree in decimal.")
    return Checkpoint(
        origin, int(size), _unbase64("The root of a checkpoint", root), tuple(extension)
    )


# Keys


@dataclass(frozen=True)
class Verifier:
    """A public key: the name of its owner and the 32 bytes of RFC 8032."""

    name: str
    key: bytes

    def __post_init__(self) -> None:
        _check_key(self.name, self.key)

    @staticmethod
    def read(vkey: str) -> "Verifier":
        """From `name+key ID in hex+base64(0x01 ‖ public key)`; raises BadNote."""
        name, key_id, key = _key_parts(vkey)
        verifier = Verifier(name, key)
        _check_id(key_id, verifier)
        return verifier

    @property
    def id(self) -> bytes:
        r"""The first 4 bytes of SHA-256(name ‖ \n ‖ 0x01 ‖ public key)."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:4]

    @property
    def vkey(self) -> str:
        """The text that `read` reads."""
        return f"{self.name}+{self.id.hex()}+{_base64(ED25519 + self.key)}"

    def accepts(self, text: str, signature: bytes) -> bool:
        """Whether this is the Ed25519 signature of the text by this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key: the name of its owner and the 32-byte seed of RFC 8032."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _check_key(self.name, self.seed)

    @staticmethod
    def read(skey: str) -> "Signer":
        """From `PRIVATE+KEY+name+key ID in hex+base64(0x01 ‖ seed)`; raises BadNote."""
        if not skey.startswith("PRIVATE+KEY+"):
            _refuse("A private key begins with PRIVATE+KEY+.")
        name, key_id, seed = _key_parts(skey.removeprefix("PRIVATE+KEY+"))
        signer = Signer(name, seed)
        _check_id(key_id, signer.verifier())
        return signer

    @property
    def skey(self) -> str:
        """The text that `read` reads. Secret."""
        key_id = self.verifier().id.hex()
        return f"PRIVATE+KEY+{self.name}+{key_id}+{_base64(ED25519 + self.seed)}"

    def verifier(self) -> Verifier:
        """The public key that belongs to this private key."""
        return Verifier(self.name, self._private().public_key().public_bytes_raw())

    def signature(self, text: str) -> bytes:
        """The Ed25519 signature of the text, 64 bytes."""
        return self._private().sign(text.encode())

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def generate(name: str) -> tuple[str, str]:
    """A new key pair (skey, vkey) for that name; skey is secret. Raises BadNote for a bad name."""
    signer = Signer(name, Ed25519PrivateKey.generate().private_bytes_raw())
    return signer.skey, signer.verifier().vkey


def _check_key(name: str, key: bytes) -> None:
    if not name or _NO_NAME.search(name):
        _refuse("The name of a key has no space, plus or control character, and is not empty.")
    if len(key) != KEY_LENGTH:
        _refuse("An Ed25519 key has 32 bytes.")


def _key_parts(text: str) -> tuple[str, str, bytes]:
    """Name, key ID as written, and key of `name+key ID+base64(0x01 ‖ key)`."""
    parts = text.split("+", 2)  # base64 has plus signs of its own
    if len(parts) != 3:
        _refuse("A key is a name, a key ID and base64, with a plus between them.")
    encoded = _unbase64("The last part of a key", parts[2])
    if encoded[:1] != ED25519:
        _refuse("Only Ed25519 keys (type 1) can be used.")
    return parts[0], parts[1], encoded[1:]


def _check_id(key_id: str, verifier: Verifier) -> None:
    if key_id.lower() != verifier.id.hex():
        _refuse("The key ID does not belong to this name and key.")


# Notes


def sign(text: str, signer: Signer) -> str:
    r"""The note: text (which ends in \n), \n, `— name base64(key ID ‖ signature)`, \n."""
    if not text.endswith("\n") or _NO_NOTE.search(text):
        _refuse("The text of a note ends in a newline and has no other control characters.")
    signature = signer.verifier().id + signer.signature(text)
    return f"{text}\n— {signer.name} {_base64(signature)}\n"


def open_note(note: str, verifiers: Collection[Verifier]) -> str:
    """The text of a note that one of the keys has signed; do not use the text without.

    Signatures of unknown keys are ignored. Raises BadNote if the note is malformed, if none of
    the keys has signed it, or if any signature in the name of one of them is wrong.
    """
    text, signatures = _divided(note)
    pairs = [(key, found) for key in verifiers for found in signatures]
    known = [(key, found) for key, found in pairs if (key.name, key.id) == (found.name, found.id)]
    if not known:
        _refuse("No known key has signed this note.")
    for key, found in known:
        if not key.accepts(text, found.value):
            _refuse(f"The signature in the name of {key.name} is wrong for this text.")
    return text


class _Signature(NamedTuple):
    name: str
    id: bytes
    value: bytes


def _divided(note: str) -> tuple[str, list[_Signature]]:
    """Text and signatures of a note, which the last empty line divides."""
    if _NO_NOTE.search(note):
        _refuse("A note has no control characters but newlines.")
    text, blank, block = note.rpartition("\n\n")
    *lines, end = block.split("\n")
    if not blank or not lines or end:
        _refuse("A note is text, an empty line, and signatures that each end in a newline.")
    if len(lines) > MOST_SIGNATURES:
        _refuse(f"A note has at most {MOST_SIGNATURES} signatures.")
    return text + "\n", [_signature(line) for line in lines]


def _signature(line: str) -> _Signature:
    """From `— name base64(key ID ‖ signature)`."""
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    signature = _unbase64("A signature", encoded)
    if dash != "—" or not name or _NO_NAME.search(name) or len(signature) < 5:
        _refuse("A signature is a dash, a name, and base64 of a key ID and more.")
    return _Signature(name, signature[:4], signature[4:])


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _unbase64(what: str, text: str) -> bytes:
    """The bytes that this is the base64 (RFC 4648 section 4) of, in its one spelling."""
    try:
        raw = b64decode(text)
    except ValueError:
        raw = b""
    if _base64(raw) != text:
        _refuse(f"{what} is not well-formed base64.")
    return raw


def _refuse(sentence: str) -> NoReturn:
    raise BadNote(sentence)
