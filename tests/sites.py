"""A site with empty books, with the sample, or with hostile records, and all that it answers."""

import fcntl
import os
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from werkzeug.routing import Map
from werkzeug.test import Client

from portal import founding, settings
from portal.app import application, create_app
from portal.settings import Settings
from portal.store import connect
from portal.views.house import now
from tests import hostile
from tests.conftest import House
from tests.crawler import Answer, crawl

BOOKS = ("empty", "sample", "hostile")


def sample(factory: pytest.TempPathFactory) -> Path:
    """A folder of its own with the sample, which is founded once in a run of all workers."""
    run = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    founded = run / "sample-founded"
    with (run / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not founded.exists():
            half = run / "sample-half"
            founding.found_sample(settings.read({"PORTAL_DATA": str(half)}), now())
            half.rename(founded)
    return Path(shutil.copytree(founded, factory.mktemp("sample") / "data"))


class Site:
    """The books of one kind, and every answer in one language."""

    def __init__(self, kind: str, factory: pytest.TempPathFactory) -> None:
        self.folder = sample(factory) if kind == "sample" else factory.mktemp(kind)
        if kind == "sample":
            self.settings = settings.read({"PORTAL_DATA": str(self.folder)})
        else:
            house = House(self.folder)
            if kind == "hostile":
                hostile.publish(house)
            house.books.close()
            self.settings = Settings(folder=self.folder, secret_key="s" * 43)
        self.db = connect.reader(self.folder / "public.sqlite")
        self.client = Client(application(replace(self.settings, cache_bytes=0)))

    @cache  # noqa: B019 - as long as the tests of this file
    def answers(self, tongue: str) -> dict[str, Answer]:
        return crawl(self.client, tongue)

    def pages(self, tongue: str) -> dict[str, str]:
        found = self.answers(tongue)
        return {at: one.text for at, one in found.items() if one.kind == "text/html"}

    @property
    def routes(self) -> Map:
        return create_app(self.settings).url_map
