"""The workbench on a phone: standard steps, one met, a photo, sent for review; nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_staff_story import fits
from tests.conftest import House
from tests.staff_pages import PASSWORD
from tests.test_staff_papers import photo

pytestmark = pytest.mark.browser
NewContext = Callable[..., BrowserContext]
BENCH = "/staff/projects/sq-2020-001"


@pytest.fixture
def page(live: str, house: House, new_context: NewContext) -> Page:
    """The editor's phone at the workbench of a road."""
    house.money()
    plan = {"planned_start": "2020-03-10", "planned_end": "2020-11-20"}
    house.put("project", "sq-2020-001", subtype="road", status="building", **plan)
    found = new_context().new_page()
    sign_in(found, live, "zhang")
    found.goto(live + BENCH)
    return found


def picture(name: str, color: str) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": photo(color)}


def bar(page: Page) -> Locator:
    return page.locator("#bar")


def opened(page: Page, form: str) -> Locator:
    """A form in place, unfolded."""
    fold = page.locator(f"#add-{form}")
    fold.locator("summary").click()
    return fold


def test_from_the_standard_steps_to_the_review(page: Page, house: House) -> None:
    fits(page)
    page.locator("#s-milestone").get_by_role("button", name="放进草稿").first.click()
    expect(bar(page)).to_contain_text("您的草稿里有 16 项")
    page.locator("#s-milestone li").filter(has_text="路基").get_by_role(
        "button", name="完成"
    ).click()
    expect(page.locator("#s-milestone li").filter(has_text="路基")).to_contain_text("完成日期")
    fits(page)
    form = opened(page, "document")
    expect(form.get_by_label("标题")).to_have_value("立项")
    form.get_by_label("拍的是").select_option(label="路基")
    form.get_by_label("图片说明").fill("压实后的路基")
    page.set_input_files(
        "#f-document-file", [picture("路基.jpg", "red"), picture("边沟.jpg", "blue")]
    )
    form.get_by_role("button", name="放进草稿").click()
    expect(page.locator("#drafted img")).to_have_count(2)
    expect(bar(page)).to_contain_text("您的草稿里有 18 项")
    fits(page)
    bar(page).locator("summary").click()
    page.fill("#f-bench-why", "道路节点和路基照片")
    bar(page).get_by_role("button", name="送审").click()
    expect(page.locator("main")).to_contain_text("待审核")
    edits = house.door.change(3).edits
    step = next(edit for edit in edits if edit.values.get("title") == "路基")
    shots = [edit.values for edit in edits if edit.table == "document"]
    assert step.values["status"] == "met"
    assert {shot["of_code"] for shot in shots} == {step.code}
    assert {shot["alt"] for shot in shots} == {"压实后的路基"}


def test_what_is_asked_for_opens_its_field(page: Page) -> None:
    page.locator("#asks").get_by_role("link").first.click()
    expect(page.locator("#f-progress-physical")).to_be_visible()
    expect(page.locator("#f-progress-physical")).to_be_in_viewport()


def test_a_mistake_is_shown_where_it_is_and_nothing_is_lost(page: Page) -> None:
    form = opened(page, "payment")
    form.get_by_label("支出内容").fill("养生")
    form.get_by_label("支付金额").fill("一千二")
    form.get_by_role("button", name="放进草稿").click()
    expect(page.locator("#wrong")).to_be_in_viewport()
    expect(page.locator("#wrong")).to_contain_text("12000.50")
    expect(page.locator("#f-payment-title")).to_have_value("养生")
    page.fill("#f-payment-amount", "1200.50")
    page.locator("#add-payment").get_by_role("button", name="放进草稿").click()
    expect(bar(page)).to_contain_text("您的草稿里有 1 项")


def test_a_photo_that_cannot_be_taken_costs_no_words(page: Page) -> None:
    form = opened(page, "document")
    form.get_by_label("图片说明").fill("弯道")
    page.set_input_files(
        "#f-document-file", {"name": "坏.jpg", "mimeType": "image/jpeg", "buffer": b"no"}
    )
    form.get_by_role("button", name="放进草稿").click()
    expect(page.locator("#s-document")).to_contain_text("重新选")
    expect(page.locator("#s-document")).to_contain_text("坏.jpg")
    expect(page.locator("#f-document-alt")).to_have_value("弯道")


def test_a_lost_connection_keeps_words_and_photos(
    page: Page, browser_context_args: dict[str, object], tmp_path: Path
) -> None:
    """The script keeps what did not come through; without it the browser sends it once more."""
    form = opened(page, "document")
    form.get_by_label("图片说明").fill("弯道")
    shots = {tmp_path / "a.jpg": "red", tmp_path / "b.jpg": "blue"}
    for path, color in shots.items():
        path.write_bytes(photo(color))
    page.set_input_files("#f-document-file", list(shots))
    page.route("**/photos", lambda route: route.abort())
    form.get_by_role("button", name="放进草稿").click()
    if browser_context_args["java_script_enabled"]:
        expect(form).to_contain_text("网络断了")
        expect(form.locator("canvas")).to_have_count(2)
        page.unroute("**/photos")
        form.get_by_role("button", name="放进草稿").click()
    else:
        page.unroute("**/photos")
        page.reload()
    expect(page.locator("#drafted img")).to_have_count(2)
    expect(page.locator("#drafted")).to_contain_text("2/2")


def test_the_camera_gives_one_photo_after_the_other(
    page: Page, browser_context_args: dict[str, object]
) -> None:
    form = opened(page, "document")
    camera = form.get_by_label("拍照")
    assert camera.get_attribute("capture") and not camera.get_attribute("multiple")
    camera.set_input_files([picture("1.jpg", "red")])
    if browser_context_args["java_script_enabled"]:
        camera.set_input_files([picture("2.jpg", "blue")])
        form.get_by_role("button", name="拿掉: 1.jpg").click()
        camera.set_input_files([picture("3.jpg", "green")])
    else:
        form.get_by_label("从相册或文件里选").set_input_files([picture("3.jpg", "green")])
    fits(page)
    form.get_by_role("button", name="放进草稿").click()
    expect(page.locator("#drafted img")).to_have_count(2)


def test_a_session_that_ended_loses_nothing(page: Page, house: House) -> None:
    form = opened(page, "progress")
    form.get_by_label("形象进度（%）").fill("45")
    page.context.clear_cookies()
    form.get_by_role("button", name="放进草稿").click()
    page.fill("#f-name", "zhang")
    page.fill("#f-password", PASSWORD)
    page.locator("main button.main").click()
    page.get_by_role("button", name="现在提交").click()
    expect(bar(page)).to_contain_text("您的草稿里有 1 项")


def test_the_words_follow_the_step_until_they_are_typed(
    page: Page, house: House, browser_context_args: dict[str, object]
) -> None:
    house.put("milestone", "m-1", title="路基", project="sq-2020-001", position=1)
    page.reload()
    form = opened(page, "document")
    expect(form.get_by_label("图片说明")).to_have_value("道路硬化：路基")
    form.get_by_label("标题").fill("弯道")
    form.get_by_label("拍的是").select_option(label="整个项目")
    script = browser_context_args["java_script_enabled"]
    expect(form.get_by_label("图片说明")).to_have_value("道路硬化" if script else "道路硬化：路基")
    expect(form.get_by_label("标题")).to_have_value("弯道")


def test_a_notice_goes_into_the_draft(page: Page, house: House) -> None:
    house.put("project", "sq-2020-001", status="approved", implementing_unit="center")
    page.reload()
    form = opened(page, "notice")
    last = form.get_by_label("结束日期").input_value()
    form.get_by_label("结束日期").fill(form.get_by_label("开始日期").input_value())
    form.get_by_role("button", name="放进草稿").click()
    form = page.locator("#add-notice")
    expect(form).to_contain_text("规定不少于 10 天")
    form.get_by_label("结束日期").fill(last)
    form.get_by_role("button", name="放进草稿").click()
    expect(bar(page)).to_contain_text("您的草稿里有 1 项")
    expect(page.locator("#s-notice")).to_contain_text("双桥村道路硬化项目实施前公示")
    fits(page)
