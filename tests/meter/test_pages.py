"""The pages of the meter: by unit, the people behind a number, one person, why a duty is owed."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.choices import Pool
from cadres.pools.models import PoolMembership
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.parameters.models import Parameter, ParameterValue
from rotation.meter.duties import RULES
from rotation.meter.reasons import reasons_for
from tests.meter.held import held

ON = date(2026, 11, 23)


@pytest.fixture
def posts(world):
    """周雨晴 one post; 李明朗 two; 赵文博 one and half a year away; 陈思远 none that counts."""
    held(world, "周雨晴", date(2020, 3, 15))
    held(world, "李明朗", date(2020, 3, 15), date(2025, 6, 1))
    held(world, "李明朗", date(2025, 6, 1), title="副科长")
    held(world, "赵文博", date(2022, 5, 1), title="镇长", seat="principal", is_leading=True)
    held(
        world,
        "赵文博",
        date(2026, 1, 10),
        date(2026, 7, 5),
        kind="secondment",
        unit="市科技局",
        title="副科长",
    )
    held(world, "陈思远", date(2026, 9, 1), acting=True, title="科长")
    return world


def numbers(page) -> dict[str, list[int]]:
    rows = [*page.context["rows"], {**page.context["total"], "name": "合计"}]
    return {row["name"]: [cell["count"] for cell in row["cells"]] for row in rows}


def people(client, url: str) -> list[str]:
    page = client.get(url)
    assert page.status_code == 200
    return [row.texts[0] for row in page.context["rows"]]


def test_by_unit_leads_to_the_people(posts, client_for):
    client = client_for(posts.city)
    asked = {"as_of": ON.isoformat(), "open": posts.named["青川县"].pk}
    page = client.get(reverse("meter:units"), asked)
    found = numbers(page)  # over, soon, short, enough
    assert found["青川县"] == found["柳河镇"]
    assert found["市科技局"] == [0, 0, 0, 1]
    assert found["市交通运输局"] == [0, 0, 2, 0]
    assert found["柳河镇"] == [0, 0, 1, 1]  # 赵文博: July belongs to the township again
    assert found["合计"] == [0, 0, 3, 2]
    for row in [*page.context["rows"], page.context["total"]]:
        for cell in row["cells"]:
            if cell["count"]:
                assert len(people(client, cell["url"])) == cell["count"]
        assert len(people(client, row["url"])) == row["people"]
    short = next(row for row in page.context["rows"] if row["name"] == "市交通运输局")["cells"][2]
    assert sorted(people(client, short["url"])) == ["周雨晴", "陈思远"]
    assert parse_qs(urlsplit(short["url"]).query)["as_of"] == [ON.isoformat()]


def test_past_days_and_the_end_of_the_programme(posts, client_for):
    client = client_for(posts.city)
    for day, expected in (
        (date(2024, 2, 29), {}),
        (date(2025, 11, 30), {"李明朗": "还缺"}),
        (date(2025, 12, 1), {"李明朗": "已够"}),  # June to November are six months
        (date(2028, 2, 29), {"周雨晴": "还缺"}),
        (date(2028, 3, 1), {"周雨晴": "将期满还缺"}),
        (date(2029, 2, 28), {"周雨晴": "将期满还缺"}),
        (date(2029, 3, 1), {"周雨晴": "期满仍缺"}),
    ):
        page = client.get(
            reverse("meter:list"), {"as_of": day.isoformat(), "columns": "name,state"}
        )
        told = dict(row.texts[:2] for row in page.context["rows"])
        assert expected.items() <= told.items(), day


@pytest.mark.parametrize(
    ("who", "status", "units"),
    [
        ("city", 200, {"市交通运输局", "市科技局", "青川县"}),
        ("county", 200, {"青川县", "柳河镇"}),
        ("secretary", 200, {"市交通运输局"}),
        ("clerk", 200, {"市交通运输局"}),
        *((who, 404, set()) for who in ("cadre", "auditor", "sysadmin", "secadmin", "nobody")),
    ],
)
def test_who_sees_the_units(posts, client_for, who, status, units):
    page = client_for(posts.users[who]).get(reverse("meter:units"))
    assert page.status_code == status
    if units:
        assert {row["name"] for row in page.context["rows"]} == units


def test_a_county_is_one_row_that_opens(posts, client_for):
    client, address = client_for(posts.city), reverse("meter:units")
    page = client.get(address, {"as_of": ON.isoformat()})
    folded = next(row for row in page.context["rows"] if row["name"] == "青川县")
    assert "柳河镇" not in numbers(page)
    assert (folded["fold"]["number"], folded["fold"]["is_open"]) == (1, False)
    assert "展开 1 个单位" in page.content.decode()
    page = client.get(folded["fold"]["url"])
    names = [row["name"] for row in page.context["rows"]]
    assert names.index("柳河镇") == names.index("青川县") + 1
    again = page.context["rows"][names.index("青川县")]["fold"]["url"]
    assert "柳河镇" not in numbers(client.get(again))
    alone = client_for(posts.county).get(address)
    assert not any("fold" in row for row in alone.context["rows"])
    for text in ("0", "x", "-1", "9" * 30, "１"):
        assert client.get(address, {"open": text}).status_code == 200


@pytest.mark.parametrize("text", ["2026-13-01", "gestern", "0001-01-01", "２０２６-01-01"])
def test_a_day_that_is_none(posts, client_for, text):
    client = client_for(posts.city)
    for url in (
        reverse("meter:units"),
        reverse("meter:list"),
        reverse("meter:detail", args=[posts.cadres["周雨晴"].pk]),
    ):
        page = client.get(url, {"as_of": text})
        assert page.status_code == 400
        assert "请写成 2026-06-30 的样子" in page.content.decode()


def test_one_person_with_every_reason(posts, client_for):
    boss = posts.cadres["赵文博"]
    held(posts, "赵文博", date(2026, 7, 6), date(2026, 7, 6), kind="task", unit="马渡镇")
    held(posts, "赵文博", date(2023, 1, 1), date(2024, 1, 1), is_main=False, title="顾问")
    held(posts, "赵文博", date(2026, 2, 1), date(2026, 9, 1), is_main=False, title="河长")
    held(posts, "赵文博", date(2026, 8, 3), date(2026, 10, 9), kind="petition", unit="市委组织部")
    page = client_for(posts.county).get(
        reverse("meter:detail", args=[boss.pk]), {"as_of": ON.isoformat()}
    )
    told = {
        (line.posting.title, line.posting.kind): (str(line.verdict), line.held, line.counted)
        for line in page.context["meter"].lines
    }
    assert told == {
        ("镇长", "appointment"): ("counts", 32, 24),
        ("顾问", "appointment"): ("outside", 0, 0),
        ("副科长", "secondment"): ("counts", 6, 6),
        ("河长", "appointment"): ("once", 7, 0),
        ("科员", "petition"): ("short", 2, 2),
    }
    text = page.content.decode()
    assert "已计入 2 个岗位，已够 2 个" in text
    assert "计 24 个月；另有 8 个月同时在外，计入外出的岗位" in text
    assert "计 2 个月，不足 6 个月" in text
    assert "这 7 个月已计入同时的另一个岗位" in text


def test_a_person_out_of_scope_is_not_there_and_oneself_is_told_no_duties(posts, client_for):
    refresh(on=timezone.localdate(), rules=RULES)
    own = reverse("meter:detail", args=[posts.cadres["陈思远"].pk])
    assert client_for(posts.county).get(own).status_code == 404
    page = client_for(posts.cadre).get(own)
    assert page.status_code == 200
    assert page.context["owed"] == []
    assert client_for(posts.secretary).get(own).context["owed"] != []


def test_a_duty_says_why_this_person(posts, client_for):
    pooled = posts.cadres["周雨晴"]
    PoolMembership.objects.create(cadre=pooled, pool=Pool.DEPUTY, since=date(2025, 1, 1))
    refresh(on=ON, rules=RULES)
    today = timezone.localdate()  # what the page counts until
    months = min((today.year - 2024) * 12 + today.month - 3, 60)
    expected = {
        "rotation.internal": ("现岗位“市交通运输局科员”自 2020-03-15 起", "计入 1 个岗位"),
        "rotation.posts": ("培养期自 2024-03-01 起，到 2029-03-01 期满", f"计 {months} 个月"),
        "rotation.exchange": ("2025-01-01 列入后备库", "1 次任职，都在同一部门"),
        "rotation.principal": (
            "没有乡科级正职以上层次的正职",
            "市交通运输局科员（2020-03-15 至 今",
        ),
        "rotation.down": ("自 2020-03-15 起连续在机关工作", "已满 80 个月，其间没有到过基层"),
    }
    duties = Duty.objects.filter(cadre=pooled, rule__startswith="rotation.")
    assert {duty.rule for duty in duties} == set(expected)
    reasons = {one.rule: one for one in reasons_for([pooled.pk], ON)[pooled.pk]}
    for duty in duties:
        page = client_for(posts.city).get(reverse("duties:detail", args=[duty.pk]))
        text = page.content.decode()
        for words in expected[duty.rule]:
            told = "".join(reasons[duty.rule].facts) if duty.rule in reasons else text
            assert words in told
            assert words.split("已满")[0] in text
    # What the city owes is not the unit's business, and sentences have figures in them.
    of_city = duties.filter(rule="rotation.down").get()
    assert of_city.unit == posts.named["清河市"]
    url = reverse("duties:detail", args=[of_city.pk])
    assert client_for(posts.secretary).get(url).status_code == 404


def test_a_county_may_ask_for_more(posts, client_for):
    stricter = Parameter.objects.get(key="rotation.min_posts")
    ParameterValue.objects.create(
        parameter=stricter, unit=posts.named["青川县"], value=3, since=date(2026, 1, 1)
    )
    client = client_for(posts.city)
    page = client.get(reverse("meter:units"), {"as_of": ON.isoformat()})
    found = numbers(page)
    assert found["青川县"] == [0, 0, 2, 0]
    assert found["市科技局"] == [0, 0, 0, 1]
    listed = client.get(
        reverse("roster:list"),
        {"columns": "name,posts_counted,posts_missing", "as_of": ON.isoformat()},
    )
    told = {row.texts[0]: row.texts[1:3] for row in listed.context["rows"]}
    assert told["赵文博"] == ("2", "1")
    assert told["李明朗"] == ("2", "0")
    boss = client.get(reverse("meter:detail", args=[posts.cadres["赵文博"].pk]))
    assert boss.context["meter"].missing == 1
    refresh(on=ON, rules=RULES)
    owed = Duty.objects.filter(rule="rotation.posts", state="open")
    assert posts.cadres["赵文博"].pk in set(owed.values_list("cadre", flat=True))


@pytest.mark.parametrize("view", ["meter:units", "meter:list"])
def test_statements_do_not_depend_on_people(posts, client_for, django_assert_max_num_queries, view):
    client = client_for(posts.city)
    client.get(reverse(view))
    with django_assert_max_num_queries(14):
        client.get(reverse(view))


def test_the_meter_of_thirty_postings_is_as_many_statements(posts, client_for):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from rotation.meter.meter import meter_of

    few = held(posts, "罗天翊", date(2016, 1, 1), date(2016, 2, 1)).cadre
    meter_of(few, ON, posts.city)  # reads the viewer's grants once
    with CaptureQueriesContext(connection) as said:
        meter_of(few, ON, posts.city)
    before = len(said)
    for year in range(2017, 2026):
        for month in (1, 5, 9):
            held(posts, "罗天翊", date(year, month, 1), date(year, month + 3, 1))
    with CaptureQueriesContext(connection) as said:
        assert len(meter_of(few, ON, posts.city).lines) == 28
    assert len(said) == before == 4
