"""A site on a real socket, and Debian's chromium to look at it."""

import datetime
import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

from portal import accounts
from portal.app import application
from portal.settings import Settings
from tests.conftest import House
from tests.staff_pages import PASSWORD

PHONE = {"width": 360, "height": 740}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def browser_context_args(request: pytest.FixtureRequest) -> dict[str, Any]:
    """A phone, once with and once without JavaScript."""
    return {"viewport": PHONE, "java_script_enabled": request.param, "locale": "zh-CN"}


class Quiet(WSGIRequestHandler):
    """Does not log."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def live(house: House) -> Iterator[str]:
    """The address of a site whose three people have the same password."""
    now = datetime.datetime.now(datetime.UTC)
    for name in ("zhang", "li", "wang"):
        accounts.accept(house.books, accounts.invite(house.books, name, now), PASSWORD, now)
    settings = Settings(
        folder=house.folder, secret_key="s" * 43, log_key=house.skey, seal_key="5e" * 32
    )
    app = application(settings, house.books)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def sign_in(page: Page, live: str, name: str) -> None:
    """Signs a person in; they stand at their desk."""
    page.goto(f"{live}/staff/")
    page.fill("#f-name", name)
    page.fill("#f-password", PASSWORD)
    page.click("button.main")
    page.wait_for_url(f"{live}/staff/")
