"""What holds for all public pages: no cookie, fragments, 404, hostile addresses, weight."""

import pytest

from tests.conftest import House, allocation, donation, payment
from tests.public_pages import FIRST_FLIGHT, Reader

PAGES = (
    "/",
    "/projects",
    "/projects/sq-2020-001",
    "/payments",
    "/payments/pay-1",
    "/donations",
    "/donations/d-1",
    "/villages",
    "/villages/sq",
    "/organisations/center",
    "/organisations/road",
    "/log",
)


@pytest.fixture
def reader(house: House) -> Reader:
    house.money()
    return Reader(house)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("tongue", ["", "/en", "/zh-hant", "/large", "/en/large"])
def test_a_page_is_whole(reader: Reader, tongue: str, path: str) -> None:
    answer = reader.answer(tongue + path)
    assert "Set-Cookie" not in answer.headers
    assert "HX-Request" in answer.headers["Vary"]
    reader.page(tongue + path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_stays_in_its_language(reader: Reader, path: str) -> None:
    assert f'href="/en{path}"' in reader.page(path)
    assert f'href="/large{path}"' in reader.page(path)
    english = reader.page("/en/large" + path)
    assert f'href="/large{path}"' in english
    assert 'href="/en/large/projects"' in english
    assert f'href="/en{path}"' in english


@pytest.mark.parametrize("path", PAGES)
def test_a_page_may_be_asked_for_its_head_only(reader: Reader, path: str) -> None:
    answer = reader.client.head(path)
    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize("path", ["/projects/x", "/payments/x", "/donations/x", "/x", "/log/x"])
def test_what_is_not_there(reader: Reader, path: str) -> None:
    assert "可以从这里继续" in reader.page(path, 404)


@pytest.mark.parametrize("path", ["/projects", "/payments", "/donations", "/villages", "/log"])
def test_htmx_gets_the_rows_alone(reader: Reader, path: str) -> None:
    part = reader.answer(path, HX_Request="true").get_data(as_text=True)
    assert part.startswith('<div id="list">')
    assert part in reader.page(path)
    again = reader.answer(path, HX_Request="true", HX_History_Restore_Request="true")
    assert again.get_data(as_text=True) == reader.page(path)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "query",
    [
        "?village=%00&type=%ff&status='&year=%F0%9F%92%A9&sort=;&after=1,2,3&q=%22%00)",
        "?after=99999999999999999999,x&before=-1&year=²&q=" + "道" * 400,
        "?after=2020-13-99,d-1&before=99999999999999999999",
        "?after=,&after=&before=%00&q=*&sort=budget",
        "?<script>=1&q=</script><script>alert(1)</script>",
        "?status=under_way&status=x&q=%e9",
    ],
)
def test_a_hostile_address_breaks_nothing(reader: Reader, path: str, query: str) -> None:
    assert "<script>" not in reader.page(path + query)


@pytest.mark.parametrize("path", PAGES)
def test_nobody_can_post(reader: Reader, path: str) -> None:
    assert reader.client.post(path).status_code in (400, 405)


def test_every_page_shows_what_it_rests_on(house: House, reader: Reader) -> None:
    house.put("hotline", "hot-1", title="监督电话", number="12317", until="2999-01-01")
    house.put("hotline", "hot-2", title="旧电话", number="88888", until="2019-01-01")
    for path in PAGES:
        page = reader.page(path)
        assert "12317" in page
        assert "88888" not in page
        assert "共 9 条，根" in page
        assert "演示数据" not in page


def test_under_a_prefix(house: House) -> None:
    house.money()
    reader = Reader(house, prefix="/mingbai")
    page = reader.page("/mingbai/en/donations/d-1")
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    ours = ("/mingbai/", "http://localhost/mingbai/", "#", "data:")
    assert all(link.startswith(ours) for link in links)


def test_the_bands(house: House) -> None:
    reader = Reader(house, sample=True, one_person=True)
    assert "演示数据" in reader.page("/")
    assert "没有第二个人复核" in reader.page("/nowhere", 404)


def test_fifty_rows_come_in_the_first_flight(house: House) -> None:
    house.money()
    house.publish(
        *(
            house.edit(
                "project",
                f"sq-2021-{n:03d}",
                title=f"第{n}村民组至{n * 37 % 101}号路口道路硬化与排水配套工程",
                village="sq",
                year=2000 + n % 21,
                status=("building", "accepted", "suspended")[n % 3],
                status_reason="等候用地批复",
                budget=n * 7_654_321,
            )
            for n in range(60)
        )
    )
    house.publish(
        *(
            payment(
                f"pay-{n}",
                title=f"第{n}期工程款（{n * 31 % 97}米）",
                amount=100 + n * 17,
                paid=f"2020-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
                voucher=f"记-{n * 7:04d}",
                handled_by="村报账员",
                reviewed_by="村监委会",
                approved_by="村支书",
            )
            for n in range(2, 60)
        )
    )
    house.publish(
        *(
            donation(f"d-{n}", amount=n * 1_234, received=f"2019-{n % 12 + 1:02d}-{n % 28 + 1:02d}")
            for n in range(2, 60)
        ),
        *(allocation(f"a-{n}", funding=f"d-{n}", amount=n * 1000) for n in range(2, 60)),
    )
    reader = Reader(house)
    for path in PAGES:
        assert reader.weight(path) <= FIRST_FLIGHT, path
