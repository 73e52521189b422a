"""The leak guard: finds personal numbers, and nothing else that looks like one."""

import datetime
import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.guard import KINDS, MAILBOXES, SHORTEST, is_credit_code, is_resident_id, leaks

PROVINCES = [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46]
PROVINCES += [50, 51, 52, 53, 54, 61, 62, 63, 64, 65]
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def resident_id(area: int, day: str, serial: int) -> str:
    body = f"{area:06d}{day}{serial:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def card(start: str, length: int, body: int) -> str:
    digits = (start + f"{body:019d}"[::-1])[: length - 1]
    return next(digits + last for last in "0123456789" if luhn(digits + last))


def luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed([int(d) for d in digits])):
        total += digit if place % 2 == 0 else sum(divmod(digit * 2, 10))
    return total % 10 == 0


def credit_code(kind: str, area: int, body: str) -> str:
    """By GB 32100-2015, annex A: weights are powers of 3, modulo 31."""
    code = f"{kind}{area:06d}{body}"
    total = sum(SIGNS.index(sign) * 3**place for place, sign in enumerate(code))
    return code + SIGNS[(31 - total % 31) % 31]


DAYS = st.dates(datetime.date(1920, 1, 1), datetime.date(2020, 12, 31))
IDS = st.builds(
    lambda province, rest, day, serial: resident_id(province * 10000 + rest, day, serial),
    st.sampled_from(PROVINCES),
    st.integers(100, 9999),
    DAYS.map(lambda day: day.strftime("%Y%m%d")),
    st.integers(0, 999),
)
MOBILES = st.integers(13000000000, 19999999999).map(str)
ISSUERS = {"622202": 19, "621700": 19, "623059": 19, "625919": 16, "603367": 18, "439225": 16}
ISSUERS |= {"436742": 19, "456351": 19, "524047": 16, "356390": 16, "955880": 19, "955990": 19}
ISSUERS |= {"940013": 17, "222300": 16, "685800": 16}
CARDS = st.builds(
    lambda start, body: card(start, ISSUERS[start], body),
    st.sampled_from(sorted(ISSUERS)),
    st.integers(0, 10**19 - 1),
)
MAILS = st.builds(
    "{}@{}".format,
    st.from_regex(r"[a-z0-9][a-z0-9._-]{0,15}", fullmatch=True),
    st.sampled_from(sorted(MAILBOXES)) | st.just("vip.qq.com"),
)

PROSE = [
    "户主张三，{}，已核对",
    "{}",
    "身份证号:{}。",
    "（{}）",
    "补助\n{}\t元",
    "2020年4月15日拨付1,048,800.00元给张三（{}）",
    "0551-62345678、{}",
    "第3项 {} 2020-04-15",
    "Tel.{}.",
    "tel:{};",
    "见附件，{}/张三",
    "**{}** `x`",
]
TABLES = [
    "序号\t姓名\t号码\n1\t张三\t{}\n",
    "1,张三,{},200.00",
    "| 1 | 张三 | {} |",
    '"{}","1,200"',
]
FILES = [
    "张三{}.jpg",
    "{}.pdf",
    "IMG_{}.png",
    "身份证-{}-正面.jpg",
    "2020_{}_凭证.xlsx",
    "SFZ{}.JPG",
]
AROUND = st.sampled_from([*PROSE, *TABLES, *FILES])


def kinds(text: str) -> list[str]:
    return [leak.kind for leak in leaks(text)]


@given(AROUND, IDS)
def test_finds_every_resident_id(around: str, number: str) -> None:
    found = leaks(around.format(number))
    assert [leak.kind for leak in found if leak.kind != "card"] == ["resident_id"]
    assert number not in found[0].masked


@given(AROUND, MOBILES)
def test_finds_every_mobile(around: str, number: str) -> None:
    assert kinds(around.format(number)) == ["mobile"]


@given(AROUND, CARDS)
def test_finds_every_card(around: str, number: str) -> None:
    found = leaks(around.format(number))
    assert [leak.kind for leak in found] in (["card"], ["resident_id"])
    assert number not in str(found)


@given(st.sampled_from([*PROSE[:8], *TABLES]), MAILS)
def test_finds_every_private_address(around: str, address: str) -> None:
    (found,) = leaks(around.format(address))
    assert found.kind == "email" and address not in found.masked


def full_width(number: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in number)


def in_fours(number: str) -> str:
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))


@given(st.sampled_from(PROSE), IDS)
def test_spellings_of_an_id(around: str, number: str) -> None:
    for written in (
        number.lower(),
        full_width(number),
        f"{number[:6]} {number[6:14]} {number[14:]}",
        f"{number[:6]}-{number[6:14]}-{number[14:]}",
        in_fours(number),
        number[:9] + "\u200b" + number[9:],
    ):
        assert "resident_id" in kinds(around.format(written)), written


@given(st.sampled_from(PROSE), MOBILES)
def test_spellings_of_a_mobile(around: str, number: str) -> None:
    three, four, last = number[:3], number[3:7], number[7:]
    for written in (
        f"{three} {four} {last}",
        f"{three}-{four}-{last}",
        f"{three}.{four}.{last}",
        f"{three}—{four}—{last}".replace("—", "\u2013"),
        f"+86 {number}",
        f"86-{number}",
        f"0086{number}",
        full_width(number),
        three + "\u200b" + four + "\u202d" + last,
        "".join("٠١٢٣٤٥٦٧٨٩"[int(digit)] for digit in number),
    ):
        assert kinds(around.format(written)) == ["mobile"], written


@given(st.sampled_from(PROSE[:6]), CARDS)
def test_spellings_of_a_card(around: str, number: str) -> None:
    for written in (in_fours(number), in_fours(number).replace(" ", "-"), full_width(number)):
        assert kinds(around.format(written))[:1] in (["card"], ["resident_id"]), written
    assert kinds(f"4312 {number}") and kinds(f"{in_fours(number)} 12 人")


@pytest.mark.parametrize(
    "text", ["6222021234567890128", "6222 0212 3456 7890 128", "４３９２２５８３１１１２２２３１"]
)
def test_cards_by_luhn(text: str) -> None:
    digits = "".join(c for c in text if c.isdigit())
    assert (len(leaks(text)) == 1) == luhn(digits)


NONE_OF_THEM = [
    "13912345678.00 元",
    "1,048,800.00",
    "皖票00012045",
    "国开办发〔2018〕11号",
    "2020-04-15",
    "0551-62345678",
    "(0551)6234 5678-8001",
    "055162345678",
    "400-820-8820",
    "4008208820",
    "12317",
    "31.8612345678901234",
    "117.283042,31.861235;117.283142,31.861335",
    "91340100MA2N12345X",
    "记-0421",
    "sq-2020-001",
    "202004151234567890",
    "2020-341523-48-01-012345",
    "034002000111 12345678",
    "23342000000012345678",
    "mmexport1588123456789.jpg",
    "微信图片_20200415123456.jpg",
    "IMG_20200415_093012345.jpg",
    "2020-03-10 2020-03-20 2020-04-08",
    "jiandu@qingling.gov.cn",
    "office@county.example",
    "a@163.company.cn",
    "@qq.com",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
]


@pytest.mark.parametrize("text", NONE_OF_THEM)
def test_does_not_trip(text: str) -> None:
    assert leaks(text) == []


def amount(dice: random.Random) -> str:
    fen = dice.randrange(10 ** dice.randint(1, 14))
    yuan = f"{fen // 100:,}.{fen % 100:02d}"
    return dice.choice([f"{yuan} 元", f"¥{yuan.replace(',', '')}", f"{fen / 10**6:.6f} 万元"])


def place(dice: random.Random) -> str:
    east, north = dice.uniform(73, 135), dice.uniform(18, 53)
    digits = dice.randint(4, 14)
    pair = f"{east:.{digits}f}{dice.choice([',', ' ', '，', ', '])}{north:.{digits}f}"
    return dice.choice([pair, f"{pair};{pair}", f"{int(north)}°{dice.uniform(0, 59):.4f}′N"])


def date(dice: random.Random) -> str:
    day = datetime.date(1990, 1, 1) + datetime.timedelta(dice.randrange(15000))
    later = day + datetime.timedelta(dice.randrange(400))
    form = dice.choice(["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y/%m/%d"])
    between = dice.choice([" ", "-", "—", "至", ","])
    return f"{day:{form}}{between}{later:{form}}"


def paper(dice: random.Random) -> str:
    year, number = dice.randint(2015, 2026), dice.randrange(10**6)
    forms = ["安财农〔{y}〕{n}号", "AH-{y}-{n:06d}", "皖Z{y}{n:08d}", "{y}-341523-48-01-{n:06d}"]
    return dice.choice(forms).format(y=year, n=number)


def voucher(dice: random.Random) -> str:
    number, year = dice.randrange(10**8), dice.randint(15, 26)
    forms = ["记-{n:04d}", "银付字第{n}号", "皖票{n:08d}", "No.{n:08d}", "PZ-20{y}-{n:06d}"]
    forms += ["0340{y:02d}00{m:03d}1 {n:08d}", "{y}3420000000{n:08d}", "凭证20{y}04{n:06d}"]
    return dice.choice(forms).format(n=number, y=year, m=number % 1000)


def credit(dice: random.Random) -> str:
    signs = dice.choice(["0123456789", SIGNS])
    body = "".join(dice.choice(signs) for _ in range(9))
    kind = dice.choice(["11", "12", "51", "52", "54", "91", "92", "93", "N2"])
    area = dice.choice(PROVINCES) * 10000 + dice.randrange(10000)
    return "统一社会信用代码：" + credit_code(kind, area, body)


def landline(dice: random.Random) -> str:
    area, number = dice.choice(["010", "021", "0551", "0854"]), dice.randrange(2 * 10**7, 9 * 10**7)
    forms = ["{a}-{n}", "({a}){n}", "{a}{n}", "{a} {n}-801", "+86-{b}-{n}", "{n}"]
    return dice.choice(forms).format(a=area, b=area[1:], n=number)


@pytest.mark.parametrize("made", [amount, place, date, paper, voucher, credit, landline])
def test_ten_thousand_that_do_not_trip(made: Callable[[random.Random], str]) -> None:
    dice = random.Random(made.__name__)
    arounds = [around for around in (*PROSE, *TABLES) if around not in ("Tel.{}.", '"{}","1,200"')]
    for _ in range(10_000):
        text = dice.choice(arounds).format(made(dice))
        assert not leaks(text), text


@given(st.integers(0, 10**15), st.integers(0, 99))
def test_amounts_do_not_trip(whole: int, cents: int) -> None:
    assert leaks(f"{whole}.{cents:02d} 元 {whole:,}.{cents:02d}") == []


@given(st.floats(73, 135), st.floats(18, 53))
def test_coordinates_do_not_trip(east: float, north: float) -> None:
    assert leaks(f"{east:.13f},{north:.13f}") == []


def test_the_checksum_is_checked() -> None:
    good = resident_id(340123, "19600101", 123)
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    assert is_resident_id(good) and not is_resident_id(wrong)
    assert is_resident_id("11010519491231002X")  # the example of GB 11643
    assert not is_resident_id(resident_id(203123, "19600101", 123))


def test_credit_codes_by_their_checksum() -> None:
    code = credit_code("91", 340100, "MA2N12345")
    assert is_credit_code(code) and not is_credit_code(code[:-1] + "#")
    assert sum(is_credit_code(code[:-1] + sign) for sign in SIGNS) == 1
    assert is_credit_code("91350100M000100Y43")  # the example of GB 32100


def both() -> str:
    """A number of digits that is a resident ID and a credit code at once."""
    for serial in range(1000):
        for day in ("19600101", "19711212", "19850730"):
            number = resident_id(513401, day, serial)
            if is_credit_code(number):
                return number
    raise AssertionError


def test_what_could_be_both_is_a_persons_unless_said() -> None:
    number = both()
    assert kinds(f"张三 {number}") == ["resident_id"]
    assert kinds(f"统一社会信用代码：{number}") == []


def test_office_addresses_pass() -> None:
    text = "监督邮箱 DaluXiang@163.com"
    assert kinds(text) == ["email"]
    assert leaks(text, office=["daluxiang@163.com"]) == []
    assert leaks(text, office={"163.com"}) == []
    assert kinds(text.replace("Dalu", "x")) == ["email"]


def test_nothing_is_shown_of_an_address_but_its_first_letter() -> None:
    assert [leak.masked for leak in leaks("z@qq.com zhangsan@qq.com")] == ["z***@qq.com"]
    assert len("z@qq.com") == SHORTEST


def test_each_kind_has_a_name() -> None:
    text = f"13912345678 a@qq.com 11010519491231002X {card('622202', 19, 7)}"
    assert set(kinds(text)) == set(KINDS)


@pytest.mark.parametrize("sign", ["1", "13", "a", "1 ", "9-", "@", "a@", "a.", "１"])
def test_long_texts_take_no_time(sign: str) -> None:
    before = time.process_time()
    leaks(sign * 300_000)
    assert time.process_time() - before < 5
