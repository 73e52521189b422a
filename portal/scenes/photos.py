"""What stands in the drawn photos: land, roads, squares, rooms, and never a person."""

from collections.abc import Callable

from portal.scenes.canvas import (
    BLUE,
    CONCRETE,
    FAR,
    GREEN,
    INK,
    MUD,
    NEAR,
    RED,
    SKY,
    STONE,
    WALL,
    WHITE,
    WOOD,
    YELLOW,
    Colour,
    Sheet,
)

Step = Callable[[Sheet], None]


def _land(s: Sheet) -> None:
    s.box(0, 0, 640, 230, SKY)
    shift = s.chance.randint(-60, 60)
    s.shape((-80, 232), (110 + shift, 120), (330, 232), fill=FAR)
    s.shape((200, 232), (460 + shift, 90), (760, 232), fill=(140, 164, 138))
    s.box(0, 228, 640, 480, NEAR)
    for _ in range(4):
        _tree(s, s.chance.choice((30, 90, 560, 610)), 228 + s.chance.randint(0, 26), 1)


def _tree(s: Sheet, x: float, y: float, scale: float) -> None:
    s.box(x - 3 * scale, y - 20 * scale, x + 3 * scale, y, WOOD)
    s.disc(x, y - 34 * scale, 20 * scale, GREEN)


def _way(s: Sheet, fill: Colour, far: float = 0) -> None:
    """A road to the horizon; with `far` only its further part, from 0 (all) to 1 (nothing)."""
    top, bottom = 232.0, 480 - far * 248
    half = 12 + (bottom - top) / 248 * 218
    s.shape((320 - half, bottom), (308, top), (332, top), (320 + half, bottom), fill=fill)


def _track(s: Sheet) -> None:
    _way(s, MUD)
    s.line((316, 240), (250, 480), fill=(112, 84, 54), width=16)
    s.line((326, 240), (396, 480), fill=(112, 84, 54), width=16)
    for x, y, wide in ((300, 420, 52), (350, 350, 30), (318, 290, 14)):
        s.pen.ellipse((x - wide, y - wide / 4, x + wide, y + wide / 4), fill=(150, 164, 170))


def _subgrade(s: Sheet) -> None:
    _way(s, STONE)
    for _ in range(160):
        y = s.chance.randint(250, 476)
        half = 12 + (y - 232) / 248 * 200
        s.disc(320 + s.chance.uniform(-half, half), y, 2, (150, 132, 106))


def _roller(s: Sheet) -> None:
    s.box(356, 296, 430, 336, YELLOW)
    s.box(384, 262, 420, 298, (120, 140, 150))
    s.disc(352, 342, 26, (96, 96, 96))
    s.disc(430, 342, 20, INK)


def _paving(s: Sheet) -> None:
    _subgrade(s)
    _way(s, CONCRETE, 0.45)
    s.box(196, 352, 444, 368, WOOD)
    s.box(440, 300, 520, 350, BLUE)
    s.shape((450, 300), (474, 258), (520, 268), (516, 300), fill=WHITE)
    for x in (456, 502):
        s.disc(x, 354, 14, INK)


def _curing(s: Sheet) -> None:
    _way(s, (198, 182, 128))
    for y in (262, 300, 350, 420):
        half = 12 + (y - 232) / 248 * 218
        s.line((320 - half, y), (320 + half, y), fill=(164, 146, 96), width=4)


def _road(s: Sheet) -> None:
    _way(s, CONCRETE)
    for y in (252, 276, 312, 364, 436):
        half = 12 + (y - 232) / 248 * 218
        s.line((320 - half, y), (320 + half, y), fill=(150, 150, 146), width=2)
    s.line((308, 232), (90, 480), fill=WHITE, width=5)
    s.line((332, 232), (550, 480), fill=WHITE, width=5)


def _plate(s: Sheet) -> None:
    s.box(58, 330, 66, 430, WOOD)
    s.box(142, 330, 150, 430, WOOD)
    s.box(36, 262, 172, 340, BLUE)
    for y in (280, 298, 316):
        s.line((50, y), (158, y), fill=WHITE, width=5)


def _tape(s: Sheet) -> None:
    s.line((150, 412), (490, 412), fill=YELLOW, width=10)
    for x in range(160, 490, 22):
        s.line((x, 407), (x, 417), width=2)


def _board(s: Sheet) -> None:
    s.box(110, 400, 122, 470, WOOD)
    s.box(518, 400, 530, 470, WOOD)
    s.box(90, 190, 550, 410, GREEN)
    for column in range(3):
        left = 116 + column * 146
        s.box(left, 214, left + 118, 386, WHITE)
        for y in range(232, 370, 16):
            s.line((left + 12, y), (left + 104, y), fill=(160, 160, 156), width=3)
        s.line((left + 30, 226), (left + 88, 226), fill=RED, width=6)


def _posted(s: Sheet) -> None:
    s.box(0, 0, 640, 480, GREEN)
    s.box(170, 30, 470, 430, WHITE)
    s.line((230, 62), (410, 62), fill=RED, width=10)
    for y in range(100, 330, 22):
        s.line((200, y), (440, y), fill=(160, 160, 156), width=4)
    s.box(200, 350, 262, 412, (60, 60, 58))
    s.box(212, 362, 250, 400, WHITE)
    for x, y in ((182, 42), (458, 42), (182, 418), (458, 418)):
        s.disc(x, y, 5, RED)


def _table(s: Sheet) -> None:
    s.box(0, 0, 640, 480, WALL)
    s.box(190, 60, 450, 190, (70, 92, 80))
    s.line((214, 100), (420, 100), fill=WHITE, width=5)
    s.line((214, 130), (370, 130), fill=WHITE, width=5)
    s.shape((90, 300), (550, 300), (620, 440), (20, 440), fill=WOOD)
    for x in (150, 270, 390, 490):
        s.shape((x - 26, 340), (x + 30, 340), (x + 36, 378), (x - 30, 378), fill=WHITE)


def _plot(s: Sheet, fill: Colour = MUD) -> None:
    s.shape((130, 260), (510, 260), (636, 470), (4, 470), fill=fill)


def _bare(s: Sheet) -> None:
    _plot(s)
    for _ in range(40):
        s.disc(s.chance.randint(60, 580), s.chance.randint(300, 464), 4, (122, 92, 60))


def _base(s: Sheet) -> None:
    _plot(s, STONE)
    s.line((130, 262), (4, 470), fill=RED, width=3)
    s.line((510, 262), (636, 470), fill=RED, width=3)


def _slabs(s: Sheet) -> None:
    _plot(s, (206, 196, 182))
    for part in range(1, 8):
        s.line((130 + part * 47.5, 260), (4 + part * 79, 470), fill=(172, 160, 144), width=2)
    for y in (278, 304, 340, 390):
        wide = (y - 260) / 210
        s.line((130 - 126 * wide, y), (510 + 126 * wide, y), fill=(172, 160, 144), width=2)


def _stage(s: Sheet) -> None:
    s.box(210, 196, 430, 262, RED)
    s.box(196, 256, 444, 286, WALL)
    s.line((230, 220), (410, 220), fill=YELLOW, width=8)


def _lamps(s: Sheet) -> None:
    for x, top, bottom in ((150, 130, 300), (490, 130, 300), (84, 90, 400)):
        s.line((x, bottom), (x, top), (x + 34, top), fill=(90, 96, 100), width=6)
        s.disc(x + 34, top + 4, 10, YELLOW)


def _gym(s: Sheet) -> None:
    for x in (120, 520):
        s.line((x - 34, 400), (x - 34, 320), (x + 34, 320), (x + 34, 400), fill=BLUE, width=8)
        s.line((x, 320), (x, 366), fill=YELLOW, width=6)


def _room(s: Sheet) -> None:
    s.box(0, 0, 640, 360, WALL)
    s.box(0, 360, 640, 480, (186, 150, 112))
    s.box(460, 70, 590, 200, SKY)
    s.line((525, 70), (525, 200), fill=WHITE, width=8)


def _shelves(s: Sheet) -> None:
    for top in (90, 170, 250):
        s.box(50, top + 62, 400, top + 72, WOOD)
        for x in range(58, 390, 17):
            fill = s.chance.choice((RED, BLUE, GREEN, YELLOW, WOOD))
            s.box(x, top + s.chance.randint(2, 16), x + 12, top + 61, fill)
    s.shape((250, 380), (520, 380), (560, 420), (220, 420), fill=WOOD)


def _beds(s: Sheet) -> None:
    s.box(60, 290, 330, 330, WHITE)
    s.box(60, 262, 130, 292, BLUE)
    for x in (74, 310):
        s.box(x, 330, x + 8, 390, (120, 126, 130))
    s.box(370, 140, 440, 360, (206, 214, 214))
    s.box(394, 200, 418, 250, GREEN)
    s.box(381, 213, 431, 237, GREEN)


def _rails(s: Sheet) -> None:
    for y in (250, 300):
        s.line((60, y), (380, y), fill=(120, 126, 130), width=9)
    for x in (70, 220, 370):
        s.line((x, 250), (x, 400), fill=(120, 126, 130), width=9)
    s.shape((400, 400), (600, 330), (600, 400), fill=BLUE)


def _saplings(s: Sheet) -> None:
    s.box(0, 232, 640, 480, (170, 140, 96))
    for row, y in enumerate((268, 318, 384, 462)):
        for x in range(20 + row * 14, 640, 52 + row * 18):
            _tree(s, x, y, 0.5 + row * 0.22)


def _sheep(s: Sheet) -> None:
    for x, y in ((140, 350), (260, 400), (400, 340), (500, 420)):
        s.pen.ellipse((x - 40, y - 26, x + 40, y + 22), fill=WHITE)
        s.disc(x + 40, y - 16, 13, INK)
        for leg in (-22, 18):
            s.line((x + leg, y + 18), (x + leg, y + 40), width=5)


def _mural(s: Sheet) -> None:
    s.box(40, 150, 600, 400, WALL)
    s.box(40, 140, 600, 154, RED)
    for part, fill in enumerate((GREEN, YELLOW, BLUE)):
        left = 70 + part * 178
        s.box(left, 180, left + 150, 370, fill)
        s.disc(left + 75, 270, 40, WHITE)


def _trench(s: Sheet) -> None:
    _track(s)
    s.shape((470, 240), (500, 240), (640, 440), (560, 480), fill=(104, 78, 50))


SCENES: dict[str, tuple[Step, ...]] = {
    "road-before": (_land, _track),
    "road-start": (_land, _track, _plate, _roller),
    "road-trench": (_land, _trench),
    "road-subgrade": (_land, _subgrade, _roller),
    "road-paving": (_land, _paving),
    "road-curing": (_land, _curing),
    "road-after": (_land, _road),
    "road-measured": (_land, _road, _tape),
    "road-sign": (_land, _road, _plate),
    "board": (_land, _board),
    "board-near": (_posted,),
    "meeting": (_table,),
    "square-before": (_land, _bare),
    "square-base": (_land, _base, _roller),
    "square-paved": (_land, _slabs),
    "square-stage": (_land, _slabs, _stage, _lamps),
    "square-open": (_land, _slabs, _stage, _lamps, _gym),
    "square-gym": (_land, _slabs, _gym),
    "reading": (_room, _shelves),
    "clinic": (_room, _beds),
    "station": (_room, _rails),
    "saplings": (_land, _saplings),
    "sheep": (_land, _sheep),
    "lamps": (_land, _road, _lamps),
    "mural": (_land, _mural),
    "class": (_table,),
}
"""Photos by name."""
