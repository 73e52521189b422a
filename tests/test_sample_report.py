"""The sample report of 2020: every passage of the founding report, every number bound."""

import csv
import io
import json
import re

import pytest

from portal.figures import FIGURES, texts
from tests.sites import Site

REPORT = "/reports/rep-sq-2020"
PASSAGES = {
    "十三五累计脱贫，每年": ("十三五", "lifted.households", "lifted.persons"),
    "贫困发生率，全面脱贫": ("全面脱贫", "poverty.rate", "poverty.base"),
    "两不愁三保障": ("两不愁三保障", "assurance.count"),
    "领导到村": ("领导到村", "kind=leaders"),
    "领导小组审议年度计划": ("领导小组会议", "activity.title"),
    "责任体系": ("没有写明负责人", "project.unheld"),
    "驻村人员": ("驻村第一书记", "team.persons"),
    "到户产业": ("到户产业", "aid.households", "aid.amount"),
    "集体产业": ("集体产业", "collective.invested", "collective.income", "collective.return"),
    "每月走访": ("走访最少的一个月", "visit.count", "visit.below"),
    "慰问": ("走访慰问", "condolence.standard", "kind=condolence"),
    "捐赠": ("收到捐赠", "donation.total", "donor=center", "donor=county-center"),
    "用于基础设施和集体产业": ("用于产业发展", "donation.share", "donation.allocated"),
    "道路硬化": ("道路", "project.length", "project.price", "acceptance.quantity"),
    "广场、阅览室、卫生室、工作站": ("当年通过验收", "acceptance.projects", "project.area"),
    "正在建设的第二个广场": ("正在建设", "project.progress"),
    "困难和问题": ("困难和问题", "problem.title", "problem.measure", "problem.due"),
    "外出务工": ("外出务工", "labour.away", "labour.province"),
    "四个不摘，返贫监测": ("四个不摘", "monitoring.closing"),
    "党支部+合作社+贫困户": ("联农带农机制", "project.mechanism", "project.lifted"),
    "明年工作计划": ("2021年工作计划", "promise.title"),
    "水电路网": ("水电路网", "kind=water", "kind=network"),
    "逐户措施": ("逐户措施只在内部管理",),
    "村讲坛、主题活动、技能培训": ("村讲坛", "kind=lecture", "kind=themed", "kind=training"),
    "报告本身": ("能点开", "notice.count", "question.count"),
}
VALUES = (
    *("68 户", "187 人", "0.60%", "0.00%", "2.36 公里", "20 万元", "9,200", "36,000", "9.00%"),
    *("6.4 万元", "≈44.44 万元/公里", "1.32 万元", "106.2 万元", "104.88 万元", "45%", "1,590 人"),
    *("110,000.00 元", "182,600.00 元", "17,400.00 元", "12 人", "18,000.00 元", "55.00%"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site("sample", tmp_path_factory)


@pytest.fixture(scope="module")
def body(site: Site) -> str:
    return str(site.db.execute("SELECT body FROM report WHERE code = 'rep-sq-2020'").fetchone()[0])


@pytest.mark.parametrize("passage", PASSAGES)
def test_every_passage_is_there(body: str, passage: str) -> None:
    assert all(words in body for words in PASSAGES[passage])


def test_every_number_is_bound(site: Site, body: str) -> None:
    found = texts.read(site.db, body)
    assert found.bound == found.all >= 150 and not found.vague and not found.loose
    assert sum(not one.asked.figure.quote for one in found.figures) >= 50


def test_its_values_are_those_of_the_sample(site: Site) -> None:
    page = site.client.get(REPORT).get_data(as_text=True)
    words = re.sub(r"<[^>]+>", "", page)
    assert [value for value in VALUES if value not in words] == []


def test_the_words_are_our_own_and_marked_as_a_sample(body: str) -> None:
    assert "xx" not in body.lower() and "（示例）" in body


def test_no_small_number_of_people_is_anywhere(site: Site) -> None:
    """Monitored households from 1 to 4 are on no page, in no file, in no figure, in no entry."""
    lines = [json.loads(row[0]) for row in site.db.execute("SELECT body FROM payload")]
    told = [one["new"] for one in lines if {"opening", "closing"} & set(one["new"])]
    files = site.client.get("/monitoring.json").get_json()["records"]
    sheet = site.client.get("/monitoring.csv").get_data().decode("utf-8-sig")
    for one in (*told, *files, *csv.DictReader(io.StringIO(sheet))):
        for name in ("opening", "added", "cleared", "closing"):
            assert str(one.get(name) or 0) not in ("1", "2", "3", "4"), one
    for name in (name for name in FIGURES if name.startswith("monitoring.")):
        for type_ in ("", "&type=unstable", "&type=marginal", "&type=sudden", "&type=all"):
            for when in ("2020&quarter=4", "2021&quarter=1"):
                address = f"/figures/{name}.json?village=sq&year={when}{type_}"
                value = site.client.get(address).get_json()["value"]
                assert value not in ("1", "2", "3", "4"), address
    page = site.client.get("/monitoring").get_data(as_text=True)
    assert not re.search(r'class="n"[^>]*>[1-4]<', page)


def test_no_group_of_households_is_in_the_public_books(site: Site) -> None:
    """A village group of fewer than three would tell who it is: none is public at all."""
    columns = [row[1] for row in site.db.execute("PRAGMA table_info(aid)")]
    assert not {"group", "team", "village_group"} & set(columns)
    for address in ("/households", "/households/sq-2020-008", "/figures/aid.amount"):
        assert "村民组" not in site.client.get(address).get_data(as_text=True)
