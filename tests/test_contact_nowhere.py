"""What an asker leaves to be reached by is found nowhere: not in the books, exports, or logs."""

import hashlib
import logging
from pathlib import Path

import pytest

from portal.store import log
from tests.asking import KEY, Asker, ticket_of
from tests.conftest import House
from tests.staff_pages import Staff, site
from tests.test_asked import ANSWER, edit

PLANTED = ("13912345678", "li.si.1985@mail.example", "微信lisi_huihui", "双桥村八组37号")
EXPORTS = (
    "/questions",
    "/questions.json",
    "/questions.csv",
    "/log",
    "/log.json",
    "/payments/pay-1",
)


def forms(text: str) -> list[bytes]:
    """A text as it might lie about: as it is, as JSON, by its hashes."""
    plain = text.encode()
    escaped = text.encode("ascii", "backslashreplace")
    digests = (hashlib.sha256(plain).digest(), hashlib.sha256(plain).hexdigest().encode())
    return [plain, escaped, text.encode("utf-16-le"), *digests]


def found(text: str, where: bytes) -> bool:
    return any(form in where for form in forms(text))


def files(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def asked(house: House, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Questions with planted contacts: refused in the form, answered, opened, refused by staff."""
    caplog.set_level(logging.DEBUG)
    house.money()
    zhang = Staff(house, house.author, site(house, seal_key=KEY))
    tickets = []
    for number, contact in enumerate(PLANTED):
        asker = Asker(house, f"192.0.2.{number}")
        asker.send(422, text="太短", contact=contact)
        tickets.append(ticket_of(asker.send(contact=contact)))
        assert contact in zhang.post(f"/staff/questions/{tickets[-1]}/contact", 200)
    later = {**ANSWER, "answered": "2099-01-01"}
    house.publish(*(edit(house, ticket, **later) for ticket in tickets[1:]))
    house.publish(edit(house, tickets[0], refused="elsewhere"))
    return tickets


@pytest.mark.parametrize("checkpointed", [False, True])
def test_no_file_holds_a_contact(house: House, asked: list[str], checkpointed: bool) -> None:
    if checkpointed:
        for db in (house.books.public, house.books.private):
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = files(house.folder)
    assert asked[0].encode() in held, "the search finds what is there"
    assert not [text for text in PLANTED if found(text, held)]


def test_no_page_export_or_log_line_holds_a_contact(
    house: House, asked: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    asker = Asker(house)
    shown = [asker.client.get(path).get_data() for path in EXPORTS]
    shown += [asker.client.get(f"/questions/{ticket}.json").get_data() for ticket in asked]
    shown += [row.payload.encode() for row in log.latest(house.books.public, 50) if row.payload]
    held = b"\n".join([*shown, caplog.text.encode()])
    assert asked[0].encode() in held
    assert not [text for text in PLANTED if found(text, held)]
