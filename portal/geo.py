"""Places on the map: three systems of coordinates, what people type, distances, links to maps.

WGS-84 is what GPS gives and what is kept. Chinese maps shift it: GCJ-02 (Amap, Tencent), and once
more BD-09 (Baidu). The shift has no published definition; the formulas here are the ones that all
open converters share (eviltransform, coordtransform). They agree with the maps to a few
metres; coming back is done by iteration and closes to less than 1 mm.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote, urlencode

from portal.errors import Invalid
from portal.words import N_, said

_AXIS = 6378245.0  # Krasovsky 1940, metres
_ECCENTRICITY = 0.00669342162296594323
_EARTH = 6371008.8  # mean radius of IUGG, metres
_BAIDU = math.pi * 3000 / 180
_FARTHEST = 200
"""Points of a line that are read; a road of 20 km at 100 m."""


class Point(NamedTuple):
    """Degrees north and east; in WGS-84 unless a function says otherwise."""

    lat: float
    lon: float


SYSTEMS = ("WGS-84", "GCJ-02", "BD-09")


def in_china(point: Point) -> bool:
    """Whether a point lies in the rectangle around China in which maps shift places."""
    return 0.8293 <= point.lat <= 55.8271 and 72.004 <= point.lon <= 137.8347


def wgs_to_gcj(point: Point) -> Point:
    """GCJ-02 of a WGS-84 point; the same point outside China.

    >>> place = wgs_to_gcj(Point(39.9087, 116.3975))
    >>> f"{place.lat:.5f} {place.lon:.5f}"
    '39.91010 116.40374'
    """
    if not in_china(point):
        return point
    north, east = _shift(point.lon - 105.0, point.lat - 35.0)
    angle = math.radians(point.lat)
    curve = 1 - _ECCENTRICITY * math.sin(angle) ** 2
    meridian = _AXIS * (1 - _ECCENTRICITY) / curve**1.5
    parallel = _AXIS / math.sqrt(curve) * math.cos(angle)
    return Point(
        point.lat + math.degrees(north / meridian), point.lon + math.degrees(east / parallel)
    )


def _shift(x: float, y: float) -> tuple[float, float]:
    """Metres north and east, for degrees from 105° E 35° N."""
    both = 20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    north += (both + 20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    east += (both + 20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
    return north, east


def gcj_to_bd(point: Point) -> Point:
    """BD-09 of a GCJ-02 point."""
    far = math.hypot(point.lon, point.lat) + 0.00002 * math.sin(point.lat * _BAIDU)
    turn = math.atan2(point.lat, point.lon) + 0.000003 * math.cos(point.lon * _BAIDU)
    return Point(far * math.sin(turn) + 0.006, far * math.cos(turn) + 0.0065)


def wgs_to_bd(point: Point) -> Point:
    """BD-09 of a WGS-84 point; the same point outside China."""
    return gcj_to_bd(wgs_to_gcj(point)) if in_china(point) else point


def gcj_to_wgs(point: Point) -> Point:
    """WGS-84 of a GCJ-02 point."""
    return _back(wgs_to_gcj, point)


def bd_to_gcj(point: Point) -> Point:
    """GCJ-02 of a BD-09 point."""
    return _back(gcj_to_bd, point)


def bd_to_wgs(point: Point) -> Point:
    """WGS-84 of a BD-09 point."""
    return _back(wgs_to_bd, point)


def _back(forth: Callable[[Point], Point], point: Point) -> Point:
    """The point that `forth` brings here; the shift changes slowly, so each step gains digits."""
    guess = point
    for _ in range(12):
        there = forth(guess)
        guess = Point(guess.lat + point.lat - there.lat, guess.lon + point.lon - there.lon)
    return guess


_TO_WGS: dict[str, Callable[[Point], Point]] = {
    "WGS-84": lambda point: point,
    "GCJ-02": gcj_to_wgs,
    "BD-09": bd_to_wgs,
}


def to_wgs(point: Point, system: str) -> Point:
    """A point of one of `SYSTEMS` in WGS-84, rounded to 6 decimals (0.1 m)."""
    made = _TO_WGS[system](point)
    return Point(round(made.lat, 6), round(made.lon, 6))


def distance(one: Point, other: Point) -> float:
    """Metres over the ground by the haversine formula; within 0.5 % of the ellipsoid.

    >>> round(distance(Point(31.0, 117.0), Point(31.01, 117.0)))
    1112
    """
    north = math.radians(other.lat - one.lat)
    east = math.radians(other.lon - one.lon)
    chord = math.sin(north / 2) ** 2
    chord += (
        math.cos(math.radians(one.lat))
        * math.cos(math.radians(other.lat))
        * math.sin(east / 2) ** 2
    )
    return 2 * _EARTH * math.asin(math.sqrt(min(chord, 1.0)))


def length(line: Sequence[Point]) -> float:
    """Metres from the first point of a line to its last, along it."""
    return sum(distance(one, other) for one, other in pairwise(line))


_NUMBER = r"\d{1,3}(?:\.\d{1,15})?"
_ANGLE = (
    rf"(?P<sign>-)?(?P<d>{_NUMBER})\s*°?"
    rf"(?:\s*(?P<m>{_NUMBER})\s*')?(?:\s*(?P<s>{_NUMBER})\s*\")?"
)
_LETTER_FIRST = re.compile(rf"(?P<letter>[NSEW])\s*{_ANGLE}")
_LETTER_LAST = re.compile(rf"{_ANGLE}\s*(?P<letter>[NSEW])?")
_SIGNS = str.maketrans(
    {"′": "'", "’": "'", "分": "'", "″": '"', "”": '"', "秒": '"', "度": "°", "º": "°", "－": "-"}
    | {
        "纬": "",
        "经": "",
        "緯": "",
        "經": "",
        "東": "E",
        "东": "E",
        "西": "W",
        "北": "N",
        "南": "S",
    }
    | {"，": ",", "；": ";", "、": ",", "−": "-"}
)


def read_points(text: str, system: str = "WGS-84") -> list[Point]:
    """The points that somebody typed, in WGS-84: `118.123456,32.123456; …`, east first.

    Points are parted by semicolons or new lines, their two numbers by a comma or a space. With
    letters (N, E, 北纬, 东经) the order is free; without them, a first number that can only be a
    latitude of China beside a second that can only be a longitude is taken as such. Degrees,
    minutes and seconds are read too. Raises `Invalid` that names the first bad point.

    >>> read_points("117.5,31.8; 31.9 117.6"), read_points("北纬31°30′36″ 东经117°15′0″")
    ([Point(lat=31.8, lon=117.5), Point(lat=31.9, lon=117.6)], [Point(lat=31.51, lon=117.25)])
    """
    plain = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS).upper()
    parts = [part.strip() for part in re.split(r"[;\n\r]+", plain) if part.strip()]
    if len(parts) > _FARTHEST:
        raise Invalid(said(N_("A line has at most %(most)s points."), most=_FARTHEST))
    return [to_wgs(_point(part, number), system) for number, part in enumerate(parts, 1)]


_NAMED = re.compile(r"\s*(?P<name>[a-z]{2,3})[-\s]?(?P<number>\d{2})\s*[:\uff1a]", re.IGNORECASE)
_KNOWN = {name.replace("-", ""): name for name in SYSTEMS}


def read_named(text: str) -> list[Point]:
    """The points of `read_points`; a text that starts with `gcj02:` or `bd09:` is in that system.

    >>> read_named("gcj02:116.403744,39.910103")
    [Point(lat=39.9087, lon=116.3975)]
    """
    found = _NAMED.match(text)
    if not found:
        return read_points(text)
    system = _KNOWN.get((found["name"] + found["number"]).upper())
    if system is None:
        known = ", ".join(name.replace("-", "").lower() for name in SYSTEMS)
        raise Invalid(
            said(
                N_("“%(name)s” is no known system of coordinates. Known are: %(known)s."),
                name=found[0].strip(),
                known=known,
            )
        )
    return read_points(written(read_points(text[found.end() :], system)))


def written(points: Sequence[Point]) -> str:
    """Points as `read_points` reads them, east first, with 6 decimals (0.1 m)."""
    return "; ".join(f"{point.lon:.6f},{point.lat:.6f}" for point in points)


def _point(part: str, number: int) -> Point:
    pattern = _LETTER_FIRST if part[0] in "NSEW" else _LETTER_LAST
    found = list(pattern.finditer(part))
    if len(found) != 2 or pattern.sub("", part).strip(" ,()[]"):
        raise _bad(number)
    values = [_value(match, number) for match in found]
    letters = "".join(match["letter"] or "" for match in found)
    point = Point(*_ordered(values, letters, number))
    if not in_china(point):
        raise Invalid(
            said(
                N_("Point %(number)s does not lie in China. Write east, then north."),
                number=number,
            )
        )
    return point


def _value(match: re.Match[str], number: int) -> float:
    minutes, seconds = float(match["m"] or 0), float(match["s"] or 0)
    if minutes >= 60 or seconds >= 60 or ("." in match["d"] and match["m"]):
        raise _bad(number)
    value = float(match["d"]) + minutes / 60 + seconds / 3600
    return round(-value if match["sign"] or match["letter"] in ("S", "W") else value, 9)


def _ordered(values: list[float], letters: str, number: int) -> tuple[float, float]:
    """North, then east."""
    first, second = values
    if letters:
        if len(letters) != 2 or (letters[0] in "NS") == (letters[1] in "NS"):
            raise _bad(number)
        return (first, second) if letters[0] in "NS" else (second, first)
    return (first, second) if abs(first) < 60 < second else (second, first)


def _bad(number: int) -> Invalid:
    return Invalid(
        said(
            N_("Point %(number)s cannot be read. Write it like 117.123456,31.123456."),
            number=number,
        )
    )


def map_links(lat: float, lon: float, title: str = "") -> list[tuple[str, str]]:
    """(Label id, address) of each way to open a WGS-84 place in a map.

    The addresses follow RFC 5870 (geo), openstreetmap.org, and the URI interfaces that Amap, Baidu
    and Tencent publish; the Chinese ones get their own coordinates.
    """
    place = Point(lat, lon)
    north, east = f"{lat:.6f}", f"{lon:.6f}"
    gcj, bd = wgs_to_gcj(place), wgs_to_bd(place)
    name = title or f"{north},{east}"
    amap = {"position": f"{gcj.lon:.6f},{gcj.lat:.6f}", "name": name, "coordinate": "gaode"}
    amap |= {"src": "mingbai"}
    baidu = {"location": f"{bd.lat:.6f},{bd.lon:.6f}", "title": name, "content": name}
    baidu |= {"coord_type": "bd09ll", "output": "html", "src": "webapp.mingbai.mingbai"}
    word = re.sub(r"[;:|]", " ", name)
    marker = f"coord:{gcj.lat:.6f},{gcj.lon:.6f};title:{word};addr:{word}"
    tencent = {"marker": marker, "referer": "mingbai"}
    return [
        (N_("Map on this device"), f"geo:{north},{east}?q={north},{east}"),
        (N_("Amap"), "https://uri.amap.com/marker?" + _query(amap)),
        (N_("Baidu Maps"), "https://api.map.baidu.com/marker?" + _query(baidu)),
        (N_("Tencent Maps"), "https://apis.map.qq.com/uri/v1/marker?" + _query(tencent)),
        (
            N_("OpenStreetMap"),
            f"https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=16/{north}/{east}",
        ),
    ]


def _query(values: dict[str, str]) -> str:
    return urlencode(values, quote_via=quote, safe=",")
