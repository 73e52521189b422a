"""What a WSGI server loads: `portal.wsgi:build` is a factory."""

from typing import TYPE_CHECKING

from portal import accounts, settings, traditional
from portal.app import application
from portal.cli import opened
from portal.founding import sealing_key
from portal.views.house import now

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def build() -> "WSGIApplication":
    """The whole application over the data folder of `PORTAL_DATA`, healed after a crash."""
    traditional.warm()
    chosen = settings.read()
    door = opened(chosen)
    chosen = sealing_key(chosen)
    door.heal(accounts.stamp(now()))
    return application(chosen, door.books)
