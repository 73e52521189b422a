"""The log for machines: verifier keys, tiles, entry bundles and proofs (C2SP tlog-tiles).

The prefix of the log is `/log`: its checkpoint is `/log/checkpoint`, its tiles stand below
`/log/tile/`. Full tiles never change.
"""

from typing import Any

from flask import Blueprint, Response, abort, request

from portal import tiles, tlog
from portal.errors import NotFound
from portal.store import log
from portal.tiles import BadTile, Tile
from portal.views import files
from portal.views.house import public
from portal.views.signposts import YEAR
from portal.words import N_, said

blueprint = Blueprint("audit", __name__)


@blueprint.get("/log/vkey")
def vkey() -> Response:
    """The verifier keys under which the log has signed, oldest first, in note format."""
    return Response("".join(f"{key}\n" for key in log.keys(public())), mimetype="text/plain")


@blueprint.get("/log/tile/<int:level>/<path:name>")
def tile(level: int, name: str) -> Response:
    """The hashes of one tile."""
    if level > tiles.LEVELS:
        abort(404)
    asked = _named(name)
    found = log.hashes(public(), level * tiles.HEIGHT, asked.start, asked.width)
    return _kept(asked, _bytes(tiles.hashes, found, asked))


@blueprint.get("/log/tile/entries/<path:name>")
def entries(name: str) -> Response:
    """The entries of one bundle, as they were hashed."""
    asked = _named(name)
    found = log.entries(public(), asked.start + 1, asked.width)
    return _kept(asked, _bytes(tiles.bundle, found, asked))


def _named(name: str) -> Tile:
    try:
        return tiles.named(name)
    except BadTile:
        abort(404)


def _bytes(made: Any, found: list[bytes], asked: Tile) -> bytes:
    try:
        whole: bytes = made(found, asked)
    except BadTile:
        raise NotFound(said(N_("The log is not that long yet."))) from None
    return whole


def _kept(asked: Tile, body: bytes) -> Response:
    answer = Response(body, mimetype="application/octet-stream")
    if asked.full:
        answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


@blueprint.get("/log/proof/inclusion")
def inclusion() -> Response:
    """The proof that an entry is in a tree: `?number=12`, and `&size=` for an older tree.

    Numbers count from 1, as the log does; the leaf's index in the tree is one less.
    """
    db = public()
    size = log.size(db)
    number, of = _number("number", 0), _number("size", size)
    if not 1 <= number <= of <= size:
        raise NotFound(said(N_("There is no such entry in a tree of that size.")))
    nodes = log.nodes(db)
    row = log.entry(db, number)
    leaf = tlog.leaf_hash(row.entry.encode()) if row else b""
    proof = tlog.inclusion(number - 1, of, nodes)
    return _told(
        {
            "number": number,
            "index": number - 1,
            "size": of,
            "leaf": leaf.hex(),
            "root": tlog.root(of, nodes).hex(),
            "proof": [one.hex() for one in proof],
        }
    )


@blueprint.get("/log/proof/consistency")
def consistency() -> Response:
    """The proof that a tree begins with an older one: `?old=100`, and `&new=` for an older one."""
    db = public()
    size = log.size(db)
    old, new = _number("old", 0), _number("new", size)
    if not 0 <= old <= new <= size:
        raise NotFound(said(N_("There is no such entry in a tree of that size.")))
    nodes = log.nodes(db)
    return _told(
        {
            "old": old,
            "new": new,
            "old_root": tlog.root(old, nodes).hex(),
            "new_root": tlog.root(new, nodes).hex(),
            "proof": [one.hex() for one in tlog.consistency(old, new, nodes)],
        }
    )


def _number(name: str, otherwise: int) -> int:
    """A whole number of the address; -1, which no tree has, for anything else."""
    text = request.args.get(name, "")
    if not text:
        return otherwise
    plain = text.isascii() and text.isdigit() and len(text) < 19
    return int(text) if plain else -1


def _told(found: files.Row) -> Response:
    return files.answer("json", [], found)
