"""CPU per request of the public pages, cached and uncached, in one run: `python bench/pages.py`.

Builds a site with the sample data in a temporary folder, asks each page through the WSGI stack in
this process, and prints microseconds of CPU and bytes (HTML with its CSS, gzip). Compare two
versions by running it twice on the same idle machine; it asserts nothing.
"""

import gzip
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from werkzeug.test import Client

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from portal import founding, settings
from portal.app import application
from portal.views.house import now

PAGES = ("/", "/projects", "/projects/sq-2020-001", "/donations", "/donations/d-2020-001", "/log")
ROUNDS = 200


def microseconds(client: Client, path: str) -> float:
    """Mean CPU time of one request."""
    client.get(path)
    start = time.process_time()
    for _ in range(ROUNDS):
        client.get(path)
    return (time.process_time() - start) / ROUNDS * 1e6


def main() -> None:
    """Prints one line per page."""
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


if __name__ == "__main__":
    main()
