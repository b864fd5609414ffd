"""The pages of the plan: who sees what of it, in how many statements, and changing a figure."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.parameters.models import Parameter, ParameterValue
from policy.plan.services import confirm
from tests.world import World

PLAN = "plan:page"
PAGES = ("plan:page", "plan:print", "plan:parameters", "plan:clauses")


def post(browser, key: str, step: str, unit=None, **more):
    """The form of a change as the page sends it."""
    address = reverse("plan:change", args=[key]) + (f"?unit={unit.pk}" if unit else "")
    shown = browser.get(address)
    initial = shown.context["form"].initial
    data = {"text": "2", "since": str(initial["since"]), "reason": "会议决定", "document": "一号"}
    return browser.post(address, data | {"seen": initial["seen"], "step": step} | more)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["city", "county", "secretary", "clerk", "cadre"])
def test_everybody_with_a_part_in_it_reads_the_plan(world, client_for, page, who) -> None:
    refresh(on=timezone.localdate())
    assert client_for(world.users[who]).get(reverse(page)).status_code == 200


@pytest.mark.parametrize("page", ["plan:page", "plan:print"])
@pytest.mark.parametrize("who", ["auditor", "sysadmin", "secadmin", "nobody"])
def test_others_do_not(world: World, client_for, page: str, who: str) -> None:
    browser = client_for(world.users[who])
    assert browser.get(reverse(page)).status_code == 404
    assert browser.get(reverse("plan:parameter", args=["talk.per_quarter"])).status_code == 404
    assert browser.get(reverse("plan:units", args=["3.3.2"])).status_code == 404
    assert browser.get(reverse("plan:change", args=["talk.per_quarter"])).status_code == 404


def test_figures_stand_in_the_text_and_what_is_open_says_so(world: World, client_for) -> None:
    text = client_for(world.city).get(reverse(PLAN)).content.decode()
    address = reverse("plan:parameter", args=["report.deadline"])
    assert f'每年<a class="q-param" href="{address}">12月20日</a>前，县、区及市直部门' in text
    address = reverse("plan:parameter", args=["source.max_age"])
    assert f'<a class="q-param is-open" href="{address}">未定</a>以下人员' in text
    for code in ("2.0", "3.1.0", "3.3.3-6", "4.2"):
        assert f'id="c{code}"' in text


def test_a_cadre_reads_text_and_figures_alone(world: World, client_for) -> None:
    refresh(on=timezone.localdate())
    text = client_for(world.cadre).get(reverse(PLAN)).content.decode()
    assert "12月20日" in text
    for other in ("q-split", "责任规则", "plan/clauses/", "/change/"):
        assert other not in text
    assert client_for(world.cadre).get(reverse("plan:units", args=["3.3.2"])).status_code == 404


def test_lights_count_what_is_in_reach(world: World, client_for) -> None:
    refresh(on=timezone.localdate())

    def shown(who: str) -> int:
        response = client_for(world.users[who]).get(reverse(PLAN))
        lines = [line for section in response.context["sections"] for line in section.lines]
        line = next(line for line in lines if line.paragraph.code == "3.3.2")
        return sum(light["count"] for light in line.lights)

    assert 0 < shown("secretary") < shown("city")
    assert 0 < shown("county") < shown("city")


def test_the_numbers_lead_to_as_many_duties(world: World, client_for) -> None:
    refresh(on=timezone.localdate())
    browser = client_for(world.city)
    response = browser.get(reverse(PLAN))
    lights = [
        light
        for section in response.context["sections"]
        for line in section.lines
        for light in line.lights
    ]
    assert lights
    for light in lights:
        assert browser.get(light["url"]).context["count"] == light["count"], light["url"]


def test_statements_do_not_grow_with_people(world: World, client_for) -> None:
    browser, today = client_for(world.city), timezone.localdate()

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse(PLAN)).status_code == 200
        return len(asked)

    refresh(on=today)
    every = Duty.objects.count()
    Duty.objects.exclude(pk=Duty.objects.earliest("pk").pk).delete()
    statements()  # the first visit of a session writes when it was
    few = statements()
    why = {"reason": "从严", "document": "", "since": today, "on": today}
    county = world.named["青川县"]
    confirm(actor=world.county, key="talk.per_quarter", unit=county, text="3", **why)
    refresh(on=today, whole=True)
    assert Duty.objects.count() >= every > 10
    assert statements() == few


@pytest.mark.parametrize(
    ("who", "shown", "hidden"),
    [
        ("city", ("青川县从严", "清源县从严"), ()),
        ("county", ("青川县从严",), ("清源县从严",)),
        ("secretary", (), ("青川县从严", "清源县从严")),
    ],
)
def test_counties_values_are_seen_from_above_and_within(
    world: World, client_for, who, shown, hidden
) -> None:
    parameter = Parameter.objects.get(key="exit.low_rating_percent")
    for name, value in (("青川县", 25), ("清源县", 22)):
        ParameterValue.objects.create(
            parameter=parameter, unit=world.named[name], value=value, since="2026-01-01"
        )
    text = client_for(world.users[who]).get(reverse(PLAN)).content.decode()
    for words in shown:
        assert words in text
    for words in hidden:
        assert words not in text
    # In his own county the text has the county's figure.
    assert ("超过<a" in text) and ((">25%</a>的" in text) == (who == "county"))


def test_a_region_out_of_reach_and_an_odd_day_are_refused(world: World, client_for) -> None:
    county = world.named["清源县"].pk
    browser = client_for(world.county)
    for unit in (county, "x", "99999999999999999999", world.named["柳河镇"].pk):
        assert browser.get(reverse(PLAN), {"unit": unit}).status_code == 404
    assert browser.get(reverse(PLAN), {"as_of": "2026-02-30"}).status_code == 400
    assert browser.get(reverse(PLAN), {"as_of": "2024-02-29"}).status_code == 200
    assert client_for(world.city).get(reverse(PLAN), {"unit": county}).status_code == 200


@pytest.mark.parametrize("key", ["talk.often", "x", "talk.per_quarter.x", "../etc"])
def test_an_unknown_figure_is_not_there(world: World, client_for, key: str) -> None:
    browser = client_for(world.city)
    assert browser.get(f"/plan/parameters/{key}/").status_code == 404
    assert browser.get(f"/plan/parameters/{key}/change/").status_code == 404


def test_units_with_most_overdue_come_first(world: World, client_for) -> None:
    refresh(on=timezone.localdate())
    response = client_for(world.city).get(reverse("plan:units", args=["3.3.2"]))
    overdue = [row["cells"][0]["count"] for row in response.context["rows"]]
    assert overdue == sorted(overdue, reverse=True) and len(overdue) > 1
    browser = client_for(world.city)
    assert browser.get(reverse("plan:units", args=["9.9"])).status_code == 404
    part = browser.get(reverse("plan:units", args=["3.3.2"]), headers={"hx-request": "true"})
    assert b"<html" not in part.content and b"<table" in part.content


def test_a_change_is_shown_then_confirmed(world: World, client_for) -> None:
    browser = client_for(world.city)
    shown = post(browser, "talk.per_quarter", "show")
    assert shown.status_code == 200 and "确认修改" in shown.content.decode()
    assert ParameterValue.objects.filter(parameter__key="talk.per_quarter").count() == 1
    done = post(browser, "talk.per_quarter", "confirm")
    assert done.status_code == 302
    made = ParameterValue.objects.get(parameter__key="talk.per_quarter", until=None)
    assert (made.value, made.set_by, made.document) == (2, world.city, "一号")
    page = browser.get(done["Location"]).content.decode()
    assert "会议决定" in page and "林静文" in page


def test_back_to_the_form_keeps_what_was_typed(world: World, client_for) -> None:
    text = post(client_for(world.city), "talk.per_quarter", "edit", text="7").content.decode()
    assert 'value="7"' in text and "查看影响" in text


def test_of_two_editors_one_is_refused_with_409(world: World, client_for) -> None:
    browser = client_for(world.city)
    seen = browser.get(reverse("plan:change", args=["talk.per_quarter"])).context["form"].initial
    assert post(browser, "talk.per_quarter", "confirm").status_code == 302
    late = post(browser, "talk.per_quarter", "confirm", text="3", seen=seen["seen"])
    assert late.status_code == 409 and "改过" in late.content.decode()
    # The first one's form once more is no fault and no second value.
    again = post(browser, "talk.per_quarter", "confirm", seen=seen["seen"])
    assert again.status_code == 302
    assert ParameterValue.objects.filter(parameter__key="talk.per_quarter").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "0"},
        {"text": "很多"},
        {"text": ""},
        {"text": "9" * 5000},
        {"since": "2020-01-01"},
        {"since": "2026-02-30"},
        {"since": ""},
        {"since": "9999-12-31"},
        {"reason": ""},
        {"reason": "\x00"},
        {"document": "号" * 100},
    ],
    ids=str,
)
@pytest.mark.parametrize("step", ["show", "confirm"])
def test_nonsense_is_refused_and_changes_nothing(world, client_for, wrong, step) -> None:
    refused = post(client_for(world.city), "talk.per_quarter", step, **wrong)
    assert refused.status_code == 400
    assert ParameterValue.objects.filter(parameter__key="talk.per_quarter").count() == 1


def test_a_county_sets_its_own_and_takes_it_back(world: World, client_for) -> None:
    browser, county = client_for(world.county), world.named["青川县"]
    laxer = post(browser, "talk.per_quarter", "show", unit=county, text="1")
    assert laxer.status_code == 400 and "不比全市更严" in laxer.content.decode()
    assert post(browser, "talk.per_quarter", "confirm", unit=county).status_code == 302
    value = ParameterValue.objects.get(unit=county)
    page = browser.get(reverse("plan:parameter", args=["talk.per_quarter"])).content.decode()
    address = reverse("plan:withdraw", args=[value.pk])
    assert address in page
    assert client_for(world.city).get(address).status_code == 403
    assert client_for(world.secretary).get(address).status_code == 404
    seen = browser.get(address).context["form"].initial["seen"]
    taken = browser.post(address, {"reason": "与全市一致", "seen": seen})
    assert taken.status_code == 302
    assert not ParameterValue.objects.filter(unit=county).exists()
    assert browser.post(address, {"reason": "再撤", "seen": seen}).status_code == 404


@pytest.mark.parametrize(
    ("who", "key"),
    [
        ("secretary", "talk.per_quarter"),
        ("cadre", "talk.per_quarter"),
        ("county", "report.deadline"),
    ],
)
def test_who_may_not_change_is_told_why(world: World, client_for, who: str, key: str) -> None:
    response = client_for(world.users[who]).get(reverse("plan:change", args=[key]))
    assert response.status_code == 403


def test_programs_read_values_of_a_day(world: World, client_for) -> None:
    today = timezone.localdate()
    why = {"reason": "会议决定", "document": "一号", "on": today}
    since = today + timedelta(days=10)
    confirm(actor=world.city, key="talk.per_quarter", unit=None, text="2", since=since, **why)
    browser = client_for(world.city)

    def value(**params) -> dict:
        asked = browser.get("/api/v1/parameters/", {"key": "talk.per_quarter"} | params)
        assert asked.status_code == 200, asked.content
        (row,) = asked.json()["results"]
        return row

    assert value()["text"] == "1 次"
    later = value(as_of=str(since))
    assert (later["value"], later["text"], later["set_by"]) == (2, "2 次", "林静文")
    assert (later["region"], later["allowed"]) == ("全市", "1 到 12 之间的整数")
    assert value(standing="coming")["since"] == str(since)
    clause = browser.get("/api/v1/clauses/", {"code": "3.3.2"}).json()["results"][0]
    assert "谈心谈话活动每季度至少开展一次," in clause["text"]


@pytest.mark.parametrize(
    ("who", "buttons"),
    [
        ("city", {"修改"}),
        ("county", {"为青川县从严设定"}),
        ("secretary", set()),
        ("cadre", set()),
    ],
)
def test_buttons_are_for_who_may_change_it(world: World, client_for, who, buttons) -> None:
    page = client_for(world.users[who]).get(reverse("plan:parameter", args=["talk.per_quarter"]))
    assert {verb["label"] for verb in page.context["verbs"]} == buttons
    text = client_for(world.users[who]).get(reverse(PLAN)).content.decode()
    assert (reverse("plan:change", args=["talk.per_quarter"]) in text) == bool(buttons)
    assert (reverse("plan:change", args=["report.deadline"]) in text) == (who == "city")


def test_a_figure_that_no_rule_reads_says_where_it_is_used(world: World, client_for) -> None:
    browser = client_for(world.city)
    page = browser.get(reverse("plan:parameter", args=["intake.quota"])).content.decode()
    assert "没有责任规则读取；新建选拔批次时作为初始值" in page
    shown = post(browser, "intake.quota", "show", text="120").content.decode()
    assert "责任不会因此改变；新建选拔批次时作为初始值" in shown


def test_a_new_batch_begins_with_the_figures_of_its_day(world: World, client_for) -> None:
    today = timezone.localdate()
    why = {"reason": "会议决定", "document": "", "since": today, "on": today}
    confirm(actor=world.city, key="intake.quota", unit=None, text="120", **why)
    confirm(actor=world.city, key="intake.test_weight", unit=None, text="60", **why)
    county = world.named["青川县"]
    confirm(actor=world.county, key="intake.max_age", unit=county, text="32", **why)

    def initial(who: str) -> dict:
        return client_for(world.users[who]).get(reverse("intake:create")).context["form"].initial

    city, own = initial("city"), initial("county")
    assert (city["quota"], city["max_age"], city["test_weight"]) == (120, 35, "0.6")
    assert (own["quota"], own["max_age"]) == (120, 32)
    ParameterValue.objects.filter(parameter__key="intake.quota").delete()
    assert "quota" not in initial("city")
