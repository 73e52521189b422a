"""The record of changes: every entry in words, and the signed head for those who check."""

import json
from zoneinfo import ZoneInfo

from portal import note, tlog
from portal.settings import Settings
from portal.store import log, snapshot
from portal.views.house import House as Running
from tests.conftest import House
from tests.public_pages import Reader


def test_every_entry_in_words(house: House) -> None:
    house.money()
    house.put("hotline", "hot-1", title="监督电话", number="12317")
    words = Reader(house).words("/log")
    for text in (
        "新增监督电话“监督电话”",
        "付款 250.00 元：路面浇筑 #7 · 2026-11-23 16:00 · 测试 张编辑 编辑 李审核 审核",
        "收到清岭市投资促进中心捐赠 1,000.00 元",
        "新增项目“道路硬化”",
        "新增单位“清岭市投资促进中心”",
    ):
        assert text in words


def test_what_has_no_page_is_plain_text(house: House) -> None:
    house.money()
    page = Reader(house).page("/log")
    assert 'href="/projects/sq-2020-001">新增项目' in page
    assert '"w">新增单位' in page


def test_the_head_is_signed(house: House) -> None:
    house.money()
    reader = Reader(house)
    text = reader.answer("/log/checkpoint").get_data(as_text=True)
    assert reader.answer("/log/checkpoint").mimetype == "text/plain"
    opened = note.open_note(text, [note.Verifier.read(house.vkey)])
    checkpoint = note.read_checkpoint(opened)
    assert (checkpoint.size, checkpoint.root) == (7, log.root(house.books.public))
    page = reader.page("/log")
    assert checkpoint.root.hex() in page
    assert text.splitlines()[-1] in page


def test_nothing_signed_yet(house: House) -> None:
    assert Reader(house).answer("/log/checkpoint").status_code == 404
    assert "后面没有了" in Reader(house).words("/log")


def test_pages_and_new_entries(house: House) -> None:
    house.publish(*(house.edit("village", f"v-{n}", title=f"第{n}村") for n in range(60)))
    reader = Reader(house)
    assert "第59村" in reader.words("/log")
    second = reader.words("/log?before=11")
    assert "#10 ·" in second
    assert "#11 ·" not in second
    house.put("village", "v-1", title="第一村")
    assert "第1村”改为“第一村" in reader.words("/log").replace("名称", "")


def test_an_entry_whose_payload_was_taken_down_still_stands(house: House) -> None:
    house.money()
    with house.books.writing(house.books.public) as public:
        public.execute("DELETE FROM payload WHERE number IN (2, 7)")
    reader = Reader(house)
    assert "#7 ·" in reader.words("/log")
    reader.page("/payments/pay-1")


def test_one_page_shows_one_state(house: House) -> None:
    """Somebody publishes while a page is being made: all its reads see the same books."""
    running = Running(Settings(folder=house.folder))
    house.money()
    snapshot.hold(running.public)
    before = log.size(running.public)
    house.put("village", "v-2", title="新村")
    assert log.size(running.public) == before
    snapshot.release(running.public)
    assert log.size(running.public) == before + 1


def test_the_log_by_record_person_action_and_day(house: House) -> None:
    house.money()
    house.put("village", "sq", title="双桥新村")
    reader = Reader(house)
    assert "#8 ·" in reader.words("/log?table=village&action=edit")
    assert "#1 ·" not in reader.words("/log?table=village&action=edit")
    assert "#7 ·" in reader.words("/log?code=PAY-1") and "#8 ·" not in reader.words(
        "/log?code=pay-1"
    )
    assert "#8 ·" in reader.words("/log?person=李审核") and "#8 ·" in reader.words(
        "/log?person=张编辑"
    )
    assert "没有符合条件的改动" in reader.words("/log?table=payment&action=edit")
    assert "#8 ·" in reader.words("/log?until=2026-11-23")
    assert "#" not in reader.words("/log?until=2026-11-22").split("没有符合条件的改动")[1]


def test_what_makes_no_sense_of_the_log_is_said(house: House) -> None:
    house.money()
    words = Reader(house).words("/log?table=geld&person=niemand&code=%3Cb%3E&until=gestern")
    assert words.count("这一项，已略过") == 2 and "不能作编码" in words and "不是日期" in words
    assert "#7 ·" in words


def test_the_day_is_that_of_the_site(house: House) -> None:
    """NOW is 16:00 in Shanghai: at 08:00 UTC of the same day."""
    house.money()
    assert "#7 ·" in Reader(house).words("/log?until=2026-11-23")
    reader = Reader(house, timezone=ZoneInfo("Pacific/Kiritimati"))
    assert "#7 ·" in reader.words("/log?until=2026-11-23")
    reader = Reader(house, timezone=ZoneInfo("Pacific/Honolulu"))
    assert "#7 ·" in reader.words("/log?until=2026-11-22")


def test_pages_of_a_filtered_log_go_on(house: House) -> None:
    house.publish(*(house.edit("village", f"v-{n}", title=f"第{n}村") for n in range(60)))
    house.put("hotline", "hot-1", title="监督电话", number="12317")
    page = Reader(house).page("/log?table=village")
    assert 'href="/log?table=village&amp;before=11"' in page
    assert "#10 ·" in Reader(house).words("/log?table=village&before=11")


def test_one_entry_and_its_proof(house: House) -> None:
    house.money()
    reader = Reader(house)
    words = reader.words("/log/7")
    assert "付款 250.00 元：路面浇筑" in words and "2026-11-23 16:00" in words and "张编辑" in words
    found = reader.answer("/log/7.json").get_json()
    leaf = tlog.leaf_hash(found["entry"].encode())
    path = [bytes.fromhex(one) for one in found["path"]]
    assert found["leaf"] == leaf.hex()
    assert tlog.included(leaf, 6, found["size"], path, bytes.fromhex(found["root"]))
    salt, payload = bytes.fromhex(found["salt"]), found["payload"].encode()
    assert json.loads(found["entry"])["commit"] == tlog.commitment(salt, payload).hex()
    assert reader.answer("/log/7.csv").status_code == 200


def test_an_entry_that_is_not_there(house: House) -> None:
    house.money()
    for number in ("0", "8", "99999999999999999999999"):
        Reader(house).page(f"/log/{number}", 404)


def test_an_entry_taken_down_says_so(house: House) -> None:
    house.money()
    with house.books.writing(house.books.public) as public:
        public.execute("DELETE FROM payload WHERE number = 7")
    words = Reader(house).words("/log/7")
    assert "依法撤下" in words and "写了什么" not in words and "payload" not in words
