"""The pages that `make screens` and `make audit` visit: no kind of page is left out."""

import runpy

from portal.app import create_app
from portal.settings import HOME, Settings
from tests.conftest import House

VISITS = runpy.run_path(str(HOME / "bench" / "visits.py"))["VISITS"]
NO_PAGES = {
    *("/log/checkpoint", "/log/checkpoint/<int:size>", "/notices/<code>/checkpoint"),
    *("/media/<name>", "/milestones.ics", "/qr.svg", "/qr/<path:page>.svg", "/robots.txt"),
    *("/log/vkey", "/log/tile/<int:level>/<path:name>", "/log/tile/entries/<path:name>"),
    *("/log/proof/inclusion", "/log/proof/consistency"),
    *("/reports/<code>/sheet.pdf", "/reports/<code>.docx"),
}
"""What answers with a picture, a file or plain text."""


def test_every_kind_of_page_is_visited(house: House) -> None:
    routes = create_app(Settings(folder=house.folder)).url_map
    pages = {
        rule.rule
        for rule in routes.iter_rules()
        if rule.endpoint.startswith(("public.", "enquiries."))
        and "GET" in (rule.methods or ())
        and "form" not in rule.arguments
    }
    at = routes.bind("localhost")
    paths = [visit.path.partition("?")[0] for visit in VISITS]
    visited = {at.match(path, return_rule=True)[0].rule for path in paths if at.test(path)}
    assert pages - visited == NO_PAGES
