"""A canvas with the few shapes and words that the scenes are made of."""

import random
import zlib

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Spot = tuple[float, float]
INK: Colour = (40, 38, 34)
SKY, FAR, NEAR = (214, 228, 236), (158, 178, 150), (182, 190, 132)
MUD, STONE, CONCRETE = (150, 116, 78), (186, 168, 140), (190, 190, 186)
RED, YELLOW, BLUE, GREEN = (176, 48, 40), (226, 178, 60), (84, 120, 158), (84, 130, 84)
GREY, LINES = (174, 172, 166), (120, 150, 130)
WHITE, WOOD, WALL = (246, 244, 238), (140, 100, 64), (232, 222, 204)

_SIGNS: dict[str, tuple[tuple[Spot, ...], ...]] = {
    "示": (
        ((2, 2), (8, 2)),
        ((0.5, 4.5), (9.5, 4.5)),
        ((5, 4.5), (5, 9.4), (4, 9)),
        ((2.8, 6), (1, 8.4)),
        ((7.2, 6), (9, 8.4)),
    ),
    "例": (
        ((2.5, 0.5), (0.5, 4)),
        ((1.7, 2.8), (1.7, 9.5)),
        ((3, 1.5), (6.6, 1.5)),
        ((4.4, 1.5), (3, 5.2)),
        ((4.2, 3.4), (6.2, 3.4), (5.5, 6.2), (3, 9.5)),
        ((4, 5), (5.2, 6.3)),
        ((7.6, 2.4), (7.6, 7)),
        ((9.4, 0.8), (9.4, 9.4), (8.4, 8.7)),
    ),
}
"""Characters as strokes in a square of ten by ten."""


class Sheet:
    """A canvas with the few shapes that the scenes are made of."""

    def __init__(self, size: tuple[int, int], ground: Colour, seed: str) -> None:
        self.image = Image.new("RGB", size, ground)
        self.width, self.height = size
        self.pen = ImageDraw.Draw(self.image)
        self.chance = random.Random(zlib.crc32(seed.encode()))  # noqa: S311 no secret is drawn

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        """A filled rectangle."""
        self.pen.rectangle((left, top, right, bottom), fill=fill)

    def shape(self, *spots: Spot, fill: Colour) -> None:
        """A filled polygon."""
        self.pen.polygon(spots, fill=fill)

    def line(self, *spots: Spot, fill: Colour = INK, width: int = 3) -> None:
        """A broken line."""
        self.pen.line(spots, fill=fill, width=width, joint="curve")

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A filled circle."""
        self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)

    def words(self, x: float, y: float, text: str, size: int, fill: Colour = INK) -> None:
        """A line in Latin letters and digits, in the font that Pillow carries."""
        self.pen.text((x, y), text, fill=fill, font=ImageFont.load_default(size))

    def sign(self, x: float, y: float, character: str, size: float, fill: Colour) -> None:
        """One of the drawn characters."""
        for stroke in _SIGNS[character]:
            spots = [(x + across * size / 10, y + down * size / 10) for across, down in stroke]
            self.line(*spots, fill=fill, width=max(2, round(size / 11)))

    def marked(self, x: float, y: float, size: int, fill: Colour) -> None:
        """示例 SAMPLE."""
        for place, character in enumerate(_SIGNS):
            self.sign(x + place * size * 1.15, y, character, size, fill)
        self.words(x + size * 2.6, y, "SAMPLE", size, fill)
