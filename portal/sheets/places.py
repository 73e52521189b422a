"""What the line above a table and the text of a place tell: village, township, county, year."""

import re
import unicodedata
from dataclasses import dataclass

from portal.sheets.grid import Sheet

_NAME = "[一-鿿]"
_PLACE = re.compile(
    rf"(?:{_NAME}{{1,8}}?[省市州])?(?P<county>{_NAME}{{1,8}}?[县区])?"
    rf"(?P<township>{_NAME}{{1,8}}?[乡镇])?"
    rf"(?P<village>{_NAME}{{1,8}}?村(?:村(?![民委两支级监务小集股合干部内道口]))?)(?![民组级])"
)
_KINDS = (
    "农",
    "乡",
    "全",
    "本",
    "各",
    "驻",
    "贫困",
    "行政",
    "自然",
    "示范",
    "帮扶",
    "重点",
    "脱贫",
)
_NO_NAME = tuple(f"{kind}村" for kind in _KINDS)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年度?(?!\s*\d{1,2}\s*月)")
_BARE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True)
class Where:
    """A village with the township and county it lies in, as far as they are told."""

    village: str = ""
    township: str = ""
    county: str = ""


@dataclass(frozen=True)
class About:
    """What a sheet says of all its rows: where, and in which year."""

    where: Where = Where()
    year: int | None = None


def where(text: str) -> Where:
    """The one village that a text names; several or none give nothing.

    >>> where("安禾县大路乡双桥村2020年度项目库").township, where("双桥村朱场").village
    ('大路乡', '双桥村')
    """
    plain = re.sub(r"\d{4}\s*年度?", " ", unicodedata.normalize("NFKC", text))
    found = [match for match in _PLACE.finditer(plain) if not match["village"].endswith(_NO_NAME)]
    if len({match["village"] for match in found}) != 1:
        return Where()
    best = max(found, key=lambda match: len(match[0]))
    return Where(best["village"], best["township"] or "", best["county"] or "")


def about(sheet: Sheet, heading: int) -> About:
    """What the lines above row `heading`, the sheet's and the file's name tell."""
    lines = [
        sheet.text(row, column)
        for row in range(heading)
        for column in range(len(sheet.rows[row]))
        if sheet.text(row, column) and (row, column) not in sheet.leaking
    ]
    named = [*lines, sheet.name, sheet.stem]
    places = (place for text in named if (place := where(text)).village)
    years = [match[1] for text in named if (match := _YEAR.search(text))]
    years += [match[1] for match in [_BARE_YEAR.search(sheet.stem)] if match]
    return About(next(places, Where()), int(years[0]) if years else None)
