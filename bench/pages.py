"""CPU per request of the public pages, in one run.

`python bench/pages.py` builds a site with the sample data in a temporary folder, asks each page
through the WSGI stack in this process, cached and uncached, and prints microseconds of CPU and
bytes (HTML with its CSS, gzip). `python bench/pages.py --projects 10000` compares the lists,
uncached, with 10 projects and with that many; `--data` names a folder to make them in, or one where
`portal bench-data` made them before. Compare two versions by running it twice on the same idle
machine; it asserts nothing.
"""

import argparse
import gzip
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from werkzeug.test import Client

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from portal import accounts, benchdata, founding, settings
from portal.app import application
from portal.settings import Settings
from portal.views.house import now

PAGES = ("/", "/projects", "/projects/sq-2020-001", "/donations", "/donations/d-2020-001", "/log")
LISTS = (
    "/",
    "/villages",
    "/villages/v0001",
    "/projects",
    "/projects?sort=budget",
    "/projects?village=v0001",
    "/projects?village=v0001&sort=budget",
    "/projects?type=construction",
    "/projects?type=construction&sort=budget",
    "/projects?status=handed_over",
    "/projects?status=under_way",
    "/projects?status=under_way&sort=budget",
    "/projects?year=2020",
    "/projects?year=2020&sort=budget",
    "/projects?q=道路",
    "/projects?q=道路&sort=budget",
    "/payments",
    "/payments?village=v0001",
    "/payments?year=2020",
    "/payments?q=质保金",
    "/donations",
    "/organisations",
    "/organisations/contractor-0",
    "/posts",
    "/works",
    "/milestones",
    "/notices",
    "/team",
    "/activities",
    "/promises",
    "/problems",
    "/map",
    "/flow",
    "/log",
)
ROUNDS = 200
FEW = 10


def microseconds(client: Client, path: str, rounds: int = ROUNDS) -> float:
    """Mean CPU time of one request."""
    client.get(path)
    start = time.process_time()
    for _ in range(rounds):
        client.get(path)
    return (time.process_time() - start) / rounds * 1e6


def sample() -> None:
    """Prints one line per page of the sample."""
    with tempfile.TemporaryDirectory() as folder:
        founding.found_sample(settings.read({"PORTAL_DATA": folder}), now())
        chosen = settings.read({"PORTAL_DATA": folder})
        cached = Client(application(chosen))
        uncached = Client(application(replace(chosen, cache_bytes=0)))
        print(f"{'page':<28}{'cached µs':>12}{'uncached µs':>14}{'gzip bytes':>12}")
        for path in PAGES:
            size = len(gzip.compress(cached.get(path).data, 6))
            fast, slow = microseconds(cached, path), microseconds(uncached, path)
            print(f"{path:<28}{fast:>12.0f}{slow:>14.0f}{size:>12}")


def generated(folder: Path, projects: int) -> Settings:
    """A site with generated projects and five times as many payments; one that is there is kept."""
    if not (folder / "public.sqlite").exists():
        size = benchdata.Size(max(projects // 50, 1), projects, 5 * projects)
        chosen = settings.read({"PORTAL_DATA": str(folder)})
        with founding.sample_site(chosen, now()) as (door, vault, author, reviewer):
            benchdata.load(door, vault, author, reviewer, size, accounts.stamp(now()))
    return replace(settings.read({"PORTAL_DATA": str(folder)}), cache_bytes=0)


def compared(projects: int, folder: Path) -> Iterator[tuple[str, int, float, float]]:
    """Each list, its status, and its CPU time with few projects and with many."""
    with tempfile.TemporaryDirectory() as small:
        few = Client(application(generated(Path(small), FEW)))
        many = Client(application(generated(folder, projects)))
        for path in LISTS:
            status = many.get(path).status_code
            yield path, status, microseconds(few, path, 30), microseconds(many, path, 30)


def lists(projects: int, folder: Path) -> None:
    """Prints one line per list."""
    print(f"{'list':<44}{'status':>8}{FEW:>9} projects, µs{projects:>9} projects, µs{'ratio':>8}")
    for path, status, few, many in compared(projects, folder):
        print(f"{path:<44}{status:>8}{few:>22.0f}{many:>22.0f}{many / few:>8.1f}", flush=True)


def main() -> None:
    """Reads the command line."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--projects", type=int, help="compare lists with 10 and with this many")
    reader.add_argument("--data", type=Path, help="the folder of the generated projects")
    asked = reader.parse_args()
    if not asked.projects:
        sample()
    elif asked.data:
        lists(asked.projects, asked.data)
    else:
        with tempfile.TemporaryDirectory() as folder:
            lists(asked.projects, Path(folder))


if __name__ == "__main__":
    main()
