"""The pages of notices: how long, what the books said, photos, and the log's witness."""

import pytest

from portal import note
from portal.app import create_app
from portal.settings import Settings
from portal.store import log
from portal.verify import verify
from tests.conftest import House, announcement, notice


class Reader:
    """Reads pages on a given day."""

    def __init__(self, house: House, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
        chosen = Settings(folder=house.folder, secret_key="s" * 43, log_key=house.skey)
        for module in ("portal.views.notices", "portal.views.announced"):
            monkeypatch.setattr(f"{module}.today", lambda: day)
        self.client = create_app(chosen, house.books).test_client()

    def page(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, path
        return answer.get_data(as_text=True)


@pytest.fixture
def road(house: House) -> House:
    house.money()
    return house


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2020-03-09", "公示从 2020年3月10日 开始"),
        ("2020-03-10", "还有 10 天可以提出异议，到 2020年3月20日 为止"),
        ("2020-03-19", "还有 1 天"),
        ("2020-03-20", "今天是提出异议的最后一天"),
        ("2020-03-21", "公示期已于 2020年3月20日 届满，结果还没有登记"),
    ],
)
def test_the_countdown_is_public(
    road: House, day: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    road.publish(notice(closed=None, result=None))
    reader = Reader(road, day, monkeypatch)
    assert words in reader.page("/notices/n-1")
    assert words in reader.page("/projects/sq-2020-001")
    assert words in reader.page("/villages/sq")


def test_a_running_posting_stands_first(road: House, monkeypatch: pytest.MonkeyPatch) -> None:
    road.publish(notice(closed=None, result=None), announcement())
    page = Reader(road, "2020-03-15", monkeypatch).page("/notices")
    first = page.index("正在公示，可以提出异议")
    assert first < page.index("/notices/n-1") < page.index("/notices/n-2")


def test_the_result_stands_on_it(road: House, monkeypatch: pytest.MonkeyPatch) -> None:
    road.publish(notice(result="收到 2 条异议，都已答复"))
    page = Reader(road, "2020-04-01", monkeypatch).page("/notices/n-1")
    assert "公示期满，结果已登记" in page and "收到 2 条异议，都已答复" in page


def test_what_was_too_short_says_so(road: House, monkeypatch: pytest.MonkeyPatch) -> None:
    road.publish(notice(end="2020-03-19", closed="2020-03-19", historic=True))
    reader = Reader(road, "2026-11-28", monkeypatch)
    for path in ("/notices", "/notices/n-1"):
        assert "只公示 9 天，规定不少于 10 天" in reader.page(path)


def test_a_correction_and_what_it_corrects_lead_to_each_other(
    road: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    road.publish(notice())
    road.publish(notice("n-3", title="更正", corrects="n-1", correction="责任人写错了"))
    reader = Reader(road, "2020-04-01", monkeypatch)
    assert "/notices/n-3" in reader.page("/notices/n-1")
    assert "责任人写错了" in reader.page("/notices/n-3")
    assert "已更正" in reader.page("/notices")


def test_a_posting_that_was_entered_late_says_so(
    road: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    road.publish(notice())
    road.publish(notice("n-3", title="补录", start="2020-03-09", historic=True))
    reader = Reader(road, "2026-11-28", monkeypatch)
    assert "这份公示 2026年11月23日 才在这里公布" in reader.page("/notices/n-1")
    assert "才在这里公布" not in reader.page("/notices/n-3")


def test_gaps_are_shown_as_gaps(road: House, monkeypatch: pytest.MonkeyPatch) -> None:
    road.publish(announcement())
    page = Reader(road, "2020-10-01", monkeypatch).page("/notices/n-2")
    assert page.count("未填报") >= 8 and "None" not in page


def test_its_checkpoint_is_the_first_over_its_entry(
    road: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    road.publish(notice())
    size, root = log.size(road.books.public), log.root(road.books.public).hex()
    road.put("project", "sq-2020-001", target="3公里")
    reader = Reader(road, "2020-04-01", monkeypatch)
    page = reader.page("/notices/n-1")
    assert root in page and f"<dd>{size}</dd>" in page
    signed = reader.page("/notices/n-1/checkpoint")
    head = note.read_checkpoint(note.open_note(signed, [road.door.signer.verifier()]))
    assert (head.size, head.root.hex()) == (size, root)
    assert verify(road.folder / "public.sqlite", signed).sound


def test_a_rewritten_log_does_not_pass_its_checkpoint(
    road: House, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    road.publish(notice())
    signed = Reader(road, "2020-04-01", monkeypatch).page("/notices/n-1/checkpoint")
    other = House(tmp_path_factory.mktemp("rewritten"))
    other.money()
    other.publish(notice())
    assert not verify(other.folder / "public.sqlite", signed).sound


def test_as_files(road: House, monkeypatch: pytest.MonkeyPatch) -> None:
    road.publish(notice())
    reader = Reader(road, "2020-04-01", monkeypatch)
    assert '"stage": "works"' in reader.page("/notices/n-1.json")
    assert "双桥村道路硬化项目实施前公示" in reader.page("/notices.csv")


@pytest.mark.parametrize("query", ["?stage=works", "?village=sq", "?stage=works&village=sq"])
def test_a_list_can_be_chosen_from(
    road: House, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    road.publish(notice(), announcement())
    page = Reader(road, "2020-12-01", monkeypatch).page(f"/notices{query}")
    assert "/notices/n-1" in page
    assert ("/notices/n-2" in page) == ("stage" not in query)


def test_unknown_and_odd(road: House, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(road, "2020-12-01", monkeypatch)
    reader.page("/notices/nothing", 404)
    reader.page("/notices/nothing/checkpoint", 404)
    assert "没有在列表里" not in reader.page("/notices?stage=works")
    assert "还没有公示公告" in reader.page("/notices")
