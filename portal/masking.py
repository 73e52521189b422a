"""Names of individuals, masked: the surname stays, the character after it becomes a star.

A masked name is still personal information: pages show household codes by default.
"""

import re
import unicodedata

from portal.words import N_, Said, said

_LISTED = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连
澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于
司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋
夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲
公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫
仲长 子书 子桑 即墨 淳于 单于 叱干 纳兰 完颜 耶律 爱新觉罗 叶赫那拉 东门 西陵
屈突 哥舒 达奚 歐陽 東方 獨孤 南宮 萬俟 聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫
仲孫 鍾離 長孫 鮮于 閭丘 子車 巫馬 司馬 顓孫 壤駟 樂正 穀梁 夾谷 軒轅 東郭
南門 西門 單于 納蘭 完顏
"""
COMPOUND = frozenset(_LISTED.split())
"""Surnames of two and more characters, in both scripts."""

_SINGLE = """
王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田于萧潘袁董叶杜丁蒋程余吕魏苏卢姜蔡贾
任陆姚沈钟崔廖谭汪范廖石邹金贺白孟阎薛侯雷龙史陶黎段郝孔邵毛常万顾赖武康钱牛尹洪汤龚严施温庞颜莫倪樊
易殷牟齐梅鲁韦伍葛尤耿翟岳裴阮聂柯焦俞柳霍邱包欧安祝管柴戴熊夏方文申祁解辛路柏章华穆占蓝屈关娄冉项
張劉陳楊黃趙吳孫馬羅鄭謝許馮韓鄧蕭葉蔣餘呂蘇盧賈陸鍾範譚鄒賀閻龍顧賴錢湯龔嚴龐顏魯聶歐關項
"""
SURNAMES = frozenset("".join(_SINGLE.split()))
"""The commonest surnames of one character, in both scripts: nine of ten people have one of them."""

_NO_GIVEN_NAME = re.compile(
    "[某*村社厂店队组户站部局校院场]|家$|氏$|先生|女士|老师|师傅|同志|爱心|好心|热心|居民|员工"
)

STAR = "*"
_DOTS = "·•・‧∙⋅•"
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]+")


def masked_name(name: str) -> str:
    """The name with the character after the surname starred, as notices write it.

    Of names with a dot (阿卜杜拉·买买提) and of Latin names, the first part keeps its first
    character and each other part becomes one star: the whole of them is the given name.

    >>> [
    ...     masked_name(name)
    ...     for name in ("张三", "张小三", "欧阳小三", "阿依古丽·买买提", "Li Xiaosan")
    ... ]
    ['张*', '张*三', '欧阳*三', '阿***·*', 'L* *']
    """
    clean = " ".join(unicodedata.normalize("NFC", name).split())
    if any(dot in clean for dot in _DOTS):
        return "·".join(_parts(re.split(f"[{_DOTS}]", clean)))
    joined = clean.replace(" ", "")
    if _HAN.fullmatch(joined):
        return _han(joined)
    return " ".join(_parts(clean.split(" ")))


def surname(name: str) -> str:
    """The surname of a Chinese name; its first character unless a compound one stands there.

    >>> surname("诸葛亮"), surname("司马"), surname("阿")
    ('诸葛', '司', '阿')
    """
    for length in (4, 2):
        if len(name) > length and name[:length] in COMPOUND:
            return name[:length]
    return name[:1]


def looks_personal(name: str) -> bool:
    """Whether a text looks like the full name of a person, as far as its form can tell.

    That is a common surname with one or two characters after it, and none that names of places,
    groups and titles have.

    >>> [looks_personal(name) for name in ("张小三", "欧阳小三", "张*三", "爱心人士", "张女士")]
    [True, True, False, False, False]
    """
    plain = "".join(unicodedata.normalize("NFC", name).split())
    first = surname(plain)
    known = first in COMPOUND or first in SURNAMES
    given = plain[len(first) :]
    whole = bool(_HAN.fullmatch(plain)) and 1 <= len(given) <= 2
    return known and whole and not _NO_GIVEN_NAME.search(given)


def advice(name: str) -> Said | None:
    """What is said of what looks like a private person's name; None for anything else."""
    if not looks_personal(name):
        return None
    return said(
        N_(
            "“%(name)s” looks like the name of a private person. Unless this person wants to be"
            " named, write 爱心人士 or %(masked)s; households have codes like SQ-2020-017."
        ),
        name=name,
        masked=masked_name(name),
    )


def _han(name: str) -> str:
    first = surname(name)
    if len(name) <= len(first):
        return STAR * len(name)
    return first + STAR + name[len(first) + 1 :]


def _parts(parts: list[str]) -> list[str]:
    kept = [part.strip() for part in parts if part.strip()]
    return [_short(kept[0]), *(STAR for _ in kept[1:])] if kept else []


def _short(part: str) -> str:
    """The first character; the stars tell the length of a Han part only up to three."""
    stars = min(len(part) - 1, 3) if _HAN.fullmatch(part) else 1
    return part[:1] + STAR * max(stars, 1) if len(part) > 1 else STAR
