"""Templates: one Jinja environment per language, with the literal `_("…")` folded in at load."""

import base64
import datetime
import hashlib
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from flask import Flask, Response, current_app, request
from flask_wtf.csrf import generate_csrf
from jinja2.ext import Extension
from markupsafe import Markup, escape

from portal import geo, money, pages, paths, traditional, vault
from portal.entities import attributes, entity
from portal.errors import Invalid
from portal.kinds import Choice, Count, Flag, Money, Point, Quantity, Track
from portal.settings import HOME
from portal.views import addresses, bound, terms, unbroken
from portal.views.foot import callable_, foot, imprint
from portal.views.house import public
from portal.words import LANGUAGES, N_, Said, catalog, speak, tell

_LITERAL = re.compile(r"\{\{\s*_\(\s*\"((?:[^\"\\]|\\.)*)\"\s*\)\s*\}\}")
LONGEST_QUERY = 2_000
"""Characters of a query that the links to the same page in another language repeat."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Folded(Extension):
    """Replaces `{{ _("literal") }}` by the escaped translation when the template is loaded."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template's source in the environment's language."""
        translate = self.environment.globals["_"]

        def fold(match: re.Match[str]) -> str:
            text = match[1].replace('\\"', '"')
            return str(escape(translate(text))).replace("{", "&#123;")  # type: ignore[operator]

        return _LITERAL.sub(fold, source)


def language() -> str:
    """The language of this request's address."""
    return str(request.environ.get(paths.LANGUAGE, LANGUAGES[0]))


def spoken(sentence: Said | str) -> str:
    """A sentence in this request's language."""
    return speak(sentence, language()) if isinstance(sentence, Said) else sentence


def environments(app: Flask) -> dict[str, jinja2.Environment]:
    """Language → environment; made when the application is."""
    return {name: _environment(app, name) for name in LANGUAGES}


def _environment(app: Flask, name: str) -> jinja2.Environment:
    env = app.create_jinja_environment()
    env.undefined = jinja2.StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.globals |= _words(name) | {"css": _style, "script": _script, "csrf_token": generate_csrf}
    zone = app.extensions["portal"].settings.timezone
    env.globals["moment"] = lambda iso: moment(iso, zone)
    env.globals["small_width"] = vault.small_width
    env.add_extension(Folded)
    return env


def _words(name: str) -> dict[str, Any]:
    """What templates say in one language."""
    words = catalog(name)
    gettext: Callable[[str], str] = words.gettext
    return {
        "_": gettext,
        "ngettext": words.ngettext,
        "say": lambda sentence: speak(sentence, name) if isinstance(sentence, Said) else sentence,
        "tell": lambda sentences: tell(sentences, name),
        "plainly": lambda sentences: whole(tell(sentences, name)),
        "whole": whole,
        "dial": dial,
        "yuan": money.yuan,
        "wan": money.wan,
        "exact_wan": money.exact_wan,
        "day": lambda iso: day(iso, name),
        "label": lambda table, attribute: gettext(attributes(table)[attribute].label),
        "table_label": lambda table: gettext(entity(table).label),
        "word": lambda table, attribute, value: word(table, attribute, value, gettext),
        "term": lambda code, text: term(code, text, name),
        "terms": lambda *codes: explained(codes, name),
        "prose": prose,
        "language": name,
    }


def word(table: str, attribute: str, value: object, gettext: Callable[[str], str]) -> str:
    """A value as people read it: the label of a choice, yes or no, numbers with separators."""
    kind = attributes(table)[attribute]
    if value is None:
        return gettext("not filled in")
    if isinstance(kind, Choice):
        return gettext(kind.labels().get(str(value), str(value)))
    if isinstance(kind, Flag):
        return gettext("yes") if value else gettext("no")
    if isinstance(kind, Money):
        return f"{money.yuan(int(str(value)))} {gettext('yuan')}"
    if isinstance(kind, Point):
        return f"{value} (WGS-84)".replace(",", ", ")
    if isinstance(kind, Quantity) or (isinstance(kind, Count) and attribute != "year"):
        return f"{Decimal(str(value)):,f}"
    return _track(str(value), gettext) if isinstance(kind, Track) else str(value)


def _track(value: str, gettext: Callable[[str], str]) -> str:
    """A line on the ground by its ends, length and number of points; all of them fill a page."""
    points = geo.read_points(value)
    text = gettext(N_("%(first)s to %(last)s (WGS-84), %(number)s points, %(metres)s m"))
    first, last = (geo.written(one).replace(",", ", ") for one in (points[:1], points[-1:]))
    metres = f"{geo.length(points):,.0f}"
    return text % {"first": first, "last": last, "number": len(points), "metres": metres}


_TERM = (
    '<details class="term"><summary>{}</summary><p>{} <a href="{}/glossary#{}">{}</a></p></details>'
)


def term(code: str, text: str, name: str) -> Markup:
    """A label that opens its meaning; the bare label while the glossary has none for it."""
    found = terms.word(code, name)
    if found is None:
        return escape(text)
    link = catalog(name).gettext(N_("Glossary"))
    shown = (text, found.meaning, request.script_root, code, link)
    return Markup(_TERM).format(*shown)  # noqa: S704 our own text; values are escaped


def explained(codes: Iterable[str], name: str) -> Markup:
    """The words of a table under it: its headings are hidden on a phone, these are not."""
    found = [word for code in codes if (word := terms.word(code, name))]
    inner = Markup().join(term(one.code, one.title, name) for one in found)
    lead = catalog(name).gettext(N_("Words:"))
    return Markup('<div class="words">{}{}</div>').format(lead, inner) if found else Markup()


def labelled(table: str, attribute: str, name: str) -> str:
    """The label of an attribute, which opens its meaning where a term explains it."""
    text = catalog(name).gettext(attributes(table)[attribute].label)
    code = terms.ATTRIBUTES.get((table, attribute))
    return term(code, text, name) if code else text


def prose(text: str, root: str | None = None) -> Markup:
    """Markdown as people wrote it, its figures held against the books.

    The door lets in only what can be shown; older is plain text. `root` goes before the addresses
    of this site; what leaves it, such as paper, names the host too.
    """
    root = request.script_root if root is None else root
    try:
        html = pages.html(text, root)
    except Invalid:
        return Markup("<p>{}</p>").format(text)
    if "<data " in html:
        html = bound.filled(public(), html, root, language())
    return Markup(html)  # noqa: S704 sanitised by nh3, figures are escaped


def whole(text: str) -> Markup:
    """The text with each date, amount and number to call on one line.

    >>> whole("捐了 4 万元<br>")
    Markup('捐了 <span class="k">4 万元</span>&lt;br&gt;')
    """
    kept = Markup('<span class="k">{}</span>')
    return Markup().join(
        escape(loose) + (kept.format(firm) if firm else "") for loose, firm in unbroken.pieces(text)
    )


def dial(number: str) -> Markup:
    """A number or address that opens the telephone or the mail.

    >>> dial("0000-12345006")
    Markup('<a href="tel:000012345006">0000-12345006</a>')
    >>> dial("a@b.example")
    Markup('<a href="mailto:a@b.example">a<wbr>@b<wbr>.example</a>')
    """
    shown = Markup("<wbr>").join(unbroken.joints(number))
    href = callable_(number)
    return Markup('<a href="{}">{}</a>').format(href, shown) if href else shown


def day(iso: str, name: str) -> str:
    """A whole or partial ISO date in words.

    >>> day("2020-09-08", "zh_Hans"), day("2021-06", "en"), day("2020", "zh_Hant")
    ('2020年9月8日', 'June 2021', '2020年')
    """
    year, *rest = iso.split("-")
    if name == "en":
        names = [str(int(rest[1]))] if len(rest) > 1 else []
        return " ".join([*names, *([MONTHS[int(rest[0]) - 1]] if rest else []), year])
    return f"{year}年" + "".join(
        f"{int(part)}{unit}" for part, unit in zip(rest, "月日", strict=False)
    )


def moment(iso: str, zone: datetime.tzinfo) -> str:
    """A time of the books on the site's clock.

    >>> moment("2026-11-23T20:59:00Z", datetime.timezone(datetime.timedelta(hours=8)))
    '2026-11-24 04:59'
    """
    return datetime.datetime.fromisoformat(iso).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def render(template: str, **values: Any) -> str:
    """The template in this request's language.

    Public pages in zh-Hant convert what the books say as well; staff see the records as stored,
    because that is what they edit.
    """
    envs: dict[str, jinja2.Environment] = current_app.extensions["portal_templates"]
    text = envs[language()].get_template(template).render(**(_shared() | values))
    converts = language() == "zh_Hant" and not template.startswith("staff/")
    return traditional.page(text) if converts else text


def _shared() -> dict[str, Any]:
    environ = request.environ
    settings = current_app.extensions["portal"].settings
    asked = request.query_string.decode("latin-1")
    query = f"?{asked}" if 0 < len(asked) <= LONGEST_QUERY else ""

    def here(name: str, large: bool) -> str:
        prefix = str(environ.get(paths.PREFIX, ""))
        return paths.address(prefix, name, large, request.path, settings.language) + query

    return {
        "site": settings,
        "here": here,
        "large": bool(environ.get(paths.LARGE)),
        "root": request.script_root,
        "path": request.script_root + request.path,
        "at": addresses.addresses(settings, language()),
        "section": "",
        "foot": foot(language()),
        "imprint": imprint(settings.imprint),
    }


def partial() -> bool:
    """Whether htmx asks for the part of a page that changes, not for the whole page."""
    asked = request.headers.get
    return asked("HX-Request") == "true" and asked("HX-History-Restore-Request") != "true"


@cache
def style(name: str) -> tuple[str, str]:
    """A stylesheet's text without comments and needless space, and its CSP hash."""
    text = (HOME / "static" / name).read_text("utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text).strip()
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return text, f"'sha256-{digest}'"


def _style(name: str) -> Markup:
    return Markup(f"<style>{style(name)[0]}</style>")  # noqa: S704 our own stylesheet


@cache
def fingerprint(name: str) -> str:
    """The first characters of a static file's hash, so that its address changes with it."""
    return hashlib.sha256((Path(HOME) / "static" / name).read_bytes()).hexdigest()[:8]


def _script(name: str) -> str:
    return f"{request.environ.get(paths.PREFIX, '')}/static/{name}?v={fingerprint(name)}"


def protect(response: Response) -> Response:
    """Headers that every page carries."""
    styles = " ".join(
        style(name)[1] for name in ("site.css", "charts.css", "forms.css", "staff.css", "print.css")
    )
    pictures = ""
    if tiles := current_app.extensions["portal"].settings.tiles:
        styles, pictures = f"{styles} 'self'", f" {'/'.join(tiles.split('/')[:3])}"
    response.headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; style-src {styles}; script-src 'self';"
        f" img-src 'self' data:{pictures};"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cache-Control", "no-cache")
    response.vary.add("HX-Request")
    return response
