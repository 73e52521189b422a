"""Notes, keys and checkpoints against published examples, Go's bytes and malformed input."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.note import (
    BadNote,
    Checkpoint,
    Signer,
    Verifier,
    generate,
    open_note,
    read_checkpoint,
    sign,
)

# The example in the documentation of golang.org/x/mod/sumdb/note.
SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
SIGNATURE = (
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NOTE = TEXT + "\n" + SIGNATURE
PETER = Verifier.read(VKEY)

# The example of C2SP tlog-checkpoint.
CHECKPOINT = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
ROOT = bytes.fromhex("0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62")

# Ours, from the seed 00 01 … 1f; opened by Go's note.Open.
NAME = "mingbai.example/村"
OURS = Signer(NAME, bytes(range(32)))


# Published examples


def test_go_example_is_signed_alike():
    assert sign(TEXT, Signer.read(SKEY)) == NOTE


def test_go_example_opens():
    assert open_note(NOTE, [PETER]) == TEXT


def test_go_example_keys_belong_together():
    assert Signer.read(SKEY).verifier() == PETER
    assert PETER.id.hex() == "c74f20a3"
    assert (Signer.read(SKEY).skey, PETER.vkey) == (SKEY, VKEY)


def test_checkpoint_example():
    read = read_checkpoint(CHECKPOINT)
    assert read == Checkpoint("example.com/behind-the-sofa", 20852163, ROOT)
    assert read.text() == CHECKPOINT


def test_golden_bytes_of_a_fixed_seed():
    head = Checkpoint(NAME, 3, ROOT)
    assert OURS.skey == f"PRIVATE+KEY+{NAME}+ae85da42+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
    assert OURS.verifier().vkey == f"{NAME}+ae85da42+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    assert sign(head.text(), OURS) == (
        f"{NAME}\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— {NAME} "
        "roXaQoIDRV5hXF883fMGTflLQ5KZPAhcCQPz2yUAvU8JvayE5VTI3q+cGeSOxDq1BpYyPEW04k0QHk4TSabQmrx14gI=\n"
    )


# Keys


def test_generated_keys_sign_and_verify():
    skey, vkey = generate("mingbai.example/log")
    signer = Signer.read(skey)
    assert signer.verifier() == Verifier.read(vkey)
    assert open_note(sign(TEXT, signer), [Verifier.read(vkey)]) == TEXT


def test_generated_keys_differ():
    assert generate("a") != generate("a")


def test_private_key_is_not_shown():
    assert repr(Signer.read(SKEY)) == "Signer(name='PeterNeumann')"


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n", "a\u3000b", "a\x00", "a\ud800"])
def test_bad_names(name):
    with pytest.raises(BadNote, match="The name of a key"):
        generate(name)


@pytest.mark.parametrize(
    ("vkey", "sentence"),
    [
        ("", "name, a key ID and base64"),
        ("PeterNeumann+c74f20a3", "name, a key ID and base64"),
        (VKEY[12:], "The name of a key"),
        (VKEY + "\n", "not well-formed base64"),
        (VKEY[:-1], "not well-formed base64"),
        (VKEY + "A", "not well-formed base64"),
        (VKEY[:-1] + "é", "not well-formed base64"),
        (VKEY.replace("+c7", "+c8"), "key ID does not belong"),
        (VKEY.replace("+c7", "+"), "key ID does not belong"),
        (VKEY.replace("Peter", "peter"), "key ID does not belong"),
        (VKEY.replace("+AR", "+ZR"), "Only Ed25519"),
        ("PeterNeumann+c74f20a3+", "Only Ed25519"),
        (VKEY[:-4], "32 bytes"),
        (VKEY + "AAAA", "32 bytes"),
        (SKEY, "not well-formed base64"),
    ],
)
def test_bad_public_keys(vkey, sentence):
    with pytest.raises(BadNote, match=sentence):
        Verifier.read(vkey)


@pytest.mark.parametrize(
    ("skey", "sentence"),
    [
        (VKEY, "begins with PRIVATE"),
        (SKEY.lower(), "begins with PRIVATE"),
        ("PRIVATE+KEY+" + VKEY, "key ID does not belong"),
        (SKEY.replace("+AY", "+AZ"), "key ID does not belong"),
        (SKEY.replace("+AY", "+BY"), "Only Ed25519"),
        (SKEY[:-4], "32 bytes"),
    ],
)
def test_bad_private_keys(skey, sentence):
    with pytest.raises(BadNote, match=sentence) as caught:
        Signer.read(skey)
    assert "KFALVFGyNhPJEMzD1QIDr" not in str(caught.value)


def test_key_id_in_capitals_is_read_as_go_does():
    assert Verifier.read(VKEY.replace("c74f20a3", "C74F20A3")) == PETER


# Notes

CONTROL = "".join(map(chr, range(32)))
PRINTED = st.characters(exclude_categories=["Cs"], exclude_characters=CONTROL)


@given(st.text(PRINTED | st.just("\n")))
def test_any_text_comes_back(text):
    assert open_note(sign(text + "\n", OURS), [OURS.verifier()]) == text + "\n"


@given(st.data())
def test_a_changed_character_is_noticed(data):
    place = data.draw(st.integers(0, len(NOTE) - 1))
    character = data.draw(st.characters().filter(lambda each: each != NOTE[place]))
    with pytest.raises(BadNote):
        open_note(NOTE[:place] + character + NOTE[place + 1 :], [PETER])


@given(st.text())
def test_reading_anything_ends_in_a_text_or_a_sentence(text):
    for read in (Verifier.read, Signer.read, read_checkpoint, lambda note: open_note(note, [])):
        with pytest.raises(BadNote, match=r"\.$"):
            read(text)


@pytest.mark.parametrize("text", ["", "a", "a\r\n", "a\tb\n", "\x00\n", "\ud800\n"])
def test_text_that_cannot_be_signed(text):
    with pytest.raises(BadNote, match="ends in a newline"):
        sign(text, OURS)


def test_signatures_of_strangers_are_ignored():
    theirs = sign(TEXT, OURS).removeprefix(TEXT + "\n")
    witness = "— witness.example AAAAAAA=\n"
    assert open_note(NOTE + theirs + witness, [PETER]) == TEXT
    assert open_note(NOTE + theirs + witness, [OURS.verifier()]) == TEXT


def test_a_namesake_is_a_stranger():
    namesake = sign(TEXT, replace(OURS, name=PETER.name))
    assert open_note(namesake + SIGNATURE, [PETER]) == TEXT
    with pytest.raises(BadNote, match="No known key"):
        open_note(namesake, [PETER])


def test_one_wrong_signature_of_a_known_key_spoils_the_note():
    wrong = sign("other\n", OURS).removeprefix("other\n\n")
    with pytest.raises(BadNote, match=f"in the name of {NAME} is wrong"):
        open_note(NOTE + wrong, [PETER, OURS.verifier()])


@pytest.mark.parametrize("known", [[], [OURS.verifier()], [replace(PETER, name="Peter")]])
def test_no_known_key(known):
    with pytest.raises(BadNote, match="No known key"):
        open_note(NOTE, known)


def test_a_short_signature_of_a_known_key_is_wrong():
    with pytest.raises(BadNote, match="wrong for this text"):
        open_note(TEXT + "\n— PeterNeumann x08gowA=\n", [PETER])


@pytest.mark.parametrize("count", [16, 100])
def test_many_signatures(count):
    assert open_note(TEXT + "\n" + SIGNATURE * count, [PETER]) == TEXT


def test_too_many_signatures():
    with pytest.raises(BadNote, match="at most 100"):
        open_note(TEXT + "\n" + SIGNATURE * 101, [PETER])


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("", "A note is text"),
        (TEXT, "A note is text"),
        (TEXT + "\n", "A note is text"),
        (TEXT + SIGNATURE, "A note is text"),
        (NOTE[:-1], "A note is text"),
        (NOTE + SIGNATURE[:-1], "A note is text"),
        (NOTE + "\n", "A note is text"),
        ("\x01" + NOTE, "no control characters"),
        (NOTE.replace("\n", "\r\n"), "no control characters"),
        ("\udcff" + NOTE, "no control characters"),
        (NOTE + "Unexpected.\n", "A signature is a dash"),
        (NOTE + "— \n", "A signature is a dash"),
        (NOTE.replace("— ", "- "), "A signature is a dash"),
        (NOTE.replace("— ", "—  "), "not well-formed base64"),
        (NOTE.replace("— P", "— P P"), "not well-formed base64"),
        (NOTE.replace("— P", "— P+P"), "A signature is a dash"),
        (NOTE.replace("JnAM=", "JnAN="), "not well-formed base64"),
        (NOTE + "— short x08gow==\n", "A signature is a dash"),
    ],
)
def test_malformed_notes(note, sentence):
    with pytest.raises(BadNote, match=sentence):
        open_note(note, [PETER])


# Checkpoints


def test_extension_lines_are_kept():
    read = read_checkpoint(CHECKPOINT + "more\neven more\n")
    assert read.extension == ("more", "even more")
    assert read.text() == CHECKPOINT + "more\neven more\n"


LINE = st.text(PRINTED, min_size=1)
EXTENSION = st.lists(LINE, max_size=3).map(tuple)
CHECKPOINTS = st.builds(
    Checkpoint, LINE, st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32), EXTENSION
)


@given(CHECKPOINTS)
def test_checkpoint_comes_back_through_a_note(head):
    text = open_note(sign(head.text(), OURS), [OURS.verifier()])
    assert read_checkpoint(text) == head


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "three lines"),
        (CHECKPOINT[:-1], "three lines"),
        (CHECKPOINT + "more", "three lines"),
        ("a\n1\n", "three lines"),
        (CHECKPOINT.replace("example.com/behind-the-sofa", ""), "has text"),
        (CHECKPOINT + "\n", "has text"),
        (CHECKPOINT + "a\x00\n", "no control characters"),
        (CHECKPOINT.replace("\n2", "\n02"), "in decimal"),
        (CHECKPOINT.replace("\n2", "\n+2"), "in decimal"),
        (CHECKPOINT.replace("\n2", "\n-2"), "in decimal"),
        (CHECKPOINT.replace("\n2", "\n２"), "in decimal"),
        (CHECKPOINT.replace("\n2", "\n2_"), "in decimal"),
        (CHECKPOINT.replace("20852163", "9" * 5000), "in decimal"),
        (CHECKPOINT.replace("20852163", str(2**63)), "from 0 to"),
        (CHECKPOINT.replace("2I=", "2"), "not well-formed base64"),
        (CHECKPOINT.replace("2I=", "2J="), "not well-formed base64"),
        (CHECKPOINT.replace("2I=\n", "\n"), "not well-formed base64"),
        (CHECKPOINT.replace("q2I=", ""), "root of 32 bytes"),
    ],
)
def test_malformed_checkpoints(text, sentence):
    with pytest.raises(BadNote, match=sentence):
        read_checkpoint(text)


@pytest.mark.parametrize(
    "changed",
    [{"origin": "a\nb"}, {"size": -1}, {"root": b""}, {"extension": ("",)}, {"origin": "\r"}],
)
def test_checkpoint_that_cannot_be_written(changed):
    with pytest.raises(BadNote, match="checkpoint"):
        replace(Checkpoint("a", 0, ROOT), **changed)
