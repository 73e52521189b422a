"""The village's own workbooks and the sample: what they give, and nothing when read again."""

import os
from pathlib import Path

import pytest

from portal import sheets
from portal.migrations import public
from portal.store import connect, log, records
from portal.store.connect import Connection
from tests.workbooks import accounts, library, of, publish, sample, xlsx

SHARED = Path(
    os.environ.get("MINGBAI_SHARED") or Path(__file__).resolve().parents[2] / "shared"
).joinpath("data")
NAMES = ("双桥村项目库2020.xlsx", "捐赠与支出台账2020.xlsx")
BOTH = [(NAMES[0], library()), (NAMES[1], accounts())]


@pytest.fixture
def db() -> Connection:
    return connect.memory(public.migrations)


@pytest.fixture
def both(db: Connection) -> sheets.Reading:
    return sheets.read(BOTH, db)


def by_title(reading: sheets.Reading, title: str) -> dict[str, object]:
    return next(dict(e.values) for e in of(reading, "project") if e.values["title"] == title)


def test_takes_every_row(both: sheets.Reading) -> None:
    counts = {table: len(of(both, table)) for table in ("project", "budget_line", "payment")}
    assert (both.bad, both.rows, both.unchanged) == ([], 21, 0)
    assert counts == {"project": 8, "budget_line": 16, "payment": 6}


def test_figures_to_the_fen(both: sheets.Reading) -> None:
    def total(table: str, name: str = "amount") -> int:
        return sum(int(edit.values[name] or 0) for edit in of(both, table))

    assert total("project", "budget") == total("budget_line") == 206_700_000
    assert (total("funding"), total("allocation")) == (20_000_000, 20_000_000)
    assert total("payment") == 18_260_000


def test_one_total_is_wrong(both: sheets.Reading) -> None:
    (note,) = [note for note in both.notes if "gap" in note.values]
    assert str(note) == (
        "Sheet “项目库”, row 12, column “资金规模和筹资方式（万元）/合计”: stated 465,000.00 yuan, "
        "by addition 464,000.00 yuan, difference 1,000.00 yuan."
    )


def test_the_footer_is_told(both: sheets.Reading) -> None:
    assert "row 17 is a remark" in str(both.notes[-1])


def test_a_range_fills_start_and_end(both: sheets.Reading) -> None:
    square = by_title(both, "朱场第二文化活动广场")
    assert (square["planned_start"], square["planned_end"]) == ("2020-09", "2021-06")


def test_dates_in_five_spellings(both: sheets.Reading) -> None:
    paid = [edit.values["paid"] for edit in of(both, "payment")]
    assert paid[:4] == ["2020-04-28", "2020-04-30", "2020-05-25", "2020-07-15"]
    assert by_title(both, "残疾人工作站")["planned_start"] == "2020-04-01"
    assert by_title(both, "双桥村至朱场通组道路硬化")["planned_end"] == "2020-08"


def test_the_title_gives_village_and_year(both: sheets.Reading) -> None:
    (village,) = of(both, "village")
    assert village.values == {"title": "双桥村", "county": "安禾县", "township": "大路乡"}
    assert {edit.values["year"] for edit in of(both, "project")} == {2020}
    assert {edit.values["village"] for edit in of(both, "project")} == {village.code}
    assert by_title(both, "朱场第二文化活动广场")["place"] == "双桥村朱场"


def test_officials_by_post_and_unit(both: sheets.Reading) -> None:
    posts = [str(edit.values["post"]) for edit in of(both, "official")]
    assert posts == ["村委会主任", "村支部书记", "村医", "合作社理事长", "驻村第一书记"]
    assert all(e.values["title"] == e.values["post"] for e in of(both, "official"))


def test_what_is_offered_as_new(both: sheets.Reading) -> None:
    assert ("village", "双桥村") in both.new
    assert ("organisation", "恒路建设（示例）") in both.new
    assert len(both.new) == len(set(both.new)) == 16


def test_payments_come_from_the_donor_s_allocation(both: sheets.Reading) -> None:
    allocations = {edit.code: edit.values for edit in of(both, "allocation")}
    for payment in of(both, "payment"):
        allocation = allocations[str(payment.values["allocation"])]
        assert allocation["project"] == payment.values["project"]


def test_order_of_dependence(both: sheets.Reading) -> None:
    made: set[object] = set()
    for edit in both.edits:
        assert all(v in made for v in edit.values.values() if str(v).startswith("?"))
        made.add(edit.code)


def test_order_of_sheets_does_not_matter(db: Connection, both: sheets.Reading) -> None:
    assert sheets.read(BOTH[::-1], db).edits == both.edits


def test_again_changes_nothing(db: Connection, both: sheets.Reading) -> None:
    publish(db, both)
    again = sheets.read(BOTH, db)
    assert (again.edits, again.bad, again.new, again.unchanged) == ([], [], [], 21)


def test_ledger_alone_offers_its_projects(db: Connection) -> None:
    reading = sheets.read(BOTH[1:], db)
    assert (reading.bad, len(of(reading, "project"))) == ([], 4)
    assert ("project", "残疾人工作站") in reading.new


def test_ledger_after_the_library(db: Connection) -> None:
    publish(db, sheets.read(BOTH[:1], db))
    reading = sheets.read(BOTH[1:], db)
    assert (reading.bad, of(reading, "project"), len(of(reading, "payment"))) == ([], [], 6)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not beside the checkout")
def test_the_files_themselves_read_the_same(both: sheets.Reading, db: Connection) -> None:
    files = [(name, (SHARED / name).read_bytes()) for name in NAMES]
    assert sheets.read(files, db) == both


def test_sample_reads_clean(db: Connection) -> None:
    reading = sheets.read(sample(), db, measured=True)
    assert (reading.bad, reading.new) == ([], [])
    assert [note.values["heading"] for note in reading.notes] == ["scene"]  # drawn, not published
    assert len(reading.edits) == reading.rows


def test_sample_s_totals(db: Connection) -> None:
    publish(db, sheets.read(sample(), db))
    query = "SELECT received, allocated, paid FROM total WHERE about = 'nature' AND code = ?"
    assert db.execute(query, ("unit",)).fetchone() == (20_000_000, 20_000_000, 18_260_000)
    query = "SELECT planned, paid FROM total WHERE about = 'project' AND code = 'sq-2020-001'"
    assert db.execute(query).fetchone() == (106_200_000, 104_880_000)


def test_the_workbooks_add_nothing_to_the_sample(db: Connection) -> None:
    publish(db, sheets.read(sample(), db))
    reading = sheets.read(BOTH, db)
    assert (reading.edits, reading.bad, reading.unchanged) == ([], [], 21)


def test_an_edit_sets_only_what_differs(db: Connection) -> None:
    publish(db, sheets.read(sample(), db))
    rows = [["编码", "项目名称", "年度", "项目状态", "备注"]]
    rows.append(["sq-2020-003", "朱场第二文化活动广场", "2020", "完工", ""])
    reading = sheets.read([("b.xlsx", xlsx({"项目库": rows}))], db)
    (edit,) = reading.edits
    assert (edit.action, edit.code, edit.values) == ("edit", "sq-2020-003", {"status": "complete"})
    assert edit.based_on == log.version(db, "project", "sq-2020-003")
    assert (records.values(db, "project", "sq-2020-003") or {})["note"] == "资金数为概算"
