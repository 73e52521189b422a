"""The page of a project and of a payment: plan against fact, every line, every change."""

from portal.codes import Edit
from portal.entities import attributes
from portal.views.stories import GROUPS
from tests.conftest import House, allocation, donation, payment
from tests.public_pages import Reader

ROAD = "/projects/sq-2020-001"


def source(house: House, name: str, amount: int) -> Edit:
    code = f"sq-2020-001-{name}"
    return house.edit("budget_line", code, project="sq-2020-001", source=name, amount=amount)


def test_plan_and_fact_by_source(house: House) -> None:
    house.money()
    house.publish(source(house, "county", 40_000), source(house, "donation", 60_000))
    house.publish(donation("d-2", nature="budget", amount=40_000))
    house.publish(allocation("a-2", funding="d-2", amount=40_000))
    words = Reader(house).words(ROAD)
    assert "县级 未填报 400.00 捐赠 未填报 600.00 合计 1,000.00" in words
    assert "清岭市投资促进中心 单位帮扶资金 600.00 250.00" in words
    assert "清岭市投资促进中心 财政资金 400.00 0.00 合计 1,000.00 250.00" in words


def test_a_stated_sum_stands_beside_the_computed_one(house: House) -> None:
    house.money()
    house.publish(source(house, "county", 40_700))
    house.put("project", "sq-2020-001", budget=40_600)
    words = Reader(house).words(ROAD)
    assert "概算与资金来源对不上：" in words
    assert "406.00" in words
    assert "407.00" in words


def test_every_payment_with_its_voucher(house: House) -> None:
    house.money()
    house.publish(payment("pay-2", amount=1, voucher=None, payee=None, paid="2020-08-01"))
    words = Reader(house).words(ROAD)
    assert "路面浇筑 2020-07-15 恒路建设（示例） 记-0709 无凭证图片 未填报 250.00" in words
    assert "路面浇筑 2020-08-01 未填报 无凭证 未填报 0.01 全部付款合计 250.01" in words


def test_a_reversal_is_struck_and_linked(house: House) -> None:
    house.money()
    house.publish(
        Edit("reverse", "payment", "pay-9", 0,
             {**payment("pay-1").values, "amount": -25_000, "reverses": "pay-1"}),
        payment("pay-10", amount=24_000),
    )  # fmt: skip
    page = Reader(house).page(ROAD)
    struck = page.split('<tr class="struck">')[1].split("</tr>")[0]
    assert 'href="/payments/pay-9">已冲销' in struck
    assert "(250.00)" in page
    assert "240.00</td></tr></tfoot>" in page
    assert 'href="/payments/pay-9"' in Reader(house).page("/payments/pay-1")
    assert 'href="/payments/pay-1"' in Reader(house).page("/payments/pay-9")


def test_absent_zero_and_not_applicable_are_three_things(house: House) -> None:
    house.money()
    house.put("project", "sq-2020-001", subtype="training", settled=0, status="complete")
    words = Reader(house).words(ROAD)
    assert "结算金额 0.00 元" in words
    assert "长度（米） 不适用" in words
    assert "绩效目标 未填报" in words
    house.put("project", "sq-2020-001", status="planned", settled=None)
    assert "结算金额 还没到这一步" in Reader(house).words(ROAD)


def test_no_attribute_is_hidden(house: House) -> None:
    shown = {name for _, names in GROUPS for name in names} | {"code", "title", "status"}
    assert shown == set(attributes("project"))


def test_steps_and_contracts(house: House) -> None:
    house.money()
    step = {"project": "sq-2020-001", "status": "met"}
    house.publish(
        house.edit("milestone", "m-1", title="路面浇筑", position=1, due="2020-06-30",
                   met="2020-07-10", **step),
        house.edit("milestone", "m-2", title="完工", position=2, due="2020-08", **step),
        house.edit("contract", "c-1", title="施工合同", project="sq-2020-001", supplier="road"),
    )  # fmt: skip
    words = Reader(house).words(ROAD)
    assert "路面浇筑 2020-07-10 已完成 · 晚 10 天" in words
    assert "完工 2020-08 已完成" in words
    assert "施工合同 恒路建设（示例） 未填报 未填报 未填报" in words


def test_the_history_names_both_people(house: House) -> None:
    house.money()
    house.put("project", "sq-2020-001", status="building", village=None)
    words = Reader(house).words(ROAD)
    assert "状态由“未填报”改为“在建”" in words
    assert "所在村由“双桥村”改为“未填报”" in words
    assert "由张编辑（编辑）提出，李审核（审核）核对公布。 #8" in words


def test_responsible_people_are_shown_on_duty(house: House) -> None:
    house.money()
    house.put("official", "o-1", title="王某某", post="村委会主任", phone="0000-12345006")
    house.put("project", "sq-2020-001", responsible="o-1")
    assert "责任人 王某某 村委会主任 0000-12345006" in Reader(house).words(ROAD)


def test_many_payments_come_in_pages(house: House) -> None:
    house.money()
    house.publish(*(payment(f"pay-{n:03d}", amount=n) for n in range(100, 160)))
    reader = Reader(house)
    first = reader.page(ROAD)
    assert "后面的付款" in first
    after = first.split("?after=")[1].split('"')[0]
    second = reader.page(f"{ROAD}?after={after}")
    assert 'href="/payments/pay-159"' in second
    assert 'href="/payments/pay-159"' not in first
    assert "327.70</td></tr></tfoot>" in first
    assert "327.70</td></tr></tfoot>" in second


def test_a_payment_shows_where_its_money_came_from(house: House) -> None:
    house.money()
    page = Reader(house).page("/payments/pay-1")
    assert 'href="/donations/d-1">清岭市投资促进中心' in page
    assert 'href="/donations/d-1#a-1"' in page
    assert 'href="/projects/sq-2020-001">道路硬化' in page
    assert "付给恒路建设（示例） 250.00 元，用于道路硬化：路面浇筑。凭证号 记-0709。" in page


def test_a_payment_without_voucher_says_so(house: House) -> None:
    house.money()
    house.publish(payment("pay-2", voucher=None))
    words = Reader(house).words("/payments/pay-2")
    assert "这一笔没有登记凭证。" in words
    assert "凭证号 无凭证" in words


def test_an_amount_too_small_for_the_picture_is_not_nothing(house: House) -> None:
    house.money()
    house.put("project", "sq-2020-001", budget=1, settled=0, status="complete")
    words = Reader(house).words("/projects/sq-2020-001")
    assert "计划 0.000001" in words
    assert "结算 0.00 " in words
