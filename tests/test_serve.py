"""The real server over a real socket: what only shows there."""

import gzip
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.settings import HOME
from tests.conftest import House


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def port(house: House) -> Iterator[int]:
    """The port of a `portal serve` over a folder with data."""
    house.money()
    house.books.close()
    (house.folder / "log_key").write_text(house.skey, "utf-8")
    (house.folder / "secret_key").write_text("s" * 40, "utf-8")
    port = free_port()
    server = _serve(house.folder, port)
    try:
        _wait(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) is not None


def _serve(folder: Path, port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from portal.cli import main; main()", "serve", "--port", str(port)],
        env={**os.environ, "PORTAL_DATA": str(folder)},
        cwd=HOME,
    )


def _wait(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


def test_pages_over_a_socket(port: int) -> None:
    for path in ("/", "/en/projects", "/zh-hant/large/donations", "/projects/sq-2020-001", "/log"):
        status, headers, body = get(port, path, Accept_Encoding="gzip")
        assert status == 200, path
        assert headers["content-encoding"] == "gzip"
        assert "set-cookie" not in headers
        assert b"</html>" in gzip.decompress(body)


def test_a_fragment_over_a_socket(port: int) -> None:
    status, headers, body = get(port, "/projects", HX_Request="true")
    assert status == 200 and b"<html" not in body
    assert "HX-Request" in headers["vary"]


def test_unchanged_over_a_socket(port: int) -> None:
    etag = get(port, "/")[1]["etag"]
    status, _, body = get(port, "/", If_None_Match=etag)
    assert (status, body) == (304, b"")


def test_files_over_a_socket(port: int) -> None:
    status, headers, _ = get(port, "/static/vendor/htmx.min.js")
    assert status == 200 and "immutable" in headers["cache-control"]
    for path in ("/static/../portal/app.py", "/static/%2e%2e/README.md", "/private.sqlite"):
        assert get(port, path)[0] == 404


def test_wrong_addresses_over_a_socket(port: int) -> None:
    for path in ("/nirgends", "/projects/%00", "/projects/" + "x" * 3000, "/en/%ff%fe", "/?a=%ff"):
        assert get(port, path)[0] in (200, 400, 404), path
    assert get(port, "/staff/")[0] == 303
