"""A street map on demand: nothing of it is fetched before the click, nothing blocked after it."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from portal.app import application
from portal.settings import Settings
from tests.browser.conftest import Quiet
from tests.conftest import House

pytestmark = pytest.mark.browser


@pytest.fixture
def site(house: House) -> Iterator[str]:
    """A site with tiles that nobody answers for; a reader's click is what counts."""
    house.money()
    house.put("project", "sq-2020-001", position="116.490000,31.616000")
    tiles = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    chosen = Settings(
        folder=house.folder,
        secret_key="s" * 43,
        log_key=house.skey,
        tiles=tiles,
        tiles_credit="示例",
    )
    app = application(chosen, house.books)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_street_map_on_demand(browser: Browser, site: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site}/projects/sq-2020-001")
    button = page.locator("button.street")
    button.wait_for()
    assert not [url for url in asked if "leaflet" in url or ":9/" in url]
    button.click()
    page.locator(".streets.leaflet-container path.leaflet-interactive").first.wait_for()
    assert [url for url in asked if url.startswith("http://127.0.0.1:9/")]
    assert "示例" in page.inner_text(".leaflet-control-attribution")
    assert not [text for text in said if "Content Security Policy" in text]
    page.close()


def test_without_a_script_there_is_no_button(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/projects/sq-2020-001")
    assert not page.locator("button.street").is_visible()
    assert page.locator("svg.map").is_visible()
    context.close()
