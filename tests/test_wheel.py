"""The wheel: exactly the tracked files of the four folders, and the compiled catalogs."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from portal.settings import HOME

FOLDERS = ("portal", "templates", "static", "content")


def tracked() -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *FOLDERS], cwd=HOME, capture_output=True, text=True, check=True
    )
    names = [name for name in listed.stdout.split("\0") if name]
    return {name if name.startswith("portal/") else f"portal/{name}" for name in names}


@pytest.mark.slow
@pytest.mark.skipif(not (HOME / ".git").exists() or not shutil.which("git"), reason="no checkout")
def test_the_wheel_holds_what_is_tracked(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    subprocess.run(build, cwd=HOME, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = {n for n in zipfile.ZipFile(wheel).namelist() if not n.startswith("mingbai-")}
    catalogs = {f"{n.removesuffix('.po')}.mo" for n in tracked() if n.endswith("messages.po")}
    assert names == tracked() | catalogs
