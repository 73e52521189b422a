"""Between the two Chinese scripts: characters by OpenCC, then the field's reviewed terms."""

import re
from functools import cache

from opencc import OpenCC

REVIEWED = {
    "帳": "賬",
    "帐": "賬",
    "賬本里": "賬本裡",
    "賬里": "賬裡",
    "衝銷": "沖銷",
    "衝賬": "沖賬",
    "批複": "批覆",
    "批復": "批覆",
    "釐米": "厘米",
    "範某": "范某",
    "於某": "于某",
    "餘某": "余某",
    "天后刪": "天後刪",
    "里人人": "裡人人",
    "鄉里的": "鄉裡的",
}
"""Where the converter's choice is not the field's word: converted → right."""

_KEPT = re.compile(
    r'(<(\w+)(?:(?<=<style)|[^>]*\s(?:lang="zh-Hans"|translate="no")[^>]*)>.*?</\2>)', re.DOTALL
)


@cache
def _converter(way: str) -> OpenCC:
    return OpenCC(way)


def warm() -> None:
    """Loads both dictionaries, so that no reader waits for them."""
    traditional("")
    simplified("")


def traditional(text: str) -> str:
    """Simplified text in Traditional characters; the words stay.

    >>> traditional("账本里只冲销，不改公里数")
    '賬本裡只沖銷，不改公里數'
    """
    converted = str(_converter("s2tw").convert(text))
    for wrong, right in REVIEWED.items():
        converted = converted.replace(wrong, right)
    return converted


def simplified(text: str) -> str:
    """Traditional text in Simplified characters, as the books are kept.

    >>> simplified("雙橋村")
    '双桥村'
    """
    return str(_converter("tw2s").convert(text))


def page(html: str) -> str:
    """A page in Traditional characters, save what is marked as Simplified or not to translate.

    Styles stay too: the browser knows them by their hash.

    >>> page('<b>双桥村</b> <a lang="zh-Hans">简体</a>')
    '<b>雙橋村</b> <a lang="zh-Hans">简体</a>'
    >>> page("<style>p{content:'页'}</style>页")
    "<style>p{content:'页'}</style>頁"
    """
    parts = _KEPT.split(html)
    # Each find is followed by the name of its element, which split() gives too.
    del parts[2::3]
    return "".join(part if place % 2 else traditional(part) for place, part in enumerate(parts))
