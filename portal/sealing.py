"""Sealed originals: encrypted bytes, and a folder of files named by nothing but their hash.

A sealed file is exactly: the 8 bytes `mbzseal1`, the SHA-256 of the plain bytes, a nonce of 12
bytes, then AES-256-GCM ciphertext with its tag of 16 bytes. The first 40 bytes are the associated
data: so a sealed file cannot be passed off as another one.
"""

import hashlib
import os
import re
import secrets
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.errors import Invalid, NotFound, Unusable
from portal.words import N_, said

HEADER = b"mbzseal1"
_NONCE = 12
_DIGEST = 32
_TAG = 16
_SUFFIX = re.compile(r"(-[a-z])?\.[a-z]{3,4}", re.ASCII)
_NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)
_FILE = re.compile(rf"({_NAME.pattern})({_SUFFIX.pattern})?", re.ASCII)
_HALF = ".new-"
_PART = re.compile(r"[0-9a-f]{2}", re.ASCII)


def new_key() -> str:
    """A new key: 256 random bits in hex, as it stands in a settings file."""
    return secrets.token_hex(32)


def seal(key: str, data: bytes) -> bytes:
    """The data encrypted under a key of `new_key`; another nonce each time."""
    digest = hashlib.sha256(data).digest()
    nonce = secrets.token_bytes(_NONCE)
    return HEADER + digest + nonce + _cipher(key).encrypt(nonce, data, HEADER + digest)


def unseal(key: str, sealed: bytes) -> bytes:
    """The plain bytes; raises `Invalid` for another key, or one changed bit, or no sealed file."""
    start = len(HEADER) + _DIGEST
    if not sealed.startswith(HEADER) or len(sealed) < start + _NONCE + _TAG:
        raise Invalid(said(N_("This is no sealed file of this portal.")))
    known, nonce, hidden = sealed[:start], sealed[start : start + _NONCE], sealed[start + _NONCE :]
    try:
        return _cipher(key).decrypt(nonce, hidden, known)
    except InvalidTag:
        raise Invalid(
            said(N_("The sealed file does not open: the key is another one, or it was changed."))
        ) from None


def _cipher(key: str) -> AESGCM:
    if not _NAME.fullmatch(key):
        raise Unusable(said(N_("The key for sealed files must be 64 digits of 0-9 and a-f.")))
    return AESGCM(bytes.fromhex(key))


@dataclass(frozen=True)
class Store:
    """Files in a folder under the SHA-256 of their bytes, with other forms of them beside.

    Each stands in the part of the folder that is named by the first two digits of its hash. `mode`
    is 0o600 for what only the portal may read and 0o644 for what a web server may.
    """

    folder: Path
    mode: int = 0o600

    def put(self, data: bytes) -> str:
        """Keeps the bytes, whole or not at all even in a power cut; returns their SHA-256.

        Of a file that is kept already the time becomes that of now.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self.place(digest)
        try:
            os.utime(path)
        except FileNotFoundError:
            _written(path, data, self.mode)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes; raises `NotFound`, and `Unusable` when the disk gives others than were put."""
        try:
            data = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise _missing() from None
        if hashlib.sha256(data).hexdigest() != digest:
            raise Unusable(
                said(N_("The kept file %(digest)s is damaged on the disk."), digest=digest[:8])
            )
        return data

    def put_beside(self, digest: str, suffix: str, data: bytes) -> None:
        """Keeps another form of the file of a hash, such as a smaller picture, beside it."""
        path = self.beside(digest, suffix)
        if not path.exists():
            _written(self.place(path.name), data, self.mode)

    def beside(self, digest: str, suffix: str) -> Path:
        """Where another form of a file stands; raises `NotFound` for an odd suffix."""
        if not _SUFFIX.fullmatch(suffix):
            raise _missing()
        return self.path(digest).with_name(f"{digest}{suffix}")

    def has(self, digest: str) -> bool:
        """Whether a file is kept under this hash; False for what is no hash."""
        return bool(_NAME.fullmatch(digest)) and self.path(digest).is_file()

    def files(self, digest: str) -> list[str]:
        """The names under a hash, of the file and its other forms; none for what is no hash."""
        return self.standing(digest[:2]).get(digest, []) if _NAME.fullmatch(digest) else []

    def parts(self) -> list[str]:
        """The parts that hold files, or did."""
        return sorted(name for name in _names(self.folder) if _PART.fullmatch(name))

    def standing(self, part: str) -> dict[str, list[str]]:
        """Hash → the names under it, for all hashes of a part; other files are left out."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in _names(self.folder / part):
            if known := _FILE.fullmatch(name):
                found[known[1]].append(name)
        return found

    def halves(self, part: str) -> list[Path]:
        """What was not written to its end in a part, or not yet."""
        folder = self.folder / part
        return [folder / name for name in _names(folder) if name.startswith(_HALF)]

    def at(self, name: str) -> Path:
        """Where a file with one of the names of `standing` stands."""
        return self.folder / name[:2] / name

    def place(self, name: str) -> Path:
        """Where a file of this name is to stand, in a folder that is there."""
        mode = 0o755 if self.mode & 4 else 0o700
        path = self.at(name)
        if not path.parent.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True, mode=mode)
            path.parent.mkdir(exist_ok=True, mode=mode)
        return path

    def path(self, digest: str) -> Path:
        """Where the file of a hash stands; raises `NotFound` for anything but 64 hex digits."""
        if not _NAME.fullmatch(digest):
            raise _missing()
        return self.at(digest)


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return [one.name for one in found]
    except FileNotFoundError:
        return []


def _missing() -> NotFound:
    return NotFound(said(N_("There is no such file here.")))


def _written(path: Path, data: bytes, mode: int) -> None:
    """A temporary file beside it takes its place in one step.

    Another request that keeps the same bytes at the same time replaces them by themselves.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_HALF)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)
    _synced(path.parent)
    _synced(path.parent.parent)


def _synced(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
