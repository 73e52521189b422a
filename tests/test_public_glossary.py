"""The glossary, and the words on pages that open their meaning."""

import json

import pytest

from portal.app import create_app
from portal.content import FOLDER
from portal.entities import attributes
from portal.settings import Settings
from portal.views import terms
from portal.views.house import public
from tests.conftest import House, proof
from tests.public_pages import Reader

ROAD = "/projects/sq-2020-001"


def put(house: House, code: str = "balance", **values: object) -> None:
    given = {
        "title": "结余",
        "english": "balance",
        "topic": "funds",
        "meaning": "没有花完的钱。",
        "meaning_en": "Money left.",
    }
    house.put("term", code, **{**given, **values})


def test_words_under_their_topics_with_their_years(house: House) -> None:
    put(house)
    put(house, "transition-funds", title="衔接资金", english=None, since="2021", until="2025")
    put(house, "old", title="扶贫资金", english=None, until="2020", position=0)
    put(house, "new", title="帮扶资金", english=None, since="2026")
    put(house, "road", title="道路", topic="types")
    put(house, "odd", title="别的词", topic=None)
    words = Reader(house).words("/glossary")
    assert "扶贫资金 没有花完的钱。 用到2020年 结余 balance 没有花完的钱。" in words
    assert "2026年起使用" in words and "2021年至2025年使用" in words
    assert words.index("资金") < words.index("项目类型") < words.index("其他词语")


def test_each_word_has_an_anchor(house: House) -> None:
    put(house)
    assert '<div id="balance">' in Reader(house).page("/glossary")


def test_in_english_the_english_word_comes_first(house: House) -> None:
    put(house)
    put(house, "road", title="道路", english="road", meaning="路", meaning_en=None)
    page = Reader(house).page("/en/glossary")
    assert "<b>balance</b> <small>结余</small>" in page and "Money left." in page
    assert '<dd lang="zh-Hans">路' in page


def test_an_empty_glossary(house: House) -> None:
    assert "还没有词语解释。" in Reader(house).words("/glossary")


def test_the_files(house: House) -> None:
    put(house)
    reader = Reader(house)
    assert json.loads(reader.answer("/glossary.json").data)["records"][0]["code"] == "balance"
    assert "没有花完的钱" in reader.answer("/glossary.csv").get_data(as_text=True)


def test_a_label_opens_its_meaning(house: House) -> None:
    house.money()
    reader = Reader(house)
    assert "<dt>结余去向</dt>" in reader.page(ROAD)
    put(house)
    assert (
        '<dt><details class="term"><summary>结余去向</summary><p>没有花完的钱。 '
        '<a href="/glossary#balance">词语解释</a></p></details></dt>'
    ) in reader.page(ROAD)
    english = reader.page(f"/en{ROAD}")
    assert "Money left." in english and 'href="/en/glossary#balance"' in english


def test_no_word_is_opened_in_a_language_that_it_lacks(house: House) -> None:
    house.money()
    put(house, meaning_en=None)
    assert "<details" not in Reader(house).page(f"/en{ROAD}").split('class="cols"')[1]


def test_a_status_and_the_words_of_a_table(house: House) -> None:
    house.money()
    house.publish(*proof(), house.edit("project", "sq-2020-001", status="accepted"))
    put(house, "acceptance", title="验收", meaning="到现场量过。")
    put(house, "voucher", title="凭证", meaning="记账的依据。")
    page = Reader(house).page(ROAD)
    status = page.split('<div class="now st done">')[1].split("</div>")[0]
    assert "<summary>验收</summary><p>到现场量过。" in status
    assert "<summary>凭证</summary>" in page.split('<div class="words">')[1].split("</div>")[0]
    for head in page.split("<thead>")[1:]:
        assert "<details" not in head.split("</thead>")[0]


def test_hostile_meanings_stay_text(house: House) -> None:
    house.money()
    put(house, meaning="<b>x</b>{{ site }}%s{}", title='"><script>')
    reader = Reader(house)
    for path in (ROAD, "/glossary", "/"):
        page = reader.answer(path).get_data(as_text=True)
        assert "<b>x</b>" not in page and "<script>" not in page


def test_a_change_is_seen_at_once(house: House) -> None:
    house.money()
    put(house)
    reader = Reader(house)
    assert "没有花完的钱。" in reader.page(ROAD)
    house.put("term", "balance", meaning="剩下的钱。")
    assert "剩下的钱。" in reader.page(ROAD)


@pytest.mark.parametrize("path", [ROAD, "/", "/villages/sq", "/glossary", "/donations/d-1"])
def test_the_words_are_read_once_at_most(house: House, path: str) -> None:
    house.money()
    put(house)
    app = create_app(Settings(folder=house.folder, secret_key="s" * 43, log_key=house.skey))
    queries: list[str] = []
    with app.app_context():
        public().set_trace_callback(queries.append)
        for _ in range(2):
            assert app.test_client().get(path).status_code == 200
        public().set_trace_callback(None)
    assert sum("meaning_en" in query for query in queries) <= 1


def test_every_word_that_pages_explain_is_delivered() -> None:
    delivered = {
        line.split(",")[0] for line in (FOLDER / "terms.csv").read_text("utf-8").splitlines()
    }
    assert set(terms.ATTRIBUTES.values()) | set(terms.STATUS.values()) <= delivered
    assert all(name in attributes(table) for table, name in terms.ATTRIBUTES)


def test_every_word_that_templates_explain_is_delivered() -> None:
    import re

    from portal.settings import HOME

    delivered = (FOLDER / "terms.csv").read_text("utf-8")
    for path in (HOME / "templates" / "public").glob("*.html"):
        text = path.read_text("utf-8")
        codes = re.findall(r'term\("([a-z-]+)"', text)
        for group in re.findall(r"terms\(([^)]*)\)", text):
            codes += re.findall(r'"([a-z-]+)"', group)
        for code in codes:
            assert f"\n{code}," in delivered, f"{path.name}: {code}"
