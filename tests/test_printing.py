"""PDFs: tagged, fonts inside, the same bytes each time; bounded, alone, never on the network."""

import hashlib
import threading
from pathlib import Path
from typing import Any

import pytest

from portal import printing
from portal.errors import Invalid, PortalError, Unusable
from portal.printing import Bounds, Type
from tests import paper

ROWS = "".join(f"<p>第{number}笔</p>" for number in range(20))
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1z"/></svg>'


def html(body: str = "路面浇筑", style: str = "") -> str:
    return (
        '<!DOCTYPE html><html lang="zh-Hans"><head><title>明白纸</title><style>@page{size:A4}'
        f"{style}</style></head><body><h1>道路</h1>{body}</body></html>"
    )


@pytest.fixture(scope="module")
def made() -> bytes:
    return printing.pdf(html())


def test_the_text_can_be_read_back(made: bytes) -> None:
    assert "路面浇筑" in paper.words(made)


def test_it_is_tagged_named_and_in_a_language(made: bytes) -> None:
    found = paper.objects(made)
    assert b"/StructTreeRoot" in found
    assert b"/Marked true" in found
    assert b"/Lang (zh-Hans)" in found
    assert b"pdfuaid:part" in found
    assert "明白纸" in paper.opened(made).get_metadata_dict()["Title"]


def test_every_font_is_inside(made: bytes) -> None:
    found = paper.objects(made)
    assert found.count(b"/Type /FontDescriptor") == found.count(b"/FontFile") > 0


def test_the_same_sheet_has_the_same_bytes(made: bytes) -> None:
    assert hashlib.sha256(printing.pdf(html())).digest() == hashlib.sha256(made).digest()


def test_its_own_drawings_are_shown() -> None:
    body = '<img src="/qr/a.svg" alt="二维码" width="90" height="90">'
    assert b"/Figure" in paper.objects(printing.pdf(html(body), {"/qr/a.svg": SVG}))


@pytest.mark.parametrize(
    "address",
    ["/qr/b.svg", "http://127.0.0.1:1/x.png", "file:///etc/hostname", "data:image/png;base64,AA"],
)
def test_nothing_else_is_fetched(address: str) -> None:
    with pytest.raises(Unusable):
        printing.pdf(html(f'<img src="{address}" alt="">'), {"/qr/a.svg": SVG})


def test_the_largest_type_that_fits_on_one_page() -> None:
    sizes = Type((300, 200, 100, 80), 120)
    short, long = (paper.opened(printing.pdf(html(body), sizes=sizes)) for body in ("短", ROWS))
    assert len(short) == len(long) == 1
    assert height(short) > 1.5 * height(long)


def height(document: Any) -> float:
    _, bottom, _, top = document[0].get_textpage().get_charbox(0)
    return float(top - bottom)


def test_what_does_not_fit_is_readable_on_several_pages() -> None:
    document = paper.opened(printing.pdf(html(ROWS * 3), sizes=Type((200, 105), 120)))
    assert len(document) > 1


@pytest.mark.parametrize("rows", [60, 300])
def test_a_table_gets_one_page_while_it_may_fit(rows: int) -> None:
    style = "@page{size:A3}table{border-spacing:0}td{padding:0}"
    table = f"<table>{'<tr><td>水泥</td></tr>' * rows}</table>"
    document = paper.opened(printing.pdf(html(table, style), sizes=Type((105,), 200)))
    assert (len(document) == 1) == (rows == 60)


def test_what_would_stand_out_of_the_side_is_set_smaller() -> None:
    wide = (
        f'<table><tr><td style="white-space:nowrap">{"一二三四五六七八九十" * 3}</td></tr></table>'
    )
    found = paper.lines(printing.pdf(html(wide), sizes=Type((300, 105), 105)))
    assert max(line.right for line in found) < 595


def test_a_sheet_that_is_too_large_is_refused() -> None:
    with pytest.raises(Invalid):
        printing.pdf(html("长" * printing.LARGEST))


def test_time_is_bounded() -> None:
    with pytest.raises(Unusable):
        printing.pdf(html(ROWS * 20), bounds=Bounds(patience=1))


def test_memory_is_bounded() -> None:
    with pytest.raises(Unusable):
        printing.pdf(html(), bounds=Bounds(memory=120 * 1024 * 1024))


def test_only_one_is_made_at_a_time() -> None:
    refused: list[PortalError] = []

    def ask() -> None:
        try:
            printing.pdf(html(ROWS), bounds=Bounds(waiting=0))
        except Unusable as error:
            refused.append(error)

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len(refused) == 2
    assert "Another PDF" in str(refused[0])


def test_a_machine_without_the_library_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    child = tmp_path / "child.py"
    text = printing.CHILD.read_text("utf-8")
    child.write_text(text.replace("import weasyprint", "import weasyprint_that_is_absent", 1))
    monkeypatch.setattr(printing, "CHILD", child)
    with pytest.raises(Unusable, match="cannot make PDF files"):
        printing.pdf(html())
