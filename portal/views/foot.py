"""What stands under every page: the log's size and root, whom to call, who is behind the site."""

import re
import sqlite3
from dataclasses import dataclass
from typing import NamedTuple

from portal.errors import Unusable
from portal.settings import Imprint
from portal.store import contacts, log, records
from portal.store.connect import Connection
from portal.store.contacts import Hotline
from portal.views.house import public, today
from portal.words import N_, Said, said

ICP = "https://beian.miit.gov.cn/"
POLICE = "https://beian.mps.gov.cn/#/query/webSearch?code="
PAGES = ("about", "how-to-read", "rules", "privacy", "contact")
_PHONE = re.compile(r"\+?[0-9][0-9 -]{2,24}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}", re.ASCII)


@dataclass(frozen=True)
class Foot:
    """The log's size and root in hex, the numbers valid today, and the pages there are."""

    size: int
    root: str
    hotlines: list[Hotline]
    pages: list[tuple[str, str]]

    @property
    def head(self) -> Said:
        """How long the log is, and the first 16 digits of its root."""
        root = "\u00a0".join(self.root[place : place + 4] for place in range(0, 16, 4))
        return said(
            N_("Record of changes: %(size)s entries, root %(root)s"),
            size=f"{self.size:,}",
            root=root,
        )


class Line(NamedTuple):
    """One thing about the public body; `href` is "" where there is nothing to open."""

    label: Said | str
    text: Said | str
    href: str


def foot(language: str) -> Foot | None:
    """The foot of this page; None when the books cannot be read, so that errors can be shown."""
    try:
        db = public()
        calls = contacts.hotlines(db, today())
        return Foot(log.size(db), log.root(db).hex(), calls, _pages(db, language))
    except (Unusable, sqlite3.Error):
        return None


def _pages(db: Connection, language: str) -> list[tuple[str, str]]:
    """(slug, title) of the standing pages that are published, in their order."""
    own = {slug: f"{slug}-en" if language == "en" else slug for slug in PAGES}
    titles = records.titles(db, "page", [*PAGES, *own.values()])
    found = ((slug, titles.get(own[slug]) or titles.get(slug)) for slug in PAGES)
    return [(slug, title) for slug, title in found if title]


def imprint(given: Imprint) -> list[list[Line]]:
    """Who is behind the site, by line; what is not set is absent."""
    code = re.sub(r"[^0-9]", "", given.police)
    lines = [
        [
            Line(said(N_("Organiser:")), given.organiser, ""),
            Line(said(N_("Undertaken by:")), given.undertaker, ""),
        ],
        [
            Line(said(N_("Address:")), given.office, ""),
            Line(said(N_("Postal code:")), given.postcode, ""),
            Line(said(N_("Telephone:")), given.phone, callable_(given.phone)),
            Line(said(N_("E-mail:")), given.email, callable_(given.email)),
        ],
        [
            Line("", given.icp, ICP),
            Line("", given.police, POLICE + code if code else ""),
            Line(said(N_("Website code:")), given.site_code, ""),
            Line("", said(N_("Mark of a public body's website")), given.site_mark)
            if given.site_mark
            else Line("", "", ""),
        ],
    ]
    shown = ([line for line in group if line.text] for group in lines)
    return [group for group in shown if group]


def callable_(number: str) -> str:
    """A link that calls a number or writes to an address; "" for anything else.

    >>> callable_("0000-12345010"), callable_("a@b.example"), callable_("javascript:x")
    ('tel:000012345010', 'mailto:a@b.example', '')
    """
    if _PHONE.fullmatch(number):
        return "tel:" + re.sub(r"[ -]", "", number)
    return f"mailto:{number}" if _EMAIL.fullmatch(number) else ""
