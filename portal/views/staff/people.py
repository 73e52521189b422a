"""Accounts, for administrators: adding, one-time links, roles, closing, declared interests."""

import re

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import accounts
from portal.errors import Invalid, Refused
from portal.store import captions, people
from portal.store.people import User
from portal.views.house import door, house, now
from portal.views.staff.fields import Directory
from portal.views.staff.gate import blueprint, me, page
from portal.views.staff.wording import SEPARATOR
from portal.words import N_, said

LABELS = {
    "name": N_("Account"),
    "title": N_("Public name or post"),
    "role": N_("Role"),
    "interests": N_("Declared interests"),
}


def _only_admin() -> None:
    if me().role != "admin":
        raise Refused(said(N_("Only an administrator looks after accounts.")))


@blueprint.get("/people")
def accounts_list() -> Response:
    """All accounts, and the form of a new one."""
    _only_admin()
    return _list({})


def _list(typed: dict[str, str], problem: Invalid | None = None) -> Response:
    return page(
        "people.html",
        422 if problem else 200,
        users=people.users(house().private),
        roles=accounts.ROLES,
        typed={"name": "", "title": "", "role": "editor"} | typed,
        labels=LABELS,
        sentence=problem.sentence if problem else None,
        errors=problem.fields if problem else {},
    )


@blueprint.post("/people")
def add_person() -> Response:
    """A new account, and the one-time link with which it is opened."""
    _only_admin()
    form = request.form
    name, title, role = (form.get(n, "").strip() for n in ("name", "title", "role"))
    name = name.lower()
    try:
        accounts.add(door().books, name, title, role, None, now())
    except Invalid as problem:
        return _list({"name": name, "title": title, "role": role}, problem)
    return _link(name)


def _link(name: str) -> Response:
    """The page that shows a fresh one-time link; nobody sees it a second time."""
    token = accounts.invite(door().books, name, now())
    address = url_for("staff.join", token=token, _external=True)
    return page(
        "link.html",
        name=name,
        address=address,
        heading=said(N_("One-time link for %(name)s"), name=name),
        lasts=said(N_("It lasts %(days)s days."), days=accounts.INVITATION.days),
    )


@blueprint.get("/people/<name>")
def person(name: str) -> Response:
    """One account."""
    _only_admin()
    return _person(accounts.existing(house().private, name))


def _person(user: User, problem: Invalid | None = None, interests: str | None = None) -> Response:
    declared = people.interests(house().private, user.name)
    named = captions.captions(house().public, "organisation", declared)
    return page(
        "person.html",
        422 if problem else 200,
        user=user,
        roles=accounts.ROLES,
        interests=_lines(named) if interests is None else interests,
        organisations=captions.choices(house().public, "organisation"),
        labels=LABELS,
        sentence=problem.sentence if problem else None,
        errors=problem.fields if problem else {},
    )


def _lines(named: dict[str, str]) -> str:
    """“code · title” of each organisation, as the field takes them."""
    return "\n".join(SEPARATOR.join(pair) for pair in sorted(named.items()))


@blueprint.post("/people/<name>")
def amend_person(name: str) -> AnyResponse:
    """Title, role, and whether the account is open."""
    _only_admin()
    user = accounts.existing(house().private, name)
    form, when = request.form, now()
    title, role, active = form.get("title", ""), form.get("role", ""), form.get("active") == "yes"
    try:
        accounts.amend(door().books, name, title=title, role=role, active=active, when=when)
    except Invalid as problem:
        return _person(User(user.name, title, user.role, None, active), problem)
    return _to(name)


def _to(name: str) -> AnyResponse:
    return redirect(url_for("staff.person", name=name), code=303)


@blueprint.post("/people/<name>/link")
def new_link(name: str) -> Response:
    """A new one-time link; earlier ones end."""
    _only_admin()
    return _link(accounts.existing(house().private, name).name)


@blueprint.post("/people/<name>/sessions")
def end_sessions(name: str) -> AnyResponse:
    """Ends every session of a person."""
    _only_admin()
    accounts.sign_out_everywhere(door().books, accounts.existing(house().private, name).name, now())
    return _to(name)


@blueprint.post("/people/<name>/interests")
def declare(name: str) -> AnyResponse:
    """The organisations in which a person has an interest."""
    _only_admin()
    user = accounts.existing(house().private, name)
    typed = request.form.get("interests", "")
    directory = Directory(house().public)
    lines = [line.strip() for line in re.split(r"[\n,，、]", typed) if line.strip()]
    codes = frozenset(directory.code("organisation", line) for line in lines)
    try:
        accounts.declare(door().books, user.name, codes)
    except Invalid as problem:
        return _person(user, problem, typed)
    return _to(name)
