"""When something happened, and how long it has waited, in the words of the language."""

import datetime

from portal.views.house import house, now
from portal.views.rendering import day, language
from portal.words import catalog


def _local(iso: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(iso).astimezone(house().settings.timezone)


def moment(iso: str) -> str:
    """A time of the books on the site's clock: 2026年11月24日 04:59, 24 November 2026, 04:59."""
    local, name = _local(iso), language()
    comma = "," if name == "en" else ""
    return f"{day(local.date().isoformat(), name)}{comma} {local:%H:%M}"


def waited(iso: str) -> str:
    """How many days something has waited since then."""
    days = (now().astimezone(house().settings.timezone).date() - _local(iso).date()).days
    words = catalog(language())
    if days <= 0:
        return words.gettext("came in today")
    return words.ngettext("waits %(n)s day", "waits %(n)s days", days) % {"n": days}
