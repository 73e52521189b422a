"""Pictures for the sample data, drawn so plainly that nobody takes them for photos or papers.

Each carries the words 示例 SAMPLE; the Chinese ones are drawn stroke by stroke, since no font is
there for certain. The same scene and words give the same pixels.
"""

import io
from collections.abc import Sequence

from PIL import Image

from portal.scenes.canvas import INK, SKY, WHITE, Sheet
from portal.scenes.papers import NAMES, PAPERS, seal
from portal.scenes.photos import SCENES

__all__ = ["NAMES", "PAPERS", "PHOTO", "SCENES", "SMALL", "paper", "photo"]

PHOTO = (640, 480)
SMALL = (480, 360)
PAPER = (480, 344)
WHERE = (31.6124, 116.4832)
"""What the metadata of a drawn photo says of its place; it must not outlive publishing."""


def photo(scene: str, seed: str, day: str | None = None, size: tuple[int, int] = PHOTO) -> bytes:
    """A drawn photo as a camera would send it: JPEG, with its day and place in the metadata.

    Photos of the same seed show the same surroundings.
    """
    sheet = Sheet(PHOTO, SKY, seed)
    for step in SCENES[scene]:
        step(sheet)
    sheet.box(0, 440, 300, 480, INK)
    sheet.marked(12, 446, 26, WHITE)
    file = io.BytesIO()
    sent = sheet.image.resize(size, Image.Resampling.BILINEAR)
    sent.save(file, "JPEG", quality=90, exif=_metadata(day))
    return file.getvalue()


def _metadata(day: str | None) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "mingbai sample camera"
    if day:
        exif[0x0132] = f"{day.replace('-', ':')} 09:30:00"
    exif.get_ifd(0x8825).update({1: "N", 2: _degrees(WHERE[0]), 3: "E", 4: _degrees(WHERE[1])})
    return exif


def _degrees(value: float) -> tuple[float, float, float]:
    return (int(value), int(value % 1 * 60), round(value * 60 % 1 * 60, 2))


def paper(scene: str, day: str, words: Sequence[str]) -> bytes:
    """A drawn paper as a scanner would send it, with signatures that are still to be masked."""
    sheet = Sheet(PAPER, (252, 250, 244), scene)
    sheet.words(24, 12, scene.upper(), 19)
    sheet.words(230, 14, f"{day}   {words[0] if words else ''}", 16)
    PAPERS[scene](sheet, words[1:])
    seal(sheet)
    sheet.marked(96, 150, 42, (206, 186, 178))
    file = io.BytesIO()
    sheet.image.save(file, "PNG", compress_level=1)
    return file.getvalue()
