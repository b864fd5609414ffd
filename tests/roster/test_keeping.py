"""Whose list is whose to change: the city's department every one, a county's its own (2.0, 4.2).

Of the county's people 赵文博 is on the city's list, 罗天翊 on the county's.
"""

import re

import pytest
from django.urls import reverse

from cadres.choices import HeldBy
from cadres.roster import services
from cadres.roster.batch_acts import revert
from cadres.roster.models import RosterAct, RosterEntry
from core.errors import DomainError, NotAllowed
from tests.roster.stepping import confirm, named, preview
from tests.world_people import TODAY

WHY = "由市委组织部掌握，请报市委组织部办理"
UPON_STAYS = [
    ("roster:tier", {"tier": "4"}),
    ("roster:direction", {"direction": "law"}),
    ("roster:status", {"status": "5"}),
    ("roster:release", {"ground": "2"}),
]


def hold(world, name: str, held_by: str) -> RosterEntry:
    """The city's department puts him on another list."""
    who = {"actor": world.city, "on": TODAY, "today": TODAY}
    services.restate(entries=[world.stay(name)], held_by=held_by, **who)
    return world.stay(name)


def both(world) -> list[int]:
    return [world.stay(name).pk for name in ("赵文博", "罗天翊")]


def done(client, view: str, **data: object) -> RosterAct:
    confirm(client, view, preview(client, view, on=TODAY, **data))
    return RosterAct.objects.latest("pk")


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("city", {"周雨晴", "陈思远", "李明朗", "曾可欣", "马晓东", "赵文博", "罗天翊"}),
        ("county", {"马晓东", "罗天翊"}),
        ("secretary", set()),
        ("clerk", set()),
        ("cadre", set()),
        ("auditor", set()),
        ("nobody", set()),
    ],
)
def test_who_keeps_whom(world, who, names):
    kept = RosterEntry.objects.kept_by(getattr(world, who))
    assert {str(stay) for stay in kept} == names


@pytest.mark.parametrize(("view", "values"), UPON_STAYS)
def test_a_county_changes_its_own_list_alone(world, client_for, view, values):
    for who, changing, refused in (
        ("county", ["罗天翊"], [("赵文博", WHY)]),
        ("city", ["赵文博", "罗天翊"], []),
    ):
        client = client_for(getattr(world, who))
        shown = preview(client, view, selected=both(world), on=TODAY, **values)
        assert named(shown, "changing") == changing
        lines = shown.context["foresight"].refused
        assert [(line.name, line.why) for line in lines] == refused
    before = world.stay("赵文博").version
    county = client_for(world.county)
    confirm(county, view, preview(county, view, selected=both(world), on=TODAY, **values))
    assert world.stay("罗天翊").version == 2
    assert world.stay("赵文博").version == before


def test_what_the_province_holds_is_said_to_be_the_provinces(world, client_for):
    hold(world, "赵文博", HeldBy.PROVINCE)
    shown = preview(client_for(world.county), "roster:tier", selected=both(world), tier="4")
    assert "由省委组织部掌握，请报市委组织部办理" in shown.content.decode()


def test_who_was_handed_up_meanwhile_is_not_acted_upon(world, client_for):
    client = client_for(world.county)
    shown = preview(client, "roster:tier", selected=both(world), tier="4", on=TODAY)
    hold(world, "罗天翊", HeldBy.CITY)
    refused = confirm(client, "roster:tier", shown)
    assert refused.status_code == 409
    assert named(refused, "refused") == ["赵文博", "罗天翊"]
    assert world.stay("罗天翊").tier == 1


def test_what_the_city_hands_down_is_the_countys(world, client_for):
    hold(world, "赵文博", HeldBy.COUNTY)
    shown = preview(client_for(world.county), "roster:tier", selected=both(world), tier="4")
    assert named(shown, "refused") == ["赵文博"]  # from today on, not on an earlier day
    shown = preview(
        client_for(world.county), "roster:tier", selected=both(world), tier="4", on=TODAY
    )
    assert named(shown, "changing") == ["赵文博", "罗天翊"]


@pytest.mark.parametrize("held_by", ["city", "province"])
def test_a_county_gives_its_own_list_alone(world, client_for, held_by):
    client, person = client_for(world.county), world.cadres["艾力·买买提"]
    form = client.get(reverse("roster:admit"), {"id": person.pk}).context["form"]
    assert form.fields["held_by"].choices == [("county", "县级掌握")]
    forged = preview(
        client, "roster:admit", selected=[person.pk], entry_mode="committee", held_by=held_by
    )
    assert forged.status_code == 400
    assert "县（区）委组织部只能列入县级掌握" in forged.content.decode()
    done(client, "roster:admit", selected=[person.pk], entry_mode="committee", held_by="county")
    assert world.stay("艾力·买买提").held_by == HeldBy.COUNTY


def test_the_city_gives_every_list(world, client_for):
    client, person = client_for(world.city), world.cadres["单文静"]
    form = client.get(reverse("roster:admit"), {"id": person.pk}).context["form"]
    assert form.fields["held_by"].choices == list(HeldBy.choices)
    assert form.fields["held_by"].initial == HeldBy.CITY


@pytest.mark.parametrize("step", ["", "preview", "confirm"])
def test_a_county_hands_nobody_up(world, client_for, step):
    client = client_for(world.county)
    data = {"selected": world.stay("罗天翊").pk, "step": step, "held_by": "city", "on": TODAY}
    answer = client.post(reverse("roster:holder"), data)
    assert answer.status_code == 403
    assert "请报市委组织部" in answer.content.decode()
    assert world.stay("罗天翊").held_by == HeldBy.COUNTY


def test_the_verbs_themselves_refuse_a_list_above(world):
    who = {"actor": world.county, "on": TODAY, "today": TODAY}
    person = [world.cadres["艾力·买买提"]]
    for held_by in ({}, {"held_by": "city"}, {"held_by": "province"}):  # unsaid is the city's
        with pytest.raises(NotAllowed, match="只能列入县级掌握"):
            services.admit(people=person, **who, **held_by)
    with pytest.raises(NotAllowed, match="只能列入县级掌握"):
        services.restate(entries=[world.stay("罗天翊")], held_by="city", **who)
    assert services.admit(people=person, held_by="county", **who)


def test_a_county_takes_back_its_own_list_alone(world, client_for):
    city, county = client_for(world.city), client_for(world.county)
    mixed = done(city, "roster:tier", selected=both(world), tier="4")
    page = county.get(reverse("roster:act", args=[mixed.pk])).content.decode()
    assert "撤回</button>" not in page
    assert "由市委组织部办理" in page
    refused = county.post(reverse("roster:revert", args=[mixed.pk]), follow=True).content.decode()
    assert "赵文博现在或者在这次办理以前由省、市委组织部掌握" in refused
    assert "罗天翊现在" not in refused
    assert world.stay("罗天翊").tier == 4
    assert "撤回</button>" in city.get(reverse("roster:act", args=[mixed.pk])).content.decode()
    revert(actor=world.city, act=mixed)
    own = done(county, "roster:tier", selected=both(world), tier="4")
    assert "撤回</button>" in county.get(reverse("roster:act", args=[own.pk])).content.decode()
    revert(actor=world.county, act=own)
    assert world.stay("罗天翊").tier == 1


@pytest.mark.parametrize(("name", "held_by"), [("赵文博", "county"), ("罗天翊", "city")])
def test_a_county_does_not_take_back_what_moved_between_the_lists(world, client_for, name, held_by):
    """Back from the county's list to the city's is up as well."""
    act = done(
        client_for(world.city), "roster:holder", selected=[world.stay(name).pk], held_by=held_by
    )
    with pytest.raises(DomainError, match=f"{name}现在或者在这次办理以前"):
        revert(actor=world.county, act=act)
    assert world.stay(name).held_by == held_by


@pytest.mark.parametrize(("name", "shown"), [("赵文博", False), ("罗天翊", True)])
def test_the_persons_page_offers_what_one_may_do(world, client_for, name, shown):
    address = reverse("cadres:detail", args=[world.cadres[name].pk])
    page = client_for(world.county).get(address).content.decode()
    assert ("调整层级" in page) is shown
    assert bool(re.search(r">\s*调出\s*<", page)) is shown  # the navigation has 调出补充
    assert "修改" in page
    assert "调整层级" in client_for(world.city).get(address).content.decode()
