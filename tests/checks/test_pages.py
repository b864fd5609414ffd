"""The pages: what each role finds there, and when it was looked for."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.checks.models import Finding, Tally
from cadres.checks.standing import unlooked
from cadres.checks.tallying import tally
from cadres.checks.views import lists
from cadres.people import services as people
from cadres.people.models import Cadre
from core.jobs import services as jobs
from core.jobs.models import Job
from tests.checks.asking import of, page
from tests.checks.drafts import by_hand

LISTS = ("checks:list", "checks:rules", "checks:people", "checks:trend")

OFFICES = ("city", "county", "secretary", "clerk")


@pytest.mark.parametrize("who", OFFICES)
@pytest.mark.parametrize("name", LISTS)
def test_offices_see_their_own_people_alone(world, client_for, person, who, name):
    if (who, name) == ("clerk", "checks:trend"):
        return
    text = page(client_for(world.users[who]), name)
    if name in ("checks:list", "checks:people"):
        assert ("许明兰" in text) is (who != "county")
        assert ("马晓东" in text) is (who in ("city", "county"))
    if who != "county" and name == "checks:rules":
        assert ("有影响期的处分" in text.split("没有查出问题的规则")[0]) is (who != "clerk")


@pytest.mark.parametrize("who", ["cadre", "auditor", "sysadmin", "secadmin", "nobody"])
@pytest.mark.parametrize("name", LISTS)
def test_nobody_else_has_it(world, client_for, person, who, name):
    client = client_for(world.users[who])
    answer = client.get(reverse(name))
    text = answer.content.decode()
    assert answer.status_code == 403 and "您的角色没有这项功能" in text
    assert "没有待处理的问题" not in text and "许明兰" not in text
    assert 'href="/checks/"' not in page(client, "home")


def test_a_clerk_hears_who_has_the_trend(world, client_for, person):
    answer = client_for(world.clerk).get(reverse("checks:trend"))
    assert answer.status_code == 403 and "单位党组织书记查看" in answer.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_nobody_was_looked_at_yet(world, client_for, name):
    city, secretary = (page(client_for(who), name) for who in (world.city, world.secretary))
    for text in (city, secretary):
        assert "还没有校核过" in text and "没有待处理的问题" not in text
    assert "开始校核" in city and "开始校核" not in secretary


def test_when_everybody_was_looked_at_last(world, client_for, person):
    city, county = client_for(world.city), client_for(world.county)
    day = f"{timezone.localdate():%m-%d}"
    assert f"上次校核 {day}<" in page(city, "checks:list")  # the day of the figures
    county.post(reverse("checks:run"))
    assert jobs.perform(Job.objects.get().pk)
    said = f"上次校核 {timezone.localtime(Job.objects.get().finished_at):%m-%d %H:%M}<"
    for name in LISTS:
        assert said in page(county, name) and said not in page(city, name)
    city.post(reverse("checks:run"))
    assert jobs.perform(Job.objects.order_by("-pk")[0].pk)
    for client in (city, county, client_for(world.secretary)):
        assert f"上次校核 {day} " in page(client, "checks:rules")
    finding = of(person, "origin.short_native_place")
    assert f"上次校核 {day} " in page(city, "checks:detail", finding.pk)


def test_a_clerk_hears_of_no_discipline(world, client_for, person):
    finding = of(person, "conduct.no_effect")
    clerk, secretary = client_for(world.clerk), client_for(world.secretary)
    address = reverse("checks:detail", args=[finding.pk])
    assert secretary.get(address).status_code == 200
    assert clerk.get(address).status_code == 404
    assert clerk.post(reverse("checks:accept", args=[finding.pk])).status_code == 404
    for name, args in (("checks:list", ()), ("cadres:tab", (person.pk, "checks"))):
        assert "影响期" in page(secretary, name, *args)
        assert "影响期" not in page(clerk, name, *args)
    assert 'checks/"' in page(clerk, "home")


def test_a_finding_leads_to_the_field_it_is_mended_in(world, client_for, person):
    text = page(client_for(world.city), "cadres:tab", person.pk, "checks")
    pk = of(person, "origin.short_native_place").pk
    assert f'href="/cadres/{person.pk}/edit/?next=/checks/{pk}/#id_native_place"' in text
    assert "云州省青川县" in text and "云州青川" in text
    assert f'href="/cadres/{person.pk}/edit/rewards/?next=/checks/' in text
    text = page(client_for(world.secretary), "cadres:tab", person.pk, "checks")
    assert f'href="/cadres/{person.pk}/edit/rewards/"' not in text


def test_nobody_but_offices_has_the_tab(world, client_for, person):
    own = world.cadres["陈思远"]
    address = reverse("cadres:tab", args=[own.pk, "checks"])
    assert client_for(world.cadre).get(address).status_code == 404
    assert "校核" not in client_for(world.cadre).get(f"/cadres/{own.pk}/").content.decode()


def test_the_button_starts_one_run(world, client_for, person):
    client = client_for(world.city)
    for _ in range(2):
        assert client.post(reverse("checks:run")).status_code == 302
    assert Job.objects.filter(kind="cadres.checks.run").count() == 1
    text = page(client, "checks:list")
    assert 'action="/checks/run/"' not in text and "排队" in text
    for who in ("secretary", "clerk", "cadre", "auditor"):
        other = client_for(world.users[who])
        assert b'action="/checks/run/"' not in other.get(reverse("checks:list")).content
        assert other.post(reverse("checks:run")).status_code == 403


def test_the_list_and_the_tab_show_what_is_true_now(world, client_for, person):
    client = client_for(world.city)
    on = timezone.localdate()
    people.edit(actor=None, cadre=person, seen=None, on=on, native_place="云州清河")
    assert "只有 2 个字" not in page(client, "checks:list")
    people.edit(actor=None, cadre=person, seen=None, on=on, phone="123")
    text = page(client, "cadres:tab", person.pk, "checks")
    assert "联系电话“123”" in text
    assert '校核 <span class="q-count">3</span>' in text


def test_rules_and_trend_open_the_findings_behind_their_numbers(world, client_for, person):
    client = client_for(world.city)
    rules = page(client, "checks:rules")
    address = f"{reverse('checks:list')}?rule=origin.short_native_place"
    assert address in rules
    assert "许明兰" in page(client, "checks:list", rule="origin.short_native_place")
    unit = world.named["市交通运输局"]
    trend = page(client, "checks:trend")
    assert f"?unit={unit.pk}&amp;severity=error" in trend
    assert "许明兰" in page(client, "checks:list", unit=unit.pk, severity="error")
    assert "按月" in page(client, "checks:trend", by="month")
    assert "许明兰" in page(client, "checks:list", theme="ORIGIN")
    assert client.get(reverse("checks:list"), {"theme": "x"}).status_code == 400


def test_a_finding_of_a_rule_that_is_no_more_is_not_there(world, client_for, person):
    finding = of(person, "origin.short_native_place")
    Finding.objects.filter(pk=finding.pk).update(rule="gone.rule", version=1)
    assert client_for(world.city).get(f"/checks/{finding.pk}/").status_code == 404


def test_the_number_of_the_tab_is_that_of_the_file_as_it_is(world, client_for):
    fresh = by_hand(world.named["市交通运输局"]).change(native_place="云州").stored()
    client = client_for(world.city)
    one = '校核 <span class="q-count">1</span>'
    assert one in page(client, "cadres:detail", fresh.pk)  # nobody has looked at it before
    assert "许明兰" in page(client, "checks:list")
    on = timezone.localdate()
    people.edit(actor=None, cadre=fresh, seen=None, on=on, native_place="云州青川")
    assert one not in page(client, "cadres:detail", fresh.pk)
    assert not unlooked(Cadre.objects.filter(pk=fresh.pk)).exists()


def test_the_list_looks_at_those_who_came_since(world, client_for, monkeypatch):
    by_hand(world.named["市交通运输局"]).change(native_place="云州").stored()
    monkeypatch.setattr(lists, "MOST_AT_ONCE", 1)
    client = client_for(world.city)
    assert "还没有全部列出" in page(client, "checks:list")
    for _ in range(Cadre.objects.count()):
        text = page(client, "checks:list")
    assert "只有 2 个字" in text and "还没有全部列出" not in text


def test_people_of_a_unit_or_with_errors_alone(world, client_for, person):
    client = client_for(world.city)
    bureau, other = world.named["市交通运输局"], world.named["市委统战部"]
    assert "许明兰" in page(client, "checks:people", unit=bureau.pk)
    assert "许明兰" not in page(client, "checks:people", unit=other.pk)
    rows = page(client, "checks:people", unit=bureau.pk, severity="warning")
    assert "severity=warning" in rows and "severity=error" not in rows
    for nonsense in ({"unit": "x"}, {"severity": "x"}):
        assert client.get(reverse("checks:people"), nonsense).status_code == 400
    unseen = {"unit": other.pk}
    assert client_for(world.secretary).get(reverse("checks:people"), unseen).status_code == 400


def test_the_trend_shows_units_with_findings_unless_all_are_asked_for(world, client_for, person):
    client = client_for(world.city)
    Finding.objects.exclude(cadre=person).delete()
    tally(on=timezone.localdate())
    few, every = (page(client, "checks:trend", **asked) for asked in ({}, {"units": "all"}))
    bureau = world.named["市交通运输局"]
    clean = Tally.objects.filter(unit__depth=3).exclude(unit=bureau).first().unit
    for unit, is_there in ((bureau, True), (clean, False)):
        link = f'?unit={unit.pk}"'
        assert (link in few) is is_there and link in every
    assert "个单位没有待处理的问题" in few and "持平" not in few + every
    tally(on=timezone.localdate() - timedelta(days=1))
    assert "持平" in page(client, "checks:trend")
