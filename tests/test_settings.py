"""Settings: environment before file before default, and a sentence for each bad one."""

import stat
from pathlib import Path

import pytest

from portal import settings
from portal.errors import Unusable


def test_environment_wins_over_file(tmp_path: Path) -> None:
    settings.write_site(tmp_path, '试点"一"', sample=True)
    environ = {"PORTAL_DATA": str(tmp_path)}
    assert settings.read(environ).name == '试点"一"'
    assert settings.read(environ).sample
    assert settings.read({**environ, "PORTAL_NAME": "二", "PORTAL_SAMPLE": "0"}).name == "二"


def test_who_is_behind_the_site(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text('organiser = "中心"\nicp = "示例ICP备1号"\n', "utf-8")
    environ = {
        "PORTAL_DATA": str(tmp_path),
        "PORTAL_ADDRESS": "https://mingbai.example/",
        "PORTAL_SITE_MARK": "https://bszs.example/sitename?id=1",
        "PORTAL_ICP": "示例ICP备2号",
    }
    found = settings.read(environ)
    assert found.address == "https://mingbai.example"
    assert found.imprint == settings.Imprint(
        organiser="中心", icp="示例ICP备2号", site_mark="https://bszs.example/sitename?id=1"
    )


def test_mailboxes_of_offices(tmp_path: Path) -> None:
    environ = {"PORTAL_DATA": str(tmp_path)}
    assert settings.read(environ).office_mail == ()
    (tmp_path / "site.toml").write_text('office_mail = "dalu-xiang@163.com"\n', "utf-8")
    assert settings.read(environ).office_mail == ("dalu-xiang@163.com",)
    found = settings.read({**environ, "PORTAL_OFFICE_MAIL": "a_b@qq.com， mail.example.cn,"})
    assert found.office_mail == ("a_b@qq.com", "mail.example.cn")


def test_a_secret_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("geheim\n", "utf-8")
    environ = {"PORTAL_DATA": str(tmp_path), "PORTAL_SECRET_KEY_FILE": str(tmp_path / "key")}
    assert settings.read(environ).secret_key == "geheim"
    with pytest.raises(Unusable):
        settings.read({**environ, "PORTAL_SECRET_KEY_FILE": str(tmp_path / "none")})


def test_secrets_are_their_owners_and_never_replaced(tmp_path: Path) -> None:
    settings.write_secret(tmp_path / "k", "one")
    assert stat.S_IMODE((tmp_path / "k").stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        settings.write_secret(tmp_path / "k", "two")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMEZONE", "Mars/Olympus"),
        ("LANGUAGE", "de"),
        ("PREFIX", "mingbai"),
        ("HTTPS", "perhaps"),
        ("LARGEST_UPLOAD", "-1"),
        ("LARGEST_UPLOAD", "20 MB"),
        ("ADDRESS", "mingbai.example"),
        ("ADDRESS", "https://mingbai.example/path"),
        ("ADDRESS", "https://a@elsewhere.example"),
        ("OFFICE_MAIL", "@163.com"),
        ("OFFICE_MAIL", "a@163.com;b@163.com"),
        ("OFFICE_MAIL", "com"),
        ("SITE_MARK", "javascript:alert(1)"),
        ("SITE_MARK", 'https://bszs.example/"onclick="x'),
    ],
)
def test_a_bad_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(Unusable, match=f"PORTAL_{name}"):
        settings.read({"PORTAL_DATA": str(tmp_path), f"PORTAL_{name}": value})


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe"])
def test_a_bad_site_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "site.toml").write_bytes(content)
    with pytest.raises(Unusable, match="site"):
        settings.read({"PORTAL_DATA": str(tmp_path)})


def test_tiles_of_a_street_map(tmp_path: Path) -> None:
    environ = {"PORTAL_DATA": str(tmp_path)}
    assert settings.read(environ).tiles == ""
    tiles = "https://tiles.example.cn/{z}/{x}/{y}.png?key=a"
    found = settings.read({**environ, "PORTAL_TILES": tiles, "PORTAL_TILES_SYSTEM": "gcj02"})
    assert (found.tiles, found.tiles_system) == (tiles, "gcj02")
    for name, bad in (
        ("TILES", "https://tiles.example.cn/"),
        ("TILES", "https://x.cn/{z}/{x}/{y}.png; script-src *"),
        ("TILES", "ftp://x.cn/{z}/{x}/{y}.png"),
        ("TILES_SYSTEM", "bd09"),
    ):
        with pytest.raises(Unusable, match=name):
            settings.read({**environ, f"PORTAL_{name}": bad})
