"""What the guard reads on the pages of a paper: told beside each page, with boxes to begin from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from portal import personal
from portal.errors import Invalid
from portal.guard import KINDS
from portal.media import Box
from portal.personal import Finding, Found
from portal.views.house import vault
from portal.views.staff.gate import me, stamp
from portal.words import N_, Said, said


@dataclass(frozen=True)
class Told:
    """What is said of a page, and the lines of its suggested boxes; `urgent` when one was found."""

    sentences: Sequence[Said]
    boxes: str
    urgent: bool


def told(digest: str, pages: int) -> dict[int, Told]:
    """Page → what is said of it."""
    found = _found(digest, pages)
    return {number: _told(page) for number, page in found.items()}


def _found(digest: str, pages: int) -> dict[int, Found]:
    """Page → what was read of it; a page that could not be read counts as a picture."""
    found = vault().found(digest, me().name, stamp())
    return {n: found[n - 1] if n <= len(found) else Found(False) for n in range(1, pages + 1)}


def _told(page: Found) -> Told:
    boxes = dict.fromkeys(box for finding in page.findings for box in finding.boxes)
    sentences = [*map(_sentence, page.findings), _last(page, bool(boxes))]
    return Told(sentences, "\n".join(map(_line, boxes)), bool(page.findings))


def _sentence(finding: Finding) -> Said:
    values = {"kind": said(KINDS[finding.leak.kind]), "masked": finding.leak.masked}
    text = N_("On this page there is a %(kind)s: %(masked)s. Mask it.")
    if not finding.boxes:
        text = N_(
            "A note on this page holds a %(kind)s: %(masked)s. Mask it if the picture shows it."
        )
    return Said(text, {**values})


def _last(page: Found, suggested: bool) -> Said:
    """What is left to people."""
    if not page.legible:
        return said(
            N_(
                "This page is a picture; the program cannot read what stands in it. Look for"
                " numbers, names and signatures yourself."
            )
        )
    if suggested:
        return said(
            N_(
                "Boxes for these stand below already: see whether they fit. Names, signatures and"
                " fingerprints only you can see."
            )
        )
    if page.findings:
        return said(N_("Names, signatures and fingerprints only you can see."))
    return said(
        N_(
            "In the text of this page no personal number was found. Names, signatures and"
            " fingerprints only you can see."
        )
    )


def _line(box: Box) -> str:
    return " ".join(f"{100 * edge:.1f}".removesuffix(".0") for edge in box)


def refuse_shown(
    digest: str, pages: int, wanted: Mapping[int, Sequence[Box]], looked: Collection[int]
) -> None:
    """Raises `Invalid` for a page on which a number that was read would still be seen.

    Of the pages in `looked` a person has said that there is nothing to mask.
    """
    found = _found(digest, pages)
    for number in sorted(wanted.keys() - set(looked)):
        for finding in found[number].findings:
            if not personal.covered(finding, wanted[number]):
                raise Invalid(personal.still(number, finding))
