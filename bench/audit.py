"""What strangers' tools say of every kind of public page: `make audit`.

html-validate and the weight of every page in three languages and both sizes of text, axe in light
and dark, Lighthouse (a phone, Simplified Chinese). Node's tools are pinned here and installed under
build/. Prints a table and ends with 1 when html-validate or axe find anything, a page weighs more
than one flight, or Lighthouse gives less than 100 (performance: 98, the best of three).
`python bench/audit.py home log` takes only these.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from visits import CHROMIUM_FLAGS, LANGUAGES, Visit, asked, chosen, chromium, served

TOOLS = {"lighthouse": "12.8.2", "html-validate": "10.9.0"}
"""The newest versions that run on Node 20."""

FOLDER = Path(__file__).resolve().parent.parent / "build" / "audit"
MODULES = FOLDER / "node_modules"
RULES = {
    "root": True,
    "extends": ["html-validate:recommended"],
    # It takes <details> for sectioning content; the standard does not, so it may stand in a <dt>.
    "elements": ["html5", {"details": {"sectioning": False}}],
    # Its special hyphen cannot be dialled by whoever copies the number.
    "rules": {"tel-non-breaking": "off"},
}
FIRST_FLIGHT = 14_000
MODES = {
    f"{language}{large.replace('/', '-')}": start + large
    for language, start in LANGUAGES.items()
    for large in ("", "/large")
}
"""Every language in both sizes of text, with the start of its addresses."""
WHOLE = ("accessibility", "best-practices", "seo")
FASTEST = 98
TRIES = 3
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> None:
    """Asks every tool; exits with 1 when one of them complains."""
    visits = chosen(sys.argv[1:])
    _install()
    with served() as address, sync_playwright() as playwright:
        visits = asked(address, visits)
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        wrong = [*_heavy(address, visits), *_invalid(), *_inaccessible(browser, address, visits)]
        browser.close()
        wrong += _slow(address, visits)
    print("\n".join(f"WRONG {one}" for one in wrong) or "Nothing to complain about.")
    sys.exit(1 if wrong else 0)


def _install() -> None:
    """The pinned tools, unless they are there already."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing = [f"{name}@{version}" for name, version in TOOLS.items() if _version(name) != version]
    if missing:
        npm = shutil.which("npm") or sys.exit("npm is needed: apt-get install npm")
        subprocess.run(
            [npm, "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(FOLDER)]
            + [f"{name}@{version}" for name, version in TOOLS.items()],
            env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
            check=True,
        )


def _version(name: str) -> str:
    file = MODULES / name / "package.json"
    return str(json.loads(file.read_text("utf-8"))["version"]) if file.exists() else ""


def _heavy(address: str, visits: tuple[Visit, ...]) -> list[str]:
    """Keeps every page as a file for html-validate; what weighs too much."""
    pages = FOLDER / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir()
    wrong = []
    print(f"{'bytes of gzip':<24}{''.join(f'{name:>16}' for name in MODES)}")
    for visit in visits:
        weights = []
        for mode, start in MODES.items():
            body = _body(address + start + visit.path)
            (pages / f"{visit.name}.{mode}.html").write_bytes(body)
            weights.append(len(gzip.compress(body, 6)))
        print(f"{visit.name:<24}{''.join(f'{weight:>16,}' for weight in weights)}", flush=True)
        if max(weights) > FIRST_FLIGHT:
            wrong.append(f"{visit.path} weighs {max(weights):,} bytes")
    return wrong


def _body(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address) as answer:
            body: bytes = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    return body


def _invalid() -> list[str]:
    """What html-validate says of the kept pages."""
    (FOLDER / ".htmlvalidate.json").write_text(json.dumps(RULES), "utf-8")
    report = FOLDER / "report.json"
    report.unlink(missing_ok=True)
    said = _node(
        "html-validate/bin/html-validate.mjs", f"--formatter=json={report}", "pages/*.html"
    )
    if not report.exists():
        sys.exit(f"html-validate did not run:\n{said.stderr}")
    return [
        f"{Path(page['filePath']).stem}:{one['line']} {one['ruleId']}: {one['message']}"
        for page in json.loads(report.read_text("utf-8"))
        for one in page["messages"]
    ]


def _node(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    node = shutil.which("node") or "node"
    environ = {**os.environ, "CHROME_PATH": chromium()}
    return subprocess.run(
        [node, MODULES / script, *words],
        cwd=FOLDER,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def _inaccessible(browser: Browser, address: str, visits: tuple[Visit, ...]) -> list[str]:
    """What axe finds on a phone."""
    wrong = []
    for scheme in SCHEMES:
        with browser.new_context(
            viewport={"width": 360, "height": 740}, color_scheme=scheme, bypass_csp=True
        ) as context:
            page = context.new_page()
            for path in (start + visit.path for visit in visits for start in LANGUAGES.values()):
                page.goto(address + path)
                for one in Axe().run(page).response["violations"]:
                    wrong.append(
                        f"axe {scheme} {path}: {one['id']} {one['nodes'][0]['html'][:150]}"
                    )
    return wrong


def _slow(address: str, visits: tuple[Visit, ...]) -> list[str]:
    """What Lighthouse finds on every page that is no error; it refuses those."""
    wrong: list[str] = []
    print(f"\n{'Lighthouse':<24}{'speed':>8}{'access':>8}{'practice':>10}{'seo':>6}")
    for visit in visits:
        if visit.status == 200:
            scores, problems = _judged(address + visit.path, visit.listed)
            print(f"{visit.name:<24}" + _columns(scores), flush=True)
            wrong += [f"Lighthouse {visit.path}: {one}" for one in problems]
    return wrong


def _columns(scores: dict[str, int]) -> str:
    widths = dict(zip(("performance", *WHOLE), (8, 8, 10, 6), strict=True))
    return "".join(f"{scores.get(name, 0):>{width}}" for name, width in widths.items())


def _judged(address: str, listed: bool) -> tuple[dict[str, int], list[str]]:
    """Scores of 100, performance the best of a few tries, and what cost points.

    A page that is not to be listed must say so, and is not judged by how well it is found.
    """
    best: dict[str, int] = {}
    problems: list[str] = []
    for _ in range(TRIES):
        report = _report(address)
        scores = {name: round(100 * one["score"]) for name, one in report["categories"].items()}
        judged = WHOLE if listed else WHOLE[:-1]
        problems = [_cost(report, name) for name in judged if scores[name] < 100]
        if not listed and report["audits"]["is-crawlable"]["score"]:
            problems.append("search engines may list it")
        best = {name: max(score, best.get(name, 0)) for name, score in scores.items()}
        if best["performance"] >= FASTEST:
            return best, problems
    return best, [*problems, f"performance {best['performance']}"]


def _report(address: str) -> dict[str, Any]:
    answer = _node(
        "lighthouse/cli/index.js",
        address,
        "--quiet",
        "--output=json",
        f"--only-categories=performance,{','.join(WHOLE)}",
        f"--chrome-flags=--headless=new {' '.join(CHROMIUM_FLAGS)}",
    )
    if answer.returncode:
        sys.exit(f"Lighthouse could not open {address}:\n{answer.stderr}")
    report: dict[str, Any] = json.loads(answer.stdout)
    return report


def _cost(report: dict[str, Any], category: str) -> str:
    """Which audits of a category were not passed."""
    audits = [one["id"] for one in report["categories"][category]["auditRefs"] if one["weight"]]
    failed = [name for name in audits if (report["audits"][name]["score"] or 0) < 1]
    scored = [name for name in failed if report["audits"][name]["score"] is not None]
    return f"{category}: {', '.join(scored)}"


if __name__ == "__main__":
    main()
