"""The home page: totals that add up, what is new, what is being built, the villages."""

from portal.codes import Edit, Values
from tests.conftest import House, allocation, donation, payment
from tests.public_pages import Reader


def test_before_anything_is_published(house: House) -> None:
    words = Reader(house).words("/")
    assert "还没有收到捐赠。" in words
    assert "还没有公布过内容。" in words
    assert "现在没有在建工程。" in words


def test_the_totals_equal_an_independent_sum(house: House) -> None:
    house.money()
    house.publish(donation("d-2", amount=7), donation("d-3", nature="budget", amount=900))
    house.publish(Edit("reverse", "funding", "d-4", 0, {**donation("d-2").values, **back("d-2")}))
    house.publish(allocation("a-3", funding="d-3", amount=900))
    house.publish(payment("pay-3", allocation="a-3", amount=11), payment("pay-4", amount=5))
    db = house.books.public
    received, paid = (
        db.execute(f"{sql} AND f.nature <> 'budget'").fetchone()[0]
        for sql in (
            "SELECT sum(f.amount) FROM funding f WHERE true",
            """SELECT sum(y.amount) FROM payment y JOIN allocation a ON a.code = y.allocation
            JOIN funding f ON f.code = a.funding WHERE true""",
        )
    )
    assert (received, paid) == (100_000, 25_005)
    words = Reader(house).words("/")
    assert "收到 1,000.00 元 已付 250.05 元 结余 749.95 元" in words
    assert "财政资金：收到 9.00 元，已付 0.11 元。" in words
    assert "对得上" in words


def back(code: str) -> Values:
    return {"amount": -7, "reverses": code}


def test_a_broken_sum_is_said(house: House) -> None:
    house.money()
    with house.books.writing(house.books.public) as public:
        public.execute("UPDATE total SET paid = paid + 1 WHERE about = 'site'")
    words = Reader(house).words("/")
    assert "对得上" not in words
    assert "合计对不上" in words


def test_the_flow_is_the_first_picture(house: House) -> None:
    house.money()
    words = Reader(house).words("/")
    assert "清岭市投资促进中心 1,000.00 道路硬化" in words
    assert "600.00 250.00 350.00 还没有安排 400.00 0.00 400.00" in words
    page = Reader(house).page("/")
    assert page.index('<svg class="sankey wide"') < page.index("<h2>")
    assert 'href="/flow">' in page


def test_what_is_new_links_to_the_record(house: House) -> None:
    house.money()
    house.put("project", "sq-2020-001", status="building", planned_end="2020-08")
    page = Reader(house).page("/")
    assert "项目“道路硬化”：计划完工由“未填报”改为“2020-08”，还有 1 处" in page
    assert '<a href="/payments/pay-1">付款 250.00 元：路面浇筑</a>' in page
    assert '<a href="/donations/d-1">安排 600.00 元用于“道路硬化”</a>' in page


def test_what_leads_nowhere_is_no_news(house: House) -> None:
    house.put("hotline", "hot-1", title="监督电话", number="12317")
    reader = Reader(house)
    assert "新增监督电话" in reader.words("/")
    house.money()
    assert "新增监督电话" not in reader.words("/")


def test_what_is_being_built(house: House) -> None:
    house.money()
    house.put("project", "sq-2020-001", status="building", planned_end="2020-08")
    words = Reader(house).words("/")
    assert "双桥村 在建 2020年8月 已逾期" in words


def test_villages_lead_to_their_projects(house: House) -> None:
    house.money()
    assert 'href="/villages/sq">双桥村' in Reader(house).page("/")


def test_a_kind_person_is_named_nowhere(house: House) -> None:
    house.money()
    house.put("organisation", "someone", title="王善人", kind="kind_person")
    with_name = donation("d-2", provider="someone", donor_display="kind_person")
    house.publish(with_name, allocation("a-2", funding="d-2", amount=5))
    house.publish(payment("pay-2", allocation="a-2", amount=5))
    reader = Reader(house)
    for path in ("/", "/donations", "/donations/d-2", "/projects/sq-2020-001", "/payments/pay-2"):
        page = reader.page(path)
        assert "爱心人士" in page
        assert "王善人" not in page.replace("新增单位“王善人”", "")


def test_other_money_begins_a_line_with_a_capital(house: House) -> None:
    house.money()
    house.put("organisation", "o-f", title="财政局")
    house.publish(donation("d-b", provider="o-f", nature="budget", amount=100, receipt=None))
    assert "Budget money: 1.00 yuan received" in Reader(house).words("/en/")
