"""The QR code that paper carries: of the page's own address, and of nothing else."""

import re

import pytest
import segno

from portal.views import addresses
from tests.conftest import House
from tests.public_pages import Reader


def drawn(house: House, path: str, **settings: object) -> str:
    answer = Reader(house, **settings).answer(path)
    assert answer.status_code == 200, path
    assert answer.mimetype == "image/svg+xml"
    return answer.text


def modules(svg: str) -> list[list[bool]]:
    """The dark modules of segno's SVG, its quiet zone of four modules left out."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    dark = [[False] * size for _ in range(size)]
    column, row = 0.0, 0.0
    path = re.search(r'stroke="#000" d="([^"]+)"', svg)[1]
    for move, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        steps = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if move == "h":
            for at in range(int(column), int(column + steps[0])):
                dark[int(row)][at] = True
            column += steps[0]
        else:
            start = (column, row) if move == "m" else (0, 0)
            column, row = start[0] + steps[0], start[1] + steps[1]
    return [line[4:-4] for line in dark[4:-4]]


def said(address: str) -> list[list[bool]]:
    code = segno.make(address, micro=False, error="m", boost_error=False)
    return [[bool(module) for module in line] for line in code.matrix]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/", "http://localhost/"),
        ("/en/large/log", "http://localhost/en/large/log"),
        ("/projects/sq-2020-001", "http://localhost/projects/sq-2020-001"),
        (
            "/zh-hant/projects?village=sq&year=",
            "http://localhost/zh-hant/projects?village=sq&year=",
        ),
    ],
)
def test_a_page_carries_the_code_of_its_address(house: House, path: str, address: str) -> None:
    house.money()
    page = Reader(house).page(path)
    source = re.search(r'<img class="qr" src="([^"]+)"', page)[1].replace("&amp;", "&")
    assert modules(drawn(house, source)) == said(address)
    assert f"{address.replace('&', '&amp;')}</span>" in page


def test_the_configured_address_and_prefix_are_in_it(house: House) -> None:
    settings = {"address": "https://mingbai.example", "prefix": "/m"}
    svg = drawn(house, "/m/en/qr/log.svg", **settings)
    assert modules(svg) == said("https://mingbai.example/m/en/log")


def test_it_is_kept_for_good_and_says_nothing_of_readers(house: House) -> None:
    answer = Reader(house).answer("/qr/log.svg")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/qr/https://elsewhere.example/.svg",
        "/qr/elsewhere.example/log.svg",
        "/qr/nowhere.svg",
        "/qr/staff/.svg",
        "/qr/qr/log.svg.svg",
        "/qr/robots.txt.svg",
        "/qr/projects/" + "x" * addresses.LONGEST + ".svg",
        "/qr/projects.svg?q=" + "x" * addresses.LONGEST,
        "/qr/projects/../../staff.svg",
    ],
)
def test_it_draws_no_other_address(house: House, path: str) -> None:
    assert Reader(house).answer(path).status_code == 404


def test_a_long_query_is_left_out_and_a_long_path_has_no_code(house: House) -> None:
    page = Reader(house).page("/projects?q=" + "x" * addresses.LONGEST)
    assert '<img class="qr" src="/qr/projects.svg"' in page
    page = Reader(house).page("/projects/" + "x" * addresses.LONGEST, 404)
    assert "/qr" not in page


def test_an_error_page_has_no_code(house: House) -> None:
    assert "/qr" not in Reader(house).page("/nowhere", 404)
