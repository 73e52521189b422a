"""One address for each kind of public page, and a site with the sample data to visit them on."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PORTAL = Path(sys.executable).with_name("portal")
LANGUAGES = {"zh-Hans": "", "zh-Hant": "/zh-hant", "en": "/en"}
CHROMIUM_FLAGS = ["--no-sandbox"]
ASKED = "/ask/NUMBER/SECRET"
"""Stands for the page behind an asker's own link, which only exists once something was asked."""
QUESTION = {"about": "project/sq-2020-001", "kind": "question", "text": "这条路的质保金退了没有？"}
QUICKEST = 4
"""Seconds that nobody fills the form faster than."""


class Visit(NamedTuple):
    """A kind of page: its name, an address, the status that must come, and whether it is listed.

    Sheets of paper and what leads to an asker's question ask search engines to stay away.
    """

    name: str
    path: str
    status: int = 200
    listed: bool = True


VISITS = (
    Visit("home", "/"),
    Visit("villages", "/villages"),
    Visit("village", "/villages/sq"),
    Visit("village-lg", "/villages/lg"),
    Visit("projects", "/projects"),
    Visit("projects-filtered", "/projects?village=sq&year=2020"),
    Visit("projects-empty", "/projects?q=%E6%B0%B4%E5%BA%93"),
    Visit("projects-unknown", "/projects?village=nowhere&status=odd"),
    Visit("project-road", "/projects/sq-2020-001"),
    Visit("project-square", "/projects/sq-2020-003"),
    Visit("project-building", "/projects/lg-2020-004"),
    Visit("project-lg", "/projects/lg-2020-005"),
    Visit("donations", "/donations"),
    Visit("donation", "/donations/d-2020-001"),
    Visit("donation-over", "/donations/d-2020-019"),
    Visit("payments", "/payments"),
    Visit("payment", "/payments/pay-2020-001"),
    Visit("organisations", "/organisations"),
    Visit("organisation", "/organisations/henglu"),
    Visit("organisation-giving", "/organisations/center"),
    Visit("flow", "/flow"),
    Visit("flow-entries", "/flow/entries?donor=center"),
    Visit("works", "/works"),
    Visit("indicators", "/indicators"),
    Visit("monitoring", "/monitoring"),
    Visit("households", "/households"),
    Visit("household-items", "/households/sq-2020-008"),
    Visit("collective", "/collective"),
    Visit("collective-project", "/collective/sq-2020-007"),
    Visit("reports", "/reports"),
    Visit("report", "/reports/rep-sq-2020"),
    Visit("report-sheet", "/reports/rep-sq-2020/sheet"),
    Visit("report-versions", "/reports/rep-sq-2020/versions"),
    Visit("figures", "/figures"),
    Visit("figure", "/figures/payment.total?project=sq-2020-001&year=2020"),
    Visit("figure-rate", "/figures/poverty.rate?village=sq&year=2019"),
    Visit("map", "/map"),
    Visit("milestones", "/milestones"),
    Visit("posts", "/posts"),
    Visit("post", "/posts/post-2020-001"),
    Visit("team", "/team"),
    Visit("activities", "/activities?year=2020"),
    Visit("promises", "/promises"),
    Visit("problems", "/problems"),
    Visit("notices", "/notices"),
    Visit("notice", "/notices/sq-2020-001-n-works"),
    Visit("notice-completion", "/notices/sq-2020-001-n-completion"),
    Visit("notice-plan", "/notices/sq-2020-n-plan"),
    Visit("notice-sheet", "/notices/sq-2020-001-n-works/sheet", listed=False),
    Visit("notice-sheet-completion", "/notices/sq-2020-001-n-completion/sheet", listed=False),
    Visit("notice-sheet-plan", "/notices/sq-2020-n-plan/sheet", listed=False),
    Visit("money-sheet", "/projects/sq-2020-001/money-sheet", listed=False),
    Visit("plain-sheet", "/projects/sq-2020-001/plain-sheet", listed=False),
    Visit("sign", "/projects/sq-2020-001/sign", listed=False),
    Visit("summary", "/villages/sq/summary?year=2020", listed=False),
    Visit("questions", "/questions"),
    Visit("question", "/questions/q-2020-7k3m9d"),
    Visit("ask", "/ask", listed=False),
    Visit("ask-about", "/ask?about=project/sq-2020-001", listed=False),
    Visit("asked", ASKED, listed=False),
    Visit("paper-photo", "/papers/sq-2020-001-p3"),
    Visit("paper-scan", "/papers/sq-2020-001-m13-d1"),
    Visit("about", "/pages/about"),
    Visit("how-to-read", "/pages/how-to-read"),
    Visit("rules", "/pages/rules"),
    Visit("privacy", "/pages/privacy"),
    Visit("contact", "/pages/contact"),
    Visit("glossary", "/glossary"),
    Visit("log", "/log"),
    Visit("log-filtered", "/log?table=payment&action=create"),
    Visit("entry", "/log/12"),
    Visit("missing", "/projects/nowhere", 404),
    Visit("missing-page", "/nowhere", 404),
)

IMPRINT = {
    "ORGANISER": "清岭市投资促进中心（示例）",
    "UNDERTAKER": "清岭市投资促进中心办公室（示例）",
    "OFFICE": "清岭市人民路 1 号（示例）",
    "POSTCODE": "000000",
    "PHONE": "0000-12345013",
    "EMAIL": "gongkai@qingling.example",
    "ICP": "示例ICP备00000000号-1",
    "POLICE": "示例公网安备 00000000000000号",
    "SITE_CODE": "0000000000",
    "SITE_MARK": "https://bszs.conac.cn/sitename?method=show&id=EXAMPLE",
}
"""What the foot of a public body's page shows, marked as made up."""


def chosen(names: list[str]) -> tuple[Visit, ...]:
    """The visits with these names; all of them when none is given."""
    found = tuple(one for one in VISITS if not names or one.name in names)
    return found or sys.exit(f"No such page. There are: {', '.join(one.name for one in VISITS)}")


def asked(address: str, visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """The visits with the address of a question that was asked for them, if one is among them."""
    if all(one.path != ASKED for one in visits):
        return visits
    form = urllib.request.urlopen(f"{address}/ask?about={QUESTION['about']}").read().decode()
    (token,) = re.findall(r'name="token" value="([^"]+)"', form)
    time.sleep(QUICKEST)
    typed = urllib.parse.urlencode({**QUESTION, "token": token}).encode()
    link = urllib.parse.urlsplit(urllib.request.urlopen(f"{address}/ask", typed).url).path
    return tuple(one._replace(path=link) if one.path == ASKED else one for one in visits)


def chromium() -> str:
    """Where the browser is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return found or sys.exit("chromium is missing: .ci/system-packages")


@contextmanager
def served() -> Iterator[str]:
    """The address of a server of its own on fresh sample data; both are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        given = {f"PORTAL_{name}": value for name, value in IMPRINT.items()}
        environ = {**os.environ, **given, "PORTAL_DATA": f"{folder}/data"}
        subprocess.run([PORTAL, "init", "--sample"], env=environ, check=True, capture_output=True)
        port = _free_port()
        server = subprocess.Popen(
            [PORTAL, "serve", "--port", str(port)],
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(address: str, seconds: int = 30) -> None:
    """Until the server answers; raises `TimeoutError` when it does not."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{address} does not answer")
