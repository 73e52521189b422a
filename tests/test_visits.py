"""The pages that `make screens` and `make audit` visit: no kind of page is left out."""

import runpy

from portal.app import create_app
from portal.settings import HOME, Settings
from tests.conftest import House

VISITS = runpy.run_path(str(HOME / "bench" / "visits.py"))["VISITS"]
NO_PAGES = {
    *("public.checkpoint", "public.earlier_checkpoint", "public.media.picture"),
    *("public.milestones.days", "public.audit.vkey", "public.audit.tile", "public.audit.entries"),
    *("public.audit.inclusion", "public.audit.consistency"),
    *("public.notices.checkpoint", "public.signposts.qr", "public.signposts.robots"),
    *("public.report_files.pdf", "public.report_files.word"),
}
"""What answers with a picture, a file or plain text."""


def test_every_kind_of_page_is_visited(house: House) -> None:
    routes = create_app(Settings(folder=house.folder)).url_map
    pages = {
        rule.endpoint
        for rule in routes.iter_rules()
        if rule.endpoint.startswith("public.") and "form" not in rule.arguments
    }
    at = routes.bind("localhost")
    visited = {at.match(visit.path.partition("?")[0])[0] for visit in VISITS}
    assert pages - visited == NO_PAGES
