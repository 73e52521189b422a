"""The record of changes: every entry in words, and the signed head for those who check."""

from portal import note
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
