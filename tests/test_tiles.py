"""The log as tiles: addresses, bytes, and a client that rebuilds the tree from them."""

import hashlib
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from portal import note, tiles, tlog
from portal.app import application
from portal.settings import Settings
from portal.tiles import BadTile, Tile
from tests.conftest import House
from tests.public_pages import Reader

GO = "/usr/share/gocode"


@pytest.fixture
def long(house: House) -> House:
    """A log of 300 entries: one full tile and one of 44 hashes, and a first one of level 1."""
    house.publish(*(house.edit("village", f"v-{n}", title=f"村{n}") for n in range(299)))
    house.put("village", "last", title="末村")
    return house


@pytest.mark.parametrize("number", [0, 7, 999, 1000, 67_123, 999_999, 1_234_067, 10**9])
def test_an_address_names_its_tile(number: int) -> None:
    assert tiles.named(tiles.address(number)) == Tile(number, 256)
    assert tiles.named(f"{tiles.address(number)}.p/255") == Tile(number, 255)


@pytest.mark.parametrize(
    "path",
    [
        *("", "0", "0000", "x000/000", "x01/000", "1234", "x001", "000/x001", "000.p/0"),
        *("000.p/256", "000.p/", "000.p/01", "000.p/-1", "000.p", "٠٠٠", "000/", "x001/x000"),
        "x" * 200,
    ],
)
def test_what_names_no_tile(path: str) -> None:
    with pytest.raises(BadTile):
        tiles.named(path)


def get(house: House, path: str, status: int = 200) -> bytes:
    answer = Reader(house).answer(path)
    assert answer.status_code == status, path
    return answer.get_data()


def test_the_tree_from_its_tiles(long: House) -> None:
    leaves = get(long, "/log/tile/0/000") + get(long, "/log/tile/0/001.p/44")
    bundles = get(long, "/log/tile/entries/000") + get(long, "/log/tile/entries/001.p/44")
    entries = []
    while bundles:
        length = int.from_bytes(bundles[:2], "big")
        entries.append(bundles[2 : 2 + length])
        bundles = bundles[2 + length :]
    hashes = [hashlib.sha256(b"\x00" + one).digest() for one in entries]
    assert b"".join(hashes) == leaves and len(hashes) == 300
    point = note.read_checkpoint(
        note.open_note(
            get(long, "/log/checkpoint").decode(),
            [note.Verifier.read(get(long, "/log/vkey").decode().strip())],
        )
    )
    assert (point.size, point.root) == (300, tlog.root_of(hashes))
    assert get(long, "/log/tile/1/000.p/1") == tlog.root_of(hashes[:256])


@pytest.mark.parametrize(
    "path",
    [
        *("/log/tile/0/001", "/log/tile/0/001.p/45", "/log/tile/0/002", "/log/tile/1/000"),
        *("/log/tile/1/000.p/2", "/log/tile/2/000.p/1", "/log/tile/9/000", "/log/tile/0/0"),
        *("/log/tile/entries/001", "/log/tile/entries/x000/000", "/log/tile/x/000"),
        *("/log/tile/0/x999/x999/x999/x999/x999/999", "/log/tile/entries/x999/x999/x999/999"),
        *(
            "/log/proof/inclusion",
            "/log/proof/inclusion?number=301",
            "/log/proof/inclusion?number=x",
        ),
        *("/log/proof/inclusion?number=5&size=4", "/log/proof/consistency?old=301"),
        *(
            "/log/proof/consistency?old=5&new=4",
            "/log/proof/consistency?old=1&new=999999999999999999",
        ),
    ],
)
def test_what_the_log_does_not_have(long: House, path: str) -> None:
    get(long, path, 404)


def test_a_full_tile_is_kept_for_ever_and_a_partial_one_is_not(long: House) -> None:
    reader = Reader(long)
    assert "immutable" in reader.answer("/log/tile/0/000").headers["Cache-Control"]
    assert "immutable" not in reader.answer("/log/tile/0/001.p/44").headers["Cache-Control"]
    assert reader.answer("/log/tile/0/000").mimetype == "application/octet-stream"


@pytest.mark.parametrize(("number", "size"), [(1, 1), (1, 300), (300, 300), (257, 299), (128, 256)])
def test_a_proof_of_inclusion(long: House, number: int, size: int) -> None:
    found = Reader(long).answer(f"/log/proof/inclusion?number={number}&size={size}").get_json()
    proof = [bytes.fromhex(one) for one in found["proof"]]
    leaf, root = bytes.fromhex(found["leaf"]), bytes.fromhex(found["root"])
    assert tlog.included(leaf, number - 1, size, proof, root)
    assert not tlog.included(bytes(32), number - 1, size, proof, root)


@pytest.mark.parametrize(("old", "new"), [(0, 300), (1, 300), (256, 300), (299, 300), (300, 300)])
def test_a_proof_of_consistency(long: House, old: int, new: int) -> None:
    found = Reader(long).answer(f"/log/proof/consistency?old={old}&new={new}").get_json()
    proof = [bytes.fromhex(one) for one in found["proof"]]
    roots = bytes.fromhex(found["old_root"]), bytes.fromhex(found["new_root"])
    assert tlog.consistent(old, roots[0], new, roots[1], proof)
    assert old in (0, 300) or not tlog.consistent(old, bytes(32), new, roots[1], proof)


def go() -> str:
    """Where Go and the sources of its reference implementation are; "" where they are not."""
    there = Path(GO, "src/golang.org/x/mod/sumdb/tlog").is_dir()
    return (shutil.which("go") or "") if there else ""


def test_an_independent_client_reads_the_log(long: House, tmp_path: Path) -> None:
    """Go's sumdb/tlog and sumdb/note over a real socket, where Debian's packages are installed."""
    vkey = get(long, "/log/vkey").decode().strip()
    assert note.Verifier.read(vkey).name == "example.org/log"
    if not go():
        return
    settings = Settings(folder=long.folder, secret_key="s" * 43, log_key=long.skey)
    server = make_server("127.0.0.1", 0, application(settings, long.books))
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        found = subprocess.run(
            [go(), "run", str(Path(__file__).parent / "go" / "client.go"),
             f"http://127.0.0.1:{server.port}/log", vkey],
            env={**os.environ, "GO111MODULE": "off", "GOPATH": GO, "GOFLAGS": "",
                 "GOCACHE": str(tmp_path / "cache"), "HOME": str(tmp_path)},
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
    finally:
        server.shutdown()
        serving.join(10)
    assert found.returncode == 0, found.stderr
    assert found.stdout.split()[0] == "300"
