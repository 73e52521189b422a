"""Content files on their way through the door: once, never over the heads of staff."""

import datetime
import shutil
from pathlib import Path

import pytest

from portal import content
from portal.content import Deployment
from portal.errors import Invalid, Unusable
from portal.pages import read
from portal.settings import HOME
from portal.store import connect, drafts, log, people, records
from portal.words import speak
from tests.conftest import House
from tests.test_cli import Shell

NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
TERMS = "编码,词语,英文,分组,意思,英文意思\nbalance,结余,balance,资金,没有花完的钱,Money left\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "content"
    for language in ("zh_Hans", "en"):
        (files / language).mkdir(parents=True)
    page(files, "zh_Hans/about", "关于", "第一版")
    page(files, "en/about", "About", "First")
    (files / "terms.csv").write_text(TERMS, "utf-8")
    return files


def page(folder: Path, place: str, title: str, body: str) -> None:
    (folder / f"{place}.md").write_text(f"---\ntitle: {title}\n---\n{body}\n", "utf-8")


def deploy(house: House, folder: Path, reviewed: bool = True) -> Deployment:
    return content.deploy(house.door, house.reviewer if reviewed else None, NOW, folder)


def value(house: House, code: str, name: str, table: str = "page") -> object:
    return (records.values(house.books.public, table, code) or {})[name]


def told(done: Deployment) -> list[str]:
    return [speak(sentence, "en") for sentence in done.kept]


def test_a_first_deployment(house: House, folder: Path) -> None:
    done = deploy(house, folder)
    assert (done.edits, len(done.entries), done.kept) == (3, 3, [])
    assert value(house, "about", "body") == "第一版"
    assert value(house, "about-en", "language") == "en"
    assert value(house, "balance", "meaning", "term") == "没有花完的钱"
    row = log.history(house.books.public, "page", "about")[0]
    assert '"author":{"name":"部署者 deployer","role":"editor"}' in row.entry
    assert "李审核" in row.entry


def test_an_unchanged_file_changes_nothing(house: House, folder: Path) -> None:
    deploy(house, folder)
    size = log.size(house.books.public)
    assert deploy(house, folder) == Deployment()
    assert log.size(house.books.public) == size
    assert not drafts.changes(house.books.private, states=("draft", "submitted"))


def test_a_newer_file_updates_its_page_alone(house: House, folder: Path) -> None:
    deploy(house, folder)
    page(folder, "zh_Hans/about", "关于", "第二版")
    (folder / "terms.csv").write_text(TERMS.replace("没有花完", "还没花"), "utf-8")
    assert deploy(house, folder).edits == 2
    assert value(house, "about", "body") == "第二版"
    assert value(house, "balance", "meaning", "term") == "还没花的钱"


def test_what_staff_changed_is_reported_not_overwritten(house: House, folder: Path) -> None:
    deploy(house, folder)
    house.put("page", "about", body="工作人员写的")
    house.put("term", "balance", meaning="工作人员的解释")
    page(folder, "zh_Hans/about", "关于", "第二版")
    page(folder, "en/about", "About", "Second")
    done = deploy(house, folder)
    assert done.edits == 1 and value(house, "about-en", "body") == "Second"
    assert value(house, "about", "body") == "工作人员写的"
    assert told(done) == [
        "page/about was changed by staff since it was last deployed; it stays as it is.",
        "term/balance was changed by staff since it was last deployed; it stays as it is.",
    ]


def test_a_page_of_staff_with_the_same_code_is_theirs(house: House, folder: Path) -> None:
    house.put("page", "about", title="我们的", language="zh_Hans", body="先写的")
    assert len(told(deploy(house, folder))) == 1
    assert value(house, "about", "body") == "先写的"


def test_what_staff_took_back_again_may_be_updated(house: House, folder: Path) -> None:
    deploy(house, folder)
    house.put("page", "about", body="试一试")
    house.put("page", "about", body="第一版", note="改回去了")
    page(folder, "zh_Hans/about", "关于", "第二版")
    assert deploy(house, folder).kept == []
    assert value(house, "about", "body") == "第二版"
    assert value(house, "about", "note") == "改回去了"


def test_without_a_reviewer_it_waits(house: House, folder: Path) -> None:
    first = deploy(house, folder, reviewed=False)
    assert first.number and not first.entries
    assert log.size(house.books.public) == 0
    assert deploy(house, folder, reviewed=False).number == first.number
    assert len(house.door.publish(first.number, house.admin, "2026-11-23T09:00:00Z")) == 3


def test_a_waiting_change_gives_way_to_newer_files(house: House, folder: Path) -> None:
    old = deploy(house, folder, reviewed=False).number
    page(folder, "zh_Hans/about", "关于", "第二版")
    new = deploy(house, folder)
    assert new.number != old and len(new.entries) == 3
    assert house.door.change(old).state == "withdrawn"
    assert value(house, "about", "body") == "第二版"


def test_nobody_signs_in_as_the_deployer(house: House, folder: Path) -> None:
    deploy(house, folder)
    account = people.user(house.books.private, content.NAME)
    assert account and account.password is None and account.role == "editor"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("---\nslug: about\n---\nbody", "missing"),
        ("---\ntitle: a\n---\n", "missing"),
        ("---\ntitle: a\nslug: other\n---\nbody", "slug"),
        ("---\ntitle: a\ndate: 2020\n---\nbody", "date"),
        ("---\ntitle: a\n---\n" + "[" * 5000, "brackets"),
        ("---\ntitle: a\n---\n13912345678", "mobile"),
        ("no front matter", "missing"),
    ],
)
def test_a_bad_file_stops_all_of_it(house: House, folder: Path, text: str, word: str) -> None:
    (folder / "en" / "about.md").write_text(text, "utf-8")
    with pytest.raises(Invalid) as refusal:
        deploy(house, folder)
    sentences = [refusal.value.sentence, *refusal.value.fields.values()]
    assert any(word in speak(sentence, "en") for sentence in sentences)
    assert log.size(house.books.public) == 0


def test_a_bad_term_is_named_by_its_cell(house: House, folder: Path) -> None:
    (folder / "terms.csv").write_text(TERMS.replace("资金", "天气"), "utf-8")
    with pytest.raises(Invalid) as refusal:
        deploy(house, folder)
    assert "terms.csv D2" in speak(refusal.value.sentence, "en")


def test_titles_are_text_whatever_they_look_like(house: House, folder: Path) -> None:
    page(folder, "zh_Hans/about", "0123", "no")
    deploy(house, folder)
    assert (value(house, "about", "title"), value(house, "about", "body")) == ("0123", "no")


def test_a_file_name_that_is_no_code(house: House, folder: Path) -> None:
    shutil.copy(folder / "en" / "about.md", folder / "en" / "关于.md")
    with pytest.raises(Invalid, match="关于"):
        deploy(house, folder)


def test_a_folder_without_content(house: House, tmp_path: Path) -> None:
    with pytest.raises(Unusable):
        deploy(house, tmp_path / "nowhere")


def test_every_page_is_there_in_both_languages() -> None:
    names = [{p.stem for p in (HOME / "content" / one).glob("*.md")} for one in content.LANGUAGES]
    assert names[0] == names[1] == {"about", "how-to-read", "rules", "privacy", "contact"}
    for language in content.LANGUAGES:
        for path in (HOME / "content" / language).glob("*.md"):
            assert read(path.read_bytes())[0]["slug"] == path.stem


def test_the_delivered_files_go_through_the_door(house: House) -> None:
    done = content.deploy(house.door, house.reviewer, NOW)
    assert done.edits == len(done.entries) > 120
    assert content.deploy(house.door, house.reviewer, NOW) == Deployment()


def test_a_new_site_has_them_waiting_for_its_administrator(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    done = shell.run("init", "--empty", "--name", "试点", "--admin", "wang", *shell.secret())
    assert "第 1 号改动" in done.output
    assert "第 1 号改动" in shell.run("content").output
    assert log.size(connect.reader(shell.data / "public.sqlite")) == 0
    assert "已公布" in shell.run("content", "--reviewer", "wang").output
    assert "0 处改动" in shell.run("content", "--reviewer", "wang").output
    assert shell.run("verify").exit_code == 0


def test_the_command_names_what_stays(tmp_path: Path, folder: Path) -> None:
    shell = Shell(tmp_path)
    shell.site()
    shell.run("content", folder, "--reviewer", "li")
    pages = tmp_path / "页面.csv"
    pages.write_text("编码,标题,语言,正文\nabout,关于,简体,工作人员写的\n", "utf-8")
    assert shell.run("import", pages, "--author", "zhang", "--reviewer", "li").exit_code == 0
    page(folder, "zh_Hans/about", "关于", "第二版")
    done = shell.run("content", folder)
    assert done.exit_code == 0 and "page/about" in done.output and "没有覆盖" in done.output


@pytest.mark.parametrize("words", [("--reviewer", "nobody"), ("nowhere",)])
def test_mistakes_are_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    shell = Shell(tmp_path)
    shell.site()
    done = shell.run("content", *words)
    assert done.exit_code == 1 and words[-1] in done.output


def test_the_deployer_does_not_review(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.site()
    assert shell.run("content", "--reviewer", "deployer").exit_code == 1
    assert log.size(connect.reader(shell.data / "public.sqlite")) == 0
