"""PDFs for staff: downloads, the week of a village, keeping the sheet of a notice by its hash."""

import datetime
import hashlib
import re
from io import BytesIO

import pytest

from portal import printing
from portal.store import drafts
from tests import paper
from tests.conftest import NOW, House, notice
from tests.public_pages import Reader
from tests.staff_pages import Staff

TODAY = (
    datetime.datetime.now(datetime.UTC)
    .astimezone(datetime.timezone(datetime.timedelta(hours=8)))
    .date()
)


@pytest.fixture
def road(house: House) -> House:
    house.money()
    house.publish(notice())
    return house


def downloaded(staff: Staff, path: str) -> bytes:
    answer = staff.client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_data()


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        *(f"projects/sq-2020-001/{kind}.pdf" for kind in ("money-sheet", "sign", "plain-sheet")),
        "villages/sq/summary.pdf?year=2020",
        "notices/n-1/sheet.pdf?paper=a3&turn=landscape",
    ],
)
def test_a_pdf_of_each_sheet(road: House, path: str) -> None:
    data = downloaded(Staff(road, road.author), f"/staff/print/{path}")
    size = {round(side) for side in paper.opened(data)[0].get_size()}
    assert size in ({595, 842}, {842, 1191})


@pytest.mark.parametrize("path", ["projects/sq-2020-001", "villages/sq", "notices/n-1"])
def test_the_pages_list_the_sheets(road: House, path: str) -> None:
    page = Staff(road, road.author).get(f"/staff/print/{path}")
    assert "paper=a3&amp;turn=landscape" in page
    assert ".pdf" in page


def test_strangers_are_sent_away(road: House) -> None:
    assert "/sign-in" in Staff(road).get("/staff/print/notices/n-1/sheet.pdf", 303)


@pytest.mark.parametrize("path", ["projects/x/sign.pdf", "projects/sq-2020-001/x.pdf"])
def test_what_is_not_there(road: House, path: str) -> None:
    Staff(road, road.author).get(f"/staff/print/{path}", 404)


def test_the_week_is_one_pdf(road: House) -> None:
    staff = Staff(road, road.author)
    staff.get("/staff/print/villages/sq/week.pdf", 404)
    for number, start in ((2, TODAY), (3, TODAY - datetime.timedelta(days=8))):
        end = start + datetime.timedelta(days=12)
        road.publish(
            notice(
                f"n-{number}",
                title=f"本周第{number}号公示",
                start=start.isoformat(),
                end=end.isoformat(),
                historic=None,
                closed=None,
                result=None,
            )
        )
    data = downloaded(staff, "/staff/print/villages/sq/week.pdf")
    texts = paper.texts(data)
    assert len(texts) == 2
    assert "本周第2号" in texts[0] and "本周第3号" in texts[1]
    assert all("第 1 页 / 共 1 页" in " ".join(text.split()) for text in texts)


def test_a_kept_sheet_enters_the_log_by_its_hash(road: House) -> None:
    staff = Staff(road, road.author)
    where = staff.form("/staff/print/notices/n-1")
    number = int(where.rpartition("/")[2])
    values = road.door.change(number).edits[-1].values
    digest = str(values["public_hash"])
    assert values["kind"] == "sheet" and values["of_code"] == "n-1"
    assert Reader(road).answer(f"/media/{digest}.pdf").status_code == 404
    road.door.submit(number, road.author, NOW, "留存公示单")
    road.door.publish(number, road.reviewer, NOW)
    answer = Reader(road).answer(f"/media/{digest}.pdf")
    assert answer.mimetype == "application/pdf"
    assert hashlib.sha256(answer.get_data()).hexdigest() == digest
    page = Reader(road).page("/notices/n-1")
    assert f'href="/media/{digest}.pdf"' in page
    code = re.search(r'href="(/papers/[^"]+)"', page)
    assert code and digest in Reader(road).page(code[1])
    payloads = road.books.public.execute("SELECT body FROM payload ORDER BY number DESC LIMIT 1")
    assert digest in payloads.fetchone()[0]


def test_the_same_pdf_is_kept_once(road: House) -> None:
    staff = Staff(road, road.author)
    first = staff.form("/staff/print/notices/n-1")
    assert staff.form("/staff/print/notices/n-1") == first
    number = int(first.rpartition("/")[2])
    assert len(road.door.change(number).edits) == 1
    assert len(drafts.changes(road.books.private, states=("draft",))) == 1


def test_a_picture_is_no_pdf(road: House) -> None:
    kept = road.vault().printed(printing.pdf("<!DOCTYPE html><html lang=en><title>x</title>x"))
    assert Reader(road).answer(f"/media/{kept.public_hash}.jpg").status_code == 404


def test_nobody_sends_a_printed_sheet(road: House) -> None:
    staff = Staff(road, road.author)
    about = {
        "of_table": "notice",
        "of_code": "n-1",
        "kind": "sheet",
        "title": "公示单",
        "alt": "公示单",
    }
    picture = {"file": (BytesIO(b"x"), "a.jpg")}
    page = staff.post("/staff/papers", 422, **about, **picture)
    assert "在公示的打印页上制作" in page
