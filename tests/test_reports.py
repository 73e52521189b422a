"""A report through the door: what differs holds it up, what changes in the books shows in it."""

import pytest

from portal import reporting
from portal.codes import Edit
from portal.errors import Invalid
from portal.figures import texts
from portal.store import records
from portal.words import speak
from tests.conftest import NOW, House, donation, payment
from tests.public_pages import FIRST_FLIGHT, Reader

PAID = "用去 [[payment.total project=sq-2020-001]]。"


@pytest.fixture
def books(house: House) -> House:
    house.money()
    return house


def report(house: House, body: str, code: str = "rep-1", **values: object) -> Edit:
    given = {"title": "双桥村2020年帮扶工作报告", "year": 2020, "village": "sq", "body": body}
    return house.edit("report", code, **{**given, **values})


def refused(house: House, body: str) -> str:
    """What the door says to a report that it does not publish."""
    with pytest.raises(Invalid) as refusal:
        house.publish(report(house, body))
    assert records.values(house.books.public, "report", "rep-1") is None
    return speak(refusal.value.sentence, "zh_Hans")


def test_a_figure_opens_its_entries(books: House) -> None:
    books.publish(report(books, PAID))
    reader = Reader(books)
    page = reader.page("/reports/rep-1")
    assert 'href="/figures/payment.total?project=sq-2020-001">250.00 元</a>' in page
    assert "1 个数全部和账上的记录相连" in page
    words = reader.words("/figures/payment.total?project=sq-2020-001")
    assert "道路硬化" in words and "250.00 元" in words and "pay-1" in words
    assert "[[payment.total project=sq-2020-001]]" in words


def test_a_payment_through_the_door_changes_the_report(books: House) -> None:
    books.publish(report(books, PAID))
    number = books.submit(payment("pay-2", amount=10_001, title="路肩"), why="补记七月的路肩款")
    books.door.publish(number, books.reviewer, NOW)
    reader = Reader(books)
    assert "350.01 元" in reader.words("/reports/rep-1")
    words = reader.words("/figures/payment.total?project=sq-2020-001")
    assert "350.01 元" in words and "补记七月的路肩款" in words and "路肩" in words


def test_a_wrong_number_is_refused_and_the_entries_are_named(books: House) -> None:
    told = refused(books, "用去 [[payment.total project=sq-2020-001 = 260 元]]。")
    assert "260 元" in told and "250.00" in told and "pay-1" in told
    books.publish(report(books, "用去 [[payment.total project=sq-2020-001 = 250 元]]。"))


def test_a_figure_that_does_not_exist_is_refused(books: House) -> None:
    assert "没有“geld”这个指标" in refused(books, "[[geld]]")
    assert "账上没有" in refused(books, "[[lifted.persons village=sq = 187 人]]")


def test_blanks_loose_numbers_and_vague_words_are_told_but_go_out(books: House) -> None:
    body = "脱贫[[lifted.persons village=sq]]，近[[payment.total]]，另有 30 盏路灯。"
    number = books.submit(report(books, body))
    found = [
        (problem.blocks, speak(problem.sentence, "en"))
        for problem in books.door.preview(number).problems
    ]
    assert [blocks for blocks, _ in found] == [False, False, False]
    assert "30" in found[1][1] and "近" in found[2][1]
    books.door.publish(number, books.reviewer, NOW)
    words = Reader(books).words("/reports/rep-1")
    assert "3 个数中有 1 个和账上的记录相连" in words
    assert "未填报" in words and "30" in words and "用词含糊" in words


def test_it_goes_out_with_its_mismatch_by_a_written_reason(books: House) -> None:
    number = books.submit(report(books, "用去 [[payment.total = 260 元]]。"))
    with pytest.raises(Invalid):
        books.door.publish(number, books.reviewer, NOW)
    with pytest.raises(Invalid):
        books.door.publish(number, books.reviewer, NOW, despite="   ")
    why = "十二月的一张凭证一月才入账"
    books.door.publish(number, books.reviewer, NOW, despite=why)
    words = Reader(books).words("/reports/rep-1")
    assert why in words and "260 元" in words and "账上是 250.00 元" in words
    assert "1 个数中有 0 个" in words
    entry = books.books.public.execute("SELECT body FROM payload ORDER BY number DESC").fetchone()
    assert why in entry[0]


def test_a_reason_is_not_kept_for_the_next_version(books: House) -> None:
    number = books.submit(report(books, "用去 [[payment.total = 260 元]]。"))
    books.door.publish(number, books.reviewer, NOW, despite="暂时")
    with pytest.raises(Invalid):
        books.publish(books.edit("report", "rep-1", body="用去 [[payment.total = 270 元]]。"))
    books.publish(books.edit("report", "rep-1", body="用去 [[payment.total = 250 元]]。"))
    assert records.values(books.books.public, "report", "rep-1")["despite"] is None


def test_a_reason_holds_no_personal_number(books: House) -> None:
    number = books.submit(report(books, "用去 [[payment.total = 260 元]]。"))
    with pytest.raises(Invalid):
        books.door.publish(number, books.reviewer, NOW, despite="见 13800138000")


def test_books_that_move_on_show_in_what_was_stated(books: House) -> None:
    """The payment is not held up by a report; the report says that it no longer agrees."""
    books.publish(report(books, "用去 [[payment.total = 250 元]]。"))
    books.publish(payment("pay-2", amount=100))
    words = Reader(books).words("/reports/rep-1")
    assert "250 元" in words and "账上是 251.00 元" in words and "1 个数中有 0 个" in words


def test_other_texts_are_asked_about_not_held_up(books: House) -> None:
    number = books.submit(
        books.edit("post", "post-1", title="x", day="2020-01-01", body="[[payment.total = 5元]]")
    )
    assert [one.blocks for one in books.door.preview(number).problems] == [False]
    books.door.publish(number, books.reviewer, NOW)
    assert "账上是" in Reader(books).words("/posts/post-1")


def test_a_figure_inside_a_link_is_no_link_in_a_link(books: House) -> None:
    books.publish(report(books, "[见 [[payment.total]]](/log)"))
    page = Reader(books).page("/reports/rep-1")
    assert '<a href="/log" rel="noopener">见 <span class="fig">250.00 元</span></a>' in page


@pytest.mark.parametrize(
    "text",
    [
        '[["><script>alert(1)</script>]]',
        "[[payment.total = <img src=x onerror=alert(1)>]]",
        '[[payment.total year=2020" onclick="x]]',
        "[[promise.title code=&lt;b&gt;]]",
    ],
)
def test_nothing_gets_out_of_the_brackets(books: House, text: str) -> None:
    books.put("post", "post-1", title="x", day="2020-01-01", body=text)
    page = Reader(books).page("/posts/post-1").split("<main")[1].split("</main>")[0]
    assert "<script" not in page and "<img src=x" not in page and "<b>" not in page
    assert 'onclick="' not in page.replace("&#34;", "").replace("&quot;", "")


def test_versions_side_by_side(books: House) -> None:
    books.publish(report(books, f"去年的事。\n\n{PAID}\n\n旧的一段。"))
    books.publish(
        books.edit(
            "report",
            "rep-1",
            body=f"去年的事。\n\n{PAID.replace(']]。', ' = 250 元]]！')}\n\n新的一段。",
        )
    )
    page = Reader(books).page("/reports/rep-1/versions")
    assert "<del>旧</del><ins>新</ins>的一段" in page
    assert "payment.total project=sq-2020-001" in page and "250 元" in page
    assert "去年的事" not in page.split("<main")[1].split("</form>")[1]
    first = records.values(books.books.public, "report", "rep-1")
    assert first["body"].endswith("新的一段。")


def test_a_version_that_is_none(books: House) -> None:
    books.publish(report(books, PAID))
    words = Reader(books).words("/reports/rep-1/versions?old=999999&new=x")
    assert "没有第 999999 条这个版本" in words and "两个版本内容相同" in words
    Reader(books).page("/reports/nichts/versions", 404)


def test_files_of_a_report(books: House) -> None:
    books.publish(report(books, "[[payment.total = 250元]] [[lifted.persons]] 7"))
    found = Reader(books).answer("/reports/rep-1.json").get_json()
    assert [one["state"] for one in found["figures"]] == ["bound", "missing"]
    assert found["figures"][0]["stated"] == "250元" and len(found["loose"]) == 1
    assert Reader(books).answer("/reports/rep-1.csv").status_code == 200


def test_the_list_by_year_and_village(books: House) -> None:
    books.put("village", "lg", title="柳沟村")
    books.publish(report(books, PAID), report(books, "x", "rep-2", year=2021, village="lg"))
    words = Reader(books).words("/reports").split("报告日期")[1]
    assert words.index("2021") < words.index("双桥村 未填报")
    assert "柳沟村" not in Reader(books).words("/reports?village=sq").split("报告单位")[1]


def test_a_draft_of_empty_books_has_only_blanks(house: House) -> None:
    house.put("village", "sq", title="双桥村")
    found = texts.read(house.books.public, reporting.draft(house.books.public, 2020, "sq", 4))
    assert found.all > 30 and not found.loose and not found.vague
    assert {one.state for one in found.figures} == {"missing"}


def test_the_draft_of_next_year_begins_with_what_was_promised(books: House) -> None:
    books.put(
        "promise", "pr-1", title="修桥", year=2021, village="sq", due="2021-10", status="open"
    )
    plan = reporting.draft(books.books.public, 2020, "sq", 4).split("2021年工作计划")[1]
    account = reporting.draft(books.books.public, 2021, "sq", 4)
    assert "[[promise.title code=pr-1]]" in plan
    assert "[[promise.title code=pr-1]]" in account.split("承诺的办理情况")[1].split("##")[0]


def test_a_report_of_much_text_stays_bounded(books: House) -> None:
    with pytest.raises(Invalid):
        books.publish(report(books, "[[payment.total]]" * 601))


def test_a_kind_person_stays_unnamed_behind_a_figure(books: House) -> None:
    books.put("organisation", "kind", title="张大善人", kind="kind_person")
    books.publish(donation("d-9", provider="kind", donor_display="kind_person", amount=500))
    words = Reader(books).words("/figures/donation.total")
    assert "d-9" in words and "张大善人" not in words
    assert "清岭市投资促进中心" in words


def test_it_fits_into_the_first_flight(books: House) -> None:
    body = reporting.draft(books.books.public, 2020, "sq", 4)
    books.publish(report(books, body))
    assert Reader(books).weight("/reports/rep-1") < FIRST_FLIGHT
