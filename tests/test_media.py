"""Pictures and papers: what is taken is clean, all else gets a sentence, and nothing takes long."""

import datetime
import io
import resource
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from portal.errors import Invalid
from portal.media import (
    Box,
    Encoded,
    Limits,
    Picture,
    Sheet,
    masked,
    pdf_text,
    read_paper,
    read_picture,
    shown_name,
)
from tests import evil_pdfs
from tests.evil_files import MARKS, Upload, corpus, encoded, exif, named, photo, turned

LIMITS = Limits(seconds=3)
CORPUS = list(corpus())
JPEG = encoded(photo(), "JPEG", quality=95)
CHUNKS = (b"EXIF", b"XMP ", b"ICCP", b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"iCCP", b"ANIM")


def published(picture: Picture) -> list[Encoded]:
    return [file for size in (picture.large, picture.small) for file in (size.webp, size.jpeg)]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def colour(image: Image.Image, across: int, down: int) -> tuple[int, ...]:
    return tuple(image.crop((across, down, across + 1, down + 1)).tobytes())


def brightest(image: Image.Image) -> int:
    return max(image.tobytes())


def bare(picture: Picture) -> None:
    """Nothing but pixels in any file: no marker of metadata, by Pillow's eyes and by the bytes."""
    for file in published(picture):
        image = Image.open(io.BytesIO(file.data))
        assert not dict(image.getexif()) and not set(image.info) & {"exif", "icc_profile", "xmp"}
        assert not [mark for mark in MARKS if mark in file.data]
        head = file.data[:64] if image.format == "WEBP" else b""
        assert not [mark for mark in CHUNKS if mark in head]
        assert image.format == "WEBP" or segments(file.data) <= {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA}
    exact = Image.open(io.BytesIO(picture.exact))
    assert not exact.info and not [mark for mark in (*MARKS, *CHUNKS) if mark in picture.exact[:99]]


def segments(jpeg: bytes) -> set[int]:
    """The kinds of all segments before the first scan."""
    place, kinds = 2, set()
    while jpeg[place + 1] != 0xDA:
        kinds.add(jpeg[place + 1])
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    return kinds


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 100
    assert {upload.fate for upload in CORPUS} == {"taken", "refused", "either"}


def outcome(upload: Upload) -> list[Sheet] | Invalid:
    try:
        return read_paper(upload.data, upload.name, LIMITS)
    except Invalid as refusal:
        return refusal


def used() -> int:
    """The most megabytes of memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.mark.parametrize("upload", CORPUS, ids=lambda upload: ascii(upload.name)[:30])
def test_every_upload_has_a_picture_or_a_sentence(upload: Upload) -> None:
    memory = used()
    result = outcome(upload)
    if isinstance(result, Invalid):
        assert upload.fate != "taken", result
        assert len(str(result)) > 20 and str(result).endswith(".")
    else:
        assert upload.fate != "refused"
        for sheet in result:
            bare(sheet.picture)
            assert max(sheet.picture.large.width, sheet.picture.large.height) <= LIMITS.paper + 1
    assert used() - memory < 300


@pytest.mark.parametrize("upload", CORPUS[::3], ids=lambda upload: ascii(upload.name)[:30])
def test_only_pictures_are_photos(upload: Upload) -> None:
    if upload.data.startswith(b"%PDF"):
        with pytest.raises(Invalid, match=r"PDF|two things"):
            read_picture(upload.data, upload.name, LIMITS)


@settings(max_examples=300)
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP"]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_bent_bytes_break_nothing(kind: str, bends: list[tuple[int, int]]) -> None:
    data = bytearray(encoded(photo((40, 30)), kind, exif=exif()))
    for place, value in bends:
        data[place % min(len(data), 900)] = value
    result = outcome(Upload("x", bytes(data), "either"))
    if not isinstance(result, Invalid):
        bare(result[0].picture)


def test_two_sizes_in_two_formats() -> None:
    picture = read_picture(encoded(photo((4000, 3000)), "JPEG"), "路.jpg", LIMITS)
    assert (picture.large.width, picture.large.height) == (1600, 1200)
    assert (picture.small.width, picture.small.height) == (480, 360)
    kinds = [Image.open(io.BytesIO(file.data)).format for file in published(picture)]
    assert kinds == ["WEBP", "JPEG", "WEBP", "JPEG"]
    assert len({file.sha256 for file in published(picture)}) == 4
    assert opened(picture.small.webp.data).size == (480, 360)


def test_a_small_picture_stays_small() -> None:
    picture = read_picture(encoded(photo((300, 200)), "PNG"), "x", LIMITS)
    assert (picture.large.width, picture.small.width) == (300, 300)


def test_the_same_file_gives_the_same_bytes() -> None:
    assert read_picture(JPEG, "x", LIMITS) == read_picture(JPEG, "x", LIMITS)


def test_many_at_once_give_the_same() -> None:
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda _: read_picture(JPEG, "x", LIMITS), range(8)))
    assert all(picture == pictures[0] for picture in pictures)


@pytest.mark.parametrize("upload", list(turned())[:8], ids=lambda upload: upload.name)
def test_turned_upright(upload: Upload) -> None:
    """By EXIF 2.32, 4.6.4 A: 1 and the first row is the visual top, the red quarter follows."""
    number = int(upload.name.split()[1][0])
    picture = read_picture(upload.data, upload.name, LIMITS)
    size = (320, 240) if number < 5 else (240, 320)
    assert (picture.large.width, picture.large.height) == size
    corners = {1: "lt", 2: "rt", 3: "rb", 4: "lb", 5: "lt", 6: "rt", 7: "rb", 8: "lb"}
    across, down = corners[number][0], corners[number][1]
    at = (size[0] // 4 * (1 if across == "l" else 3), size[1] // 4 * (1 if down == "t" else 3))
    red, green, _ = colour(opened(picture.large.jpeg.data), *at)
    assert red > 180 and green < 80


@pytest.mark.parametrize(
    ("taken", "day"),
    [
        ("2020:08:10 09:30:00", "2020-08-10"),
        ("2020:13:45 00:00:00", None),
        ("0000:00:00 00:00:00", None),
        ("1970:01:01 00:00:00", None),
        ("2031:01:01 00:00:00", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_the_day_it_was_taken(taken: str, day: str | None) -> None:
    limits = replace(LIMITS, latest=datetime.date(2021, 6, 26))
    data = encoded(photo(), "JPEG", exif=exif(taken=taken))
    assert read_picture(data, "x", limits).taken == day


def test_transparent_parts_are_white() -> None:
    clear = Image.new("RGBA", (64, 64), (200, 0, 0, 0))
    picture = read_picture(encoded(clear, "PNG"), "x", LIMITS)
    assert colour(opened(picture.exact), 30, 30) == (255, 255, 255)


def test_sixteen_bits_are_made_eight() -> None:
    grey = Image.frombytes("I;16", (64, 64), b"\x00\x80" * 4096)
    picture = read_picture(encoded(grey, "PNG"), "x", LIMITS)
    assert colour(opened(picture.exact), 30, 30) == (128, 128, 128)


def test_heic_says_how_to_send_a_jpeg() -> None:
    with pytest.raises(Invalid, match="iPhone"):
        read_picture(b"\x00\x00\x00\x18ftypheic" + bytes(90), "IMG_1.HEIC", LIMITS)


@pytest.mark.parametrize("upload", list(named()), ids=lambda upload: ascii(upload.name)[:30])
def test_names_do_nothing(upload: Upload) -> None:
    name = read_picture(upload.data, upload.name, LIMITS).name
    assert len(name) <= 100 and ".." not in name
    assert name.isprintable() and not set(name) & set("/\\\x00\u202e")
    assert shown_name(name) == name and name.encode().decode() == name


BOX = Box(0.25, 0.25, 0.75, 0.75)


def test_masked_pixels_are_gone() -> None:
    noise = Image.effect_noise((1000, 800), 90).convert("RGB")
    plain = read_picture(encoded(noise, "PNG"), "凭证.png", LIMITS)
    covered = masked(plain, [BOX], LIMITS)
    for size in (covered.large, covered.small):
        for file in (size.webp, size.jpeg):
            image = opened(file.data)
            width, height = image.size
            inner = image.crop(
                (width // 4 + 2, height // 4 + 2, width * 3 // 4 - 2, height * 3 // 4 - 2)
            )
            assert brightest(inner) <= 24
            assert brightest(image) > 100
    exact = opened(covered.exact).crop((250, 200, 750, 600))
    assert brightest(exact) == 0
    bare(covered)


def test_a_mask_hides_whatever_was_there() -> None:
    """Two pictures that differ under the mask only are the same files once masked."""
    first, second = photo((400, 400)), photo((400, 400))
    second.paste((1, 200, 90), (110, 110, 290, 290))
    both = [read_picture(encoded(image, "PNG"), "x", LIMITS) for image in (first, second)]
    one, other = (masked(picture, [BOX], LIMITS) for picture in both)
    assert published(both[0]) != published(both[1])
    assert published(one) == published(other) and one.exact == other.exact
    assert one.original != other.original


def test_masks_widen_to_whole_pixels() -> None:
    white = read_picture(encoded(Image.new("RGB", (10, 10), "white"), "PNG"), "x", LIMITS)
    exact = opened(masked(white, [Box(0.16, 0.16, 0.44, 0.31)], LIMITS).exact)
    black = {(x, y) for x in range(10) for y in range(10) if colour(exact, x, y) == (0, 0, 0)}
    assert black == {(x, y) for x in range(1, 5) for y in range(1, 4)}


@given(st.tuples(*[st.floats(0, 1)] * 4))
def test_any_box_covers_something_or_is_refused(edges: tuple[float, ...]) -> None:
    white = read_picture(encoded(Image.new("RGB", (7, 5), "white"), "PNG"), "x", LIMITS)
    try:
        exact = opened(masked(white, [Box(*edges)], LIMITS).exact)
    except Invalid:
        assert edges[0] >= edges[2] or edges[1] >= edges[3]
    else:
        assert min(exact.tobytes()) == 0


@pytest.mark.parametrize(
    "box",
    [(-0.1, 0, 1, 1), (0, 0, 1.1, 1), (0.5, 0, 0.5, 1), (0.6, 0, 0.5, 1), (0, 0, float("nan"), 1)],
)
def test_a_mask_outside_the_picture(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(Invalid, match="Mask 1"):
        masked(read_picture(JPEG, "x", LIMITS), [Box(*box)], LIMITS)


def test_too_many_masks() -> None:
    with pytest.raises(Invalid, match="Mask 201"):
        masked(read_picture(JPEG, "x", LIMITS), [BOX] * 201, LIMITS)


def test_the_pages_of_a_pdf() -> None:
    sheets = read_paper(evil_pdfs.pdf(pages=3), "合同.pdf", LIMITS)
    assert [(sheet.number, sheet.of) for sheet in sheets] == [(1, 3), (2, 3), (3, 3)]
    image = opened(sheets[0].picture.exact)
    assert image.size == (800, 400)  # 200 × 100 points at 288 dpi
    assert colour(image, 200, 200) == (255, 0, 0) and colour(image, 700, 200) == (
        255,
        255,
        255,
    )
    covered = masked(sheets[0], [Box(0, 0, 0.5, 1)], LIMITS)
    assert colour(opened(covered.exact), 200, 200) == (0, 0, 0)


def test_a_photo_of_a_paper_is_one_page() -> None:
    (sheet,) = read_paper(encoded(photo((2400, 1800)), "JPEG"), "凭证.jpg", LIMITS)
    assert (sheet.number, sheet.of, sheet.picture.large.width) == (1, 1, LIMITS.paper)


def test_the_text_of_a_pdf() -> None:
    assert "13912345678" in pdf_text(evil_pdfs.worded("tel 13912345678"), LIMITS)


def test_notes_and_forms_are_text_too() -> None:
    text = pdf_text(evil_pdfs.noted("tel 13912345678"), LIMITS)
    assert "13912345678" in text and "87654321931" in text


def test_more_text_than_can_be_checked() -> None:
    with pytest.raises(Invalid, match="more text"):
        pdf_text(evil_pdfs.worded("x" * 200), replace(LIMITS, characters=100))


def test_a_locked_pdf_says_so() -> None:
    with pytest.raises(Invalid, match="password"):
        read_paper(evil_pdfs.locked(), "x.pdf", LIMITS)


def test_what_a_pdf_hangs_on_is_ended() -> None:
    with pytest.raises(Invalid, match="too long"):
        read_paper(evil_pdfs.nested(9, 12), "x.pdf", replace(LIMITS, seconds=1))
