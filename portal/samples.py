"""The pictures of the sample data: drawn, sealed, masked and kept as if staff had sent them."""

import csv
import io
from collections.abc import Callable
from functools import partial

from portal import scenes
from portal.choices import PAPERS
from portal.vault import Kept, Vault

FILE = "document.csv"
"""The sheet of papers. Its column `scene` names what is drawn, then the words on a paper."""

Row = dict[str, str]


def pictured(content: bytes, vault: Vault, author: str, when: str) -> bytes:
    """The sheet of papers with the hashes and sizes of the pictures, which the vault now holds."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    known: dict[tuple[str, ...], Kept] = {}
    made = []
    for row in rows:
        key, keep = _way(row, vault, author, when)
        if key not in known:
            known[key] = keep()
        made.append(_with(row, known[key]))
    text = io.StringIO()
    table = csv.DictWriter(text, list(made[0]))
    table.writeheader()
    table.writerows(made)
    return text.getvalue().encode()


def _way(
    row: Row, vault: Vault, author: str, when: str
) -> tuple[tuple[str, ...], Callable[[], Kept]]:
    """What makes a picture the same as another, and how it gets into the vault.

    Pictures of one spot share their surroundings; lines of one voucher share its paper.
    """
    scene, *words = row["scene"].split()
    if row["kind"] in PAPERS:
        data = partial(scenes.paper, scene, row["issued"], words)
        keep = partial(_paper, vault, data, f"{scene}.png", author, when)
        return (row["scene"], row["issued"]), keep
    seed = row["place"] or row["code"]
    size = scenes.PHOTO if row["place"] else scenes.SMALL
    data = partial(scenes.photo, scene, seed, row["issued"], size)
    return (scene, seed, row["issued"]), partial(_photo, vault, data, f"{scene}.jpg", author, when)


def _photo(vault: Vault, draw: Callable[[], bytes], name: str, author: str, when: str) -> Kept:
    return vault.photo(draw(), name, author, when)


def _paper(vault: Vault, draw: Callable[[], bytes], name: str, author: str, when: str) -> Kept:
    return vault.masked(draw(), name, scenes.NAMES, author, when)


def _with(row: Row, kept: Kept) -> Row:
    told = {name: text for name, text in row.items() if name != "scene"}
    return told | {
        "public_hash": kept.public_hash,
        "original_hash": kept.original_hash,
        "width": str(kept.width),
        "height": str(kept.height),
        "masked": "yes" if row["kind"] in PAPERS else "",
    }
