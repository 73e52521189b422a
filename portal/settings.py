"""Settings: from the environment, then from `site.toml` in the data folder, then the defaults.

`PORTAL_X_FILE` names a file that holds the value of `PORTAL_X`; meant for secrets.
"""

import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portal.errors import Unusable
from portal.words import LANGUAGES, N_, said

PACKAGE = Path(__file__).resolve().parent
HOME = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent
"""Where templates/, static/ and content/ are: inside an installed package, beside a checkout's."""

SITE = "site.toml"
SHANGHAI = ZoneInfo("Asia/Shanghai")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?", re.ASCII)
_MAILBOX = re.compile(r"([A-Za-z0-9._%+-]{1,64}@)?([A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}")
_TILES = re.compile(
    r"https?://[A-Za-z0-9.-]+(:\d{1,5})?/(?=[^\s<>\"']*\{z\})(?=[^\s<>\"']*\{x\})"
    r"(?=[^\s<>\"']*\{y\})[^\s<>\"';,]+",
    re.ASCII,
)
_LINK = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[^\s<>\"']*)?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """Who is behind the site, as the foot of a public body's pages must say; "" is not shown."""

    organiser: str = ""
    undertaker: str = ""
    office: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    icp: str = ""
    police: str = ""
    site_code: str = ""
    site_mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All that can be set. `folder` holds the databases and keys; sizes are bytes."""

    folder: Path
    name: str = "明白账"
    sample: bool = False
    language: str = "zh_Hans"
    timezone: ZoneInfo = SHANGHAI
    prefix: str = ""
    address: str = ""
    imprint: Imprint = Imprint()
    one_person: bool = False
    office_mail: tuple[str, ...] = ()
    notice_days: int = 10
    visits_quota: int = 4
    https: bool = False
    proxies: int = 0
    largest_upload: int = 20 * 1024 * 1024
    cache_bytes: int = 64 * 1024 * 1024
    largest_picture: int = 20 * 1024 * 1024
    picture_pixels: int = 50_000_000
    paper_pages: int = 20
    tiles: str = ""
    tiles_credit: str = ""
    tiles_system: str = "wgs84"
    session_hours: int = 12
    answer_days: int = 10
    contact_days: int = 30
    secret_key: str = ""
    log_key: str = ""
    seal_key: str = ""

    @property
    def public(self) -> Path:
        """The database that anyone may have."""
        return self.folder / "public.sqlite"

    @property
    def private(self) -> Path:
        """The database that nobody else may have."""
        return self.folder / "private.sqlite"


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; raises `Unusable` with a sentence about the first bad one."""
    folder = Path(environ.get("PORTAL_DATA") or "data").absolute()
    site = _site(folder / SITE)
    get = Getter(environ, site)
    return Settings(
        folder=folder,
        name=get("name") or Settings.name,
        sample=_flag("sample", get("sample")),
        language=_language(get("language")),
        timezone=_timezone(get("timezone")),
        prefix=_prefix(get("prefix")),
        address=_address("address", get("address"), _ORIGIN, "https://mingbai.example.gov.cn"),
        imprint=_imprint(get),
        one_person=_flag("one_person", get("one_person")),
        office_mail=_mailboxes(get("office_mail")),
        notice_days=_number("notice_days", get("notice_days"), Settings.notice_days),
        visits_quota=_number("visits_quota", get("visits_quota"), Settings.visits_quota),
        https=_flag("https", get("https")),
        proxies=_number("proxies", get("proxies"), Settings.proxies),
        largest_upload=_number("largest_upload", get("largest_upload"), Settings.largest_upload),
        largest_picture=_number(
            "largest_picture", get("largest_picture"), Settings.largest_picture
        ),
        picture_pixels=_number("picture_pixels", get("picture_pixels"), Settings.picture_pixels),
        paper_pages=_number("paper_pages", get("paper_pages"), Settings.paper_pages),
        tiles=_address("tiles", get("tiles"), _TILES, "https://tiles.example.cn/{z}/{x}/{y}.png"),
        tiles_credit=get("tiles_credit"),
        tiles_system=_system(get("tiles_system")),
        cache_bytes=_number("cache_bytes", get("cache_bytes"), Settings.cache_bytes),
        session_hours=_number("session_hours", get("session_hours"), Settings.session_hours),
        answer_days=_number("answer_days", get("answer_days"), Settings.answer_days),
        contact_days=_number("contact_days", get("contact_days"), Settings.contact_days),
        secret_key=get("secret_key") or kept(folder / "secret_key"),
        log_key=get("log_key") or kept(folder / "log_key"),
        seal_key=get("seal_key") or kept(folder / "seal_key"),
    )


class Getter:
    """Looks a setting up by its lower-case name."""

    def __init__(self, environ: Mapping[str, str], site: Mapping[str, object]) -> None:
        self.environ = environ
        self.site = site

    def __call__(self, name: str) -> str:
        variable = f"PORTAL_{name.upper()}"
        if path := self.environ.get(f"{variable}_FILE"):
            return kept(Path(path), must=True)
        value = self.environ.get(variable, self.site.get(name, ""))
        return str(value).strip()


def _site(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unusable(
            said(N_("%(path)s cannot be read: %(why)s."), path=path, why=error)
        ) from error


def kept(path: Path, must: bool = False) -> str:
    """What a small file holds; "" when it is missing and need not exist."""
    try:
        return path.read_text("utf-8").strip()
    except FileNotFoundError:
        if not must:
            return ""
        raise Unusable(said(N_("The file %(path)s is missing."), path=path)) from None
    except OSError as error:
        raise Unusable(
            said(N_("%(path)s cannot be read: %(why)s."), path=path, why=error)
        ) from error


def _bad(name: str, value: str, example: str) -> Unusable:
    return Unusable(
        said(
            N_("PORTAL_%(name)s is “%(value)s”; write it like %(example)s."),
            name=name.upper(),
            value=value,
            example=example,
        )
    )


def _system(value: str) -> str:
    if value not in ("", "wgs84", "gcj02"):
        raise _bad("tiles_system", value, "wgs84, gcj02")
    return value or Settings.tiles_system


def _flag(name: str, value: str) -> bool:
    known = {"": False, "0": False, "false": False, "no": False}
    known |= {"1": True, "true": True, "yes": True}
    if value.lower() not in known:
        raise _bad(name, value, "1, 0")
    return known[value.lower()]


def _number(name: str, value: str, default: int) -> int:
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise _bad(name, value, str(default))
    return int(value)


def _language(value: str) -> str:
    if value and value not in LANGUAGES:
        raise _bad("language", value, ", ".join(LANGUAGES))
    return value or Settings.language


def _timezone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value) if value else Settings.timezone
    except (ZoneInfoNotFoundError, ValueError):
        raise _bad("timezone", value, "Asia/Shanghai") from None


def _mailboxes(value: str) -> tuple[str, ...]:
    """Mail addresses and domains, with commas between."""
    given = tuple(part.strip() for part in re.split("[,，]", value) if part.strip())
    if not all(map(_MAILBOX.fullmatch, given)):
        raise _bad("office_mail", value, "dalu-xiang@163.com, mail.example.cn")
    return given


def _prefix(value: str) -> str:
    clean = value.rstrip("/")
    if clean and not clean.startswith("/"):
        raise _bad("prefix", value, "/mingbai")
    return clean


def _address(name: str, value: str, pattern: re.Pattern[str], example: str) -> str:
    clean = value.rstrip("/")
    if clean and not pattern.fullmatch(clean):
        raise _bad(name, value, example)
    return clean


def _imprint(get: Getter) -> Imprint:
    given = {field.name: get(field.name) for field in fields(Imprint)}
    example = "https://bszs.conac.cn/sitename?method=show&id=…"
    return Imprint(
        **{**given, "site_mark": _address("site_mark", given["site_mark"], _LINK, example)}
    )


def write_secret(path: Path, secret: str) -> None:
    """A new file that only its owner may read; an existing one is never replaced."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secret + "\n")


def new_secret() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def write_site(folder: Path, name: str, sample: bool) -> None:
    """`site.toml` with the site's name and whether it holds sample data."""
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = f"name = {quoted}\nsample = {str(sample).lower()}\n"
    (folder / SITE).write_text(text, "utf-8")
