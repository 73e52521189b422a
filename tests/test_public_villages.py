"""My village: what is said of it in every state, its projects, its payments, its files."""

import json
from typing import Any

import pytest

from portal.app import create_app
from portal.codes import Edit
from portal.settings import Settings
from portal.store.ledger import Total
from portal.store.works import Line
from portal.views import summaries
from portal.views.house import public
from portal.words import speak
from tests.conftest import House, payment
from tests.public_pages import Reader

WAN = 1_000_000
SQ = "/villages/sq"
NONE_LATE = "现在有 1 个项目在建。没有逾期的。"
ONE_LATE = "现在有 2 个项目在建。逾期 1 个。"


def line(due: str | None) -> Line:
    return Line("p", "路", "双桥村", 2020, None, "building", due, None, 0, 0, "sq")


@pytest.mark.parametrize(
    ("fen", "under_way", "words"),
    [
        (None, [], "双桥村还没有登记项目。"),
        ({}, [], "双桥村的项目还没有登记资金和付款。现在没有在建工程。"),
        ({"planned": 2 * WAN}, [], "双桥村的项目一共计划花 2 万元，还没有付款。现在没有在建工程。"),
        (
            {"planned": 2 * WAN, "allocated": WAN},
            ["2021-02"],
            "双桥村的项目一共计划花 2 万元，安排了 1 万元，还没有付款。" + NONE_LATE,
        ),
        (
            {"allocated": WAN},
            [None],
            "给双桥村的项目安排了 1 万元，还没有付款。" + NONE_LATE,
        ),
        (
            {"planned": 2 * WAN, "allocated": WAN, "paid": 100},
            ["2021-01-03", "2021-01"],
            "双桥村的项目一共计划花 2 万元，到现在付了 1 元。" + ONE_LATE,
        ),
        (
            {"paid": WAN},
            [None] * 4,
            "双桥村的项目到现在付了 1 万元。现在在建的项目超过 3 个。",
        ),
    ],
)
def test_the_sentence(fen: dict[str, int] | None, under_way: list[str | None], words: str) -> None:
    spoken = summaries.village(
        "双桥村",
        Total(**(fen or {})),
        fen is not None,
        [line(due) for due in under_way],
        3,
        "2021-01-04",
        "zh_Hans",
    )
    assert "".join(speak(sentence, "zh_Hans") for sentence in spoken) == words


def test_an_empty_village(house: House) -> None:
    house.put("village", "lg", title="柳沟村")
    words = Reader(house).words("/villages/lg")
    assert "柳沟村还没有登记项目。 计划 0.00 元 安排 0.00 元 已付 0.00 元" in words
    assert "人口 未填报" in words
    assert "还没有付款。" in words


def test_everything_about_it(house: House) -> None:
    house.money()
    house.put("village", "sq", population=0, households=312)
    house.put("project", "sq-2020-001", status="building", planned_end="2020-08", budget=90_000)
    house.put("project", "sq-2021-001", title="广场", village="sq", year=2021, status="accepted")
    house.put("project", "lg-1", title="别村的井", year=2021)
    house.put("hotline", "hot-1", title="监督电话", number="12317")
    words = Reader(house).words(SQ)
    assert "双桥村的项目一共计划花 900 元，到现在付了 250 元。" in words
    assert "逾期 1 个。" in words
    assert "计划 900.00 元 安排 600.00 元 已付 250.00 元" in words
    assert "道路硬化 2020 在建 计划完工 2020年8月 已逾期 900.00 250.00" in words
    assert "广场 2021 验收 未填报 0.00" in words
    assert "路面浇筑 2020-07-15 · 道路硬化 恒路建设（示例） 记-0709 无凭证图片 250.00" in words
    assert "人口 0" in words
    assert "户数 312" in words
    assert "监督电话 12317" in words
    assert "付款 250.00 元：路面浇筑" in words
    assert "别村的井" not in words


def sums(house: House) -> dict[str, Any]:
    """What the page says of the two villages, and an independent sum."""
    db = house.books.public
    kept = dict.fromkeys(("sq", "lg"))
    for code in kept:
        row = db.execute(
            "SELECT coalesce(sum(coalesce(p.budget, (SELECT sum(b.amount) FROM budget_line b"
            " WHERE b.project = p.code))), 0), coalesce((SELECT sum(a.amount) FROM allocation a"
            " JOIN project q ON q.code = a.project WHERE q.village = ?1), 0),"
            " coalesce((SELECT sum(y.amount) FROM payment y"
            " JOIN project q ON q.code = y.project WHERE q.village = ?1), 0)"
            " FROM project p WHERE p.village = ?1",
            (code,),
        ).fetchone()
        total = db.execute(
            "SELECT planned, allocated, paid FROM total WHERE about = 'village' AND code = ?",
            (code,),
        ).fetchone()
        assert total == row
        kept[code] = total
    return kept


def test_the_sums_follow_every_change(house: House) -> None:
    house.money()
    house.put("village", "lg", title="柳沟村")
    assert sums(house)["sq"] == (0, 60_000, 25_000)
    plan = {"project": "sq-2020-001", "source": "county"}
    house.put("budget_line", "b-1", amount=700, **plan)
    assert sums(house)["sq"] == (700, 60_000, 25_000)
    house.put("project", "sq-2020-001", budget=900)
    house.put("budget_line", "b-1", amount=800)
    assert sums(house)["sq"] == (900, 60_000, 25_000)
    house.put("project", "sq-2020-001", budget=None)
    assert sums(house)["sq"] == (800, 60_000, 25_000)
    house.put("project", "sq-2020-001", village="lg", budget=5)
    assert sums(house) == {"sq": (0, 0, 0), "lg": (5, 60_000, 25_000)}
    assert "路面浇筑" in Reader(house).words("/villages/lg")
    assert "路面浇筑" not in Reader(house).words(SQ)
    house.put("project", "sq-2020-001", village=None)
    assert sums(house) == {"sq": (0, 0, 0), "lg": (0, 0, 0)}
    taken = {**payment("pay-1").values, "amount": -25_000, "reverses": "pay-1"}
    house.publish(Edit("reverse", "payment", "pay-9", 0, taken))
    house.put("project", "sq-2020-001", village="sq")
    assert sums(house)["sq"] == (5, 60_000, 0)
    assert "路面浇筑" in Reader(house).words(SQ)


def test_a_village_is_linked_wherever_it_is_named(house: House) -> None:
    house.money()
    house.put("project", "sq-2020-001", status="building")
    reader = Reader(house)
    for path in ("/", "/projects", "/projects/sq-2020-001", "/villages"):
        assert f'href="{SQ}">双桥村' in reader.page(path), path


def test_the_list(house: House) -> None:
    house.money()
    house.put("village", "lg", title="柳沟村", township="柳沟乡", households=0)
    words = Reader(house).words("/villages")
    assert "柳沟村 柳沟乡 0 未填报 0.00 0.00" in words
    assert "双桥村 未填报 未填报 未填报 0.00 250.00" in words


def test_the_list_comes_in_pages(house: House) -> None:
    house.publish(*(house.edit("village", f"v-{n:03d}", title=f"第{n}村") for n in range(120)))
    reader = Reader(house)
    first, second = reader.page("/villages"), reader.page("/villages?after=v-049")
    assert 'href="/villages?after=v-049"' in first
    assert 'href="/villages/v-050"' not in first
    assert 'href="/villages/v-050"' in second
    assert "回到第一页" in second
    assert "后面没有了" in reader.words("/villages?after=v-119")


def test_more_projects_than_fit(house: House) -> None:
    house.money()
    house.publish(
        *(house.edit("project", f"p-{n}", title=f"项目{n}", village="sq") for n in range(60))
    )
    assert 'href="/projects?village=sq">这个村的全部项目' in Reader(house).page(SQ)


def test_the_files(house: House) -> None:
    house.money()
    reader = Reader(house)
    found = json.loads(reader.answer(f"{SQ}.json").data)
    assert found["village"]["title"] == "双桥村"
    assert found["totals"]["paid"] == "250.00"
    assert [line["code"] for line in found["projects"]] == ["sq-2020-001"]
    assert [line["amount"] for line in found["payments"]] == ["250.00"]
    assert "道路硬化" in reader.answer(f"{SQ}.csv").get_data(as_text=True)
    assert json.loads(reader.answer("/villages.json").data)["records"][0]["code"] == "sq"
    assert "双桥村" in reader.answer("/villages.csv").get_data(as_text=True)


@pytest.mark.parametrize("path", ["/villages/x", "/villages/x.json"])
def test_what_is_not_there(house: House, path: str) -> None:
    assert Reader(house).answer(path).status_code == 404


def asked(house: House, path: str) -> int:
    """How many queries a page takes, those for the root of the log apart."""
    app = create_app(Settings(folder=house.folder, secret_key="s" * 43, log_key=house.skey))
    queries: list[str] = []
    with app.app_context():
        public().set_trace_callback(queries.append)
        assert app.test_client().get(path).status_code == 200
        public().set_trace_callback(None)
    return sum(" FROM tree " not in query for query in queries)


def test_a_page_takes_as_many_queries_with_fifty_rows_as_with_two(house: House) -> None:
    house.money()
    paths = (SQ, "/villages", "/payments", "/organisations/road", "/payments.csv")
    house.publish(house.edit("project", "p-x", title="项目", village="sq", status="building"))
    few = [asked(house, path) for path in paths]
    house.publish(
        *(house.edit("village", f"v-{n}", title=f"第{n}村") for n in range(60)),
        *(house.edit("project", f"p-{n}", title=f"项目{n}", village="sq", status="building",
                     implementing_unit="road") for n in range(60)),
        *(payment(f"pay-{n}", amount=n, voucher=f"记-{n}") for n in range(2, 60)),
    )  # fmt: skip
    assert [asked(house, path) for path in paths] == few


def test_counts_are_read_in_thousands(house: House) -> None:
    house.put("village", "sq", title="双桥村", population=4312, households=1126)
    assert "户数 人口 计划 已付 双桥村 未填报 1,126 4,312" in Reader(house).words("/villages")
    assert "人口 4,312 户数 1,126" in Reader(house).words("/villages/sq")
