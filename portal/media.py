"""Pictures and papers: read whole, turned upright, made small, and written anew without metadata.

What comes in is decoded once and never passed on; what goes out are pixels that were encoded here.
"""

import datetime
import hashlib
import io
import math
import re
import struct
import threading
import unicodedata
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFile

from portal import filetypes, pdf
from portal.errors import Invalid
from portal.words import N_, Said, said

_ONE_AT_A_TIME = threading.Lock()
"""Bounds memory; and filters of warnings belong to the whole process."""

_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    EOFError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow raises for bytes that are no whole picture."""

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION, _CHANGED, _EXIF, _TAKEN = 0x0112, 0x0132, 0x8769, 0x9003
_EARLIEST = datetime.date(1990, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What is taken and what is made: bytes, pixels, longest sides, pages, seconds, characters.

    `unpacked` are the pixels of a PNG or WebP, which unpack whole; JPEGs get smaller on the way.
    `latest` is the day after which no photo can have been taken: today, where it is known.
    """

    bytes: int = 20 * 1024 * 1024
    pixels: int = 50_000_000
    unpacked: int = 25_000_000
    side: int = 20_000
    large: int = 1600
    small: int = 480
    paper: int = 1800
    pages: int = 20
    seconds: int = 20
    characters: int = 1_000_000
    boxes: int = 200
    latest: datetime.date = datetime.date.max


@dataclass(frozen=True)
class Encoded:
    """The bytes of a file and their SHA-256 in hex."""

    data: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True)
class Size:
    """One size of a picture, in both formats; width and height in pixels."""

    width: int
    height: int
    webp: Encoded
    jpeg: Encoded


@dataclass(frozen=True)
class Picture:
    """A picture fit to be published.

    `original` is the SHA-256 of the file that was sent, `name` its name without anything that acts,
    `taken` the ISO day of its EXIF or None. `exact` is `large` without loss, as PNG: what masks are
    drawn on. It is never published.
    """

    name: str
    original: str
    taken: str | None
    large: Size
    small: Size
    exact: bytes = field(repr=False)


@dataclass(frozen=True)
class Sheet:
    """One page of a paper: page `number` (from 1) of `of`."""

    number: int
    of: int
    picture: Picture


class Box(NamedTuple):
    """What a mask covers, in fractions (0..1) of width and height from the left upper corner."""

    left: float
    top: float
    right: float
    bottom: float


def read_picture(data: bytes, name: str, limits: Limits) -> Picture:
    """The picture of an uploaded JPEG, PNG or WebP file; raises `Invalid` for anything else."""
    _refuse_size(data, limits)
    kind = filetypes.picture_kind(data)
    filetypes.refuse_second_nature(data)
    most = limits.pixels if kind == "JPEG" else limits.unpacked
    if kind == "WEBP":
        _refuse_pixels(filetypes.webp_canvas(data), most, limits.side)
    with _decoding(), Image.open(io.BytesIO(data), formats=[kind]) as image:
        _refuse_pixels(image.size, most, limits.side)
        if kind != "JPEG" and getattr(image, "is_animated", False):
            raise Invalid(said(N_("The picture moves. Send a still photo.")))
        taken = _taken(image, limits.latest)
        pixels = _pixels(image, limits.large)
    return _picture(pixels, (limits.large, limits.small), name, _sha256(data), taken)


def read_paper(data: bytes, name: str, limits: Limits) -> list[Sheet]:
    """The pages of a PDF as pictures, or one picture as one page; raises `Invalid`."""
    sizes = (limits.paper, limits.small)
    if not data.startswith(b"%PDF-"):
        return [Sheet(1, 1, read_picture(data, name, replace(limits, large=limits.paper)))]
    _refuse_size(data, limits)
    filetypes.refuse_second_nature(data)
    original = _sha256(data)
    made = [
        _picture(Image.frombytes("RGB", (page.width, page.height), page.rgb), sizes, name, original)
        for page in pdf.pages(data, _bounds(limits))
    ]
    return [Sheet(number, len(made), picture) for number, picture in enumerate(made, 1)]


def masked(paper: Sheet | Picture, boxes: Iterable[Box], limits: Limits) -> Picture:
    """A new picture with black where the boxes are: drawn first, then made small and encoded.

    Boxes are widened to whole pixels. Raises `Invalid` for a box outside the picture or too many.
    """
    picture = paper.picture if isinstance(paper, Sheet) else paper
    with Image.open(io.BytesIO(picture.exact), formats=["PNG"]) as image:
        pixels = image.convert("RGB")
    drawing = ImageDraw.Draw(pixels)
    for corners in _corners(boxes, pixels.size, limits.boxes):
        drawing.rectangle(corners, fill=(0, 0, 0))
    sizes = (max(pixels.size), limits.small)
    return _picture(pixels, sizes, picture.name, picture.original, picture.taken)


def pdf_text(data: bytes, limits: Limits) -> str:
    """The text of a PDF for the leak guard; raises `Invalid` when there is too much to check."""
    _refuse_size(data, limits)
    return pdf.text(data, _bounds(limits))


def shown_name(name: str) -> str:
    """A file's name without folders, control characters and turns of direction; 100 characters.

    >>> shown_name("../../发票\u202egpj.exe"), shown_name("C:\\\\fakepath\\\\验收.jpg")
    ('发票gpj.exe', '验收.jpg')
    """
    last = re.split(r"[/\\\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    return " ".join(plain.split())[:100].strip(". ")


def _bounds(limits: Limits) -> pdf.Bounds:
    return pdf.Bounds(
        pages=limits.pages,
        side=limits.paper,
        characters=limits.characters,
        seconds=limits.seconds,
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _refuse_size(data: bytes, limits: Limits) -> None:
    if not data:
        raise Invalid(said(N_("The file is empty. Choose it once more.")))
    if len(data) > limits.bytes:
        raise Invalid(
            said(
                N_("The file has %(size)s MB; at most %(most)s MB are taken. Send it smaller."),
                size=math.ceil(len(data) / 1024 / 1024),
                most=limits.bytes // 1024 // 1024,
            )
        )


@contextmanager
def _decoding() -> Iterator[None]:
    """One decoder at a time, whose complaints become a sentence.

    Only the warning of a bomb is an error: phones and chat programs write slightly wrong EXIF and
    MPO headers every day, of which nothing is kept anyway.
    """
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except _DAMAGE as error:
            raise Invalid(_damaged()) from error


def _damaged() -> Said:
    return said(
        N_("The picture is damaged or did not come through whole. Choose it once more."),
    )


def _refuse_pixels(size: tuple[int, int], most: int, side: int) -> None:
    width, height = size
    if min(size) < 1:
        raise Invalid(_damaged())
    if width * height > most or max(size) > side:
        raise Invalid(
            said(
                N_(
                    "The picture has %(width)s × %(height)s pixels; at most %(most)s million are"
                    " taken, and no side longer than %(side)s. Send it smaller."
                ),
                width=width,
                height=height,
                most=most // 1_000_000,
                side=side,
            )
        )


def _taken(image: ImageFile.ImageFile, latest: datetime.date) -> str | None:
    """The day in the EXIF, when a calendar has it and no clock was wrong."""
    try:
        exif = image.getexif()
        written = exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_CHANGED)
        day = datetime.date(*map(int, str(written)[:10].split(":")))
    except _DAMAGE:
        return None
    return day.isoformat() if _EARLIEST <= day <= latest else None


def _pixels(image: ImageFile.ImageFile, side: int) -> Image.Image:
    """Upright RGB pixels of at most `side`; transparent parts are white as paper."""
    image.draft("RGB", (side, side))
    image.load()
    upright = _UPRIGHT.get(_orientation(image) or 1)
    turned = image.transpose(upright) if upright is not None else image
    if turned.mode in ("RGB", "L", "RGBA"):
        turned.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    flat = _flat(turned)
    flat.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return flat


def _orientation(image: ImageFile.ImageFile) -> int | None:
    try:
        found = image.getexif().get(_ORIENTATION)
    except _DAMAGE:
        return None
    return found if isinstance(found, int) else None


def _flat(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    flat = Image.new("RGB", clear.size, (255, 255, 255))
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat


def _picture(
    pixels: Image.Image, sizes: tuple[int, int], name: str, original: str, taken: str | None = None
) -> Picture:
    """Encodes both sizes of RGB pixels; the small one is made from the large."""
    pixels.info.clear()
    large, small = (_fitted(pixels, side) for side in sizes)
    made = _encoded(large)
    return Picture(
        name=shown_name(name),
        original=original,
        taken=taken,
        large=made,
        small=made if small.size == large.size else _encoded(small),
        exact=_written(large, "PNG", compress_level=1).data,
    )


def _fitted(pixels: Image.Image, side: int) -> Image.Image:
    made = pixels.copy()
    made.thumbnail((side, side), Image.Resampling.LANCZOS)
    return made


def _encoded(pixels: Image.Image) -> Size:
    webp = _written(pixels, "WEBP", quality=80, method=4)
    jpeg = _written(pixels, "JPEG", quality=82, optimize=True, progressive=True)
    return Size(pixels.width, pixels.height, webp, jpeg)


def _written(pixels: Image.Image, kind: str, **options: int) -> Encoded:
    file = io.BytesIO()
    pixels.save(file, kind, **options)
    return Encoded(file.getvalue(), _sha256(file.getvalue()))


def _corners(
    boxes: Iterable[Box], size: tuple[int, int], most: int
) -> Iterator[tuple[int, int, int, int]]:
    """First and last pixel of each box, both covered."""
    for number, box in enumerate(boxes, 1):
        inside = all(0 <= edge <= 1 for edge in box)  # false for NaN too
        if number > most or not inside or not (box.left < box.right and box.top < box.bottom):
            raise Invalid(
                said(
                    N_("Mask %(number)s does not lie in the picture. Draw it anew."), number=number
                )
            )
        width, height = size
        yield (
            min(math.floor(box.left * width), width - 1),
            min(math.floor(box.top * height), height - 1),
            math.ceil(box.right * width) - 1,
            math.ceil(box.bottom * height) - 1,
        )
