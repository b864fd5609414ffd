"""The page of a unit: why it is red, who is there, and what is nobody's business."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from policy.duties.choices import Light
from policy.duties.models import Duty
from tests.workbench.owing import owing
from tests.world import World

BUREAU = "市交通运输局"


def page(world: World, client_for, who: str) -> str:
    """The bureau's page as the role sees it."""
    address = reverse("units:detail", args=[world.named[BUREAU].pk])
    return client_for(getattr(world, who)).get(address).content.decode()


def panel(html: str, name: str) -> str:
    """One section of it; nothing where it is not there."""
    found = re.search(
        rf'<section class="q-panel" aria-labelledby="{name}">.*?</section>', html, re.S
    )
    return found[0] if found else ""


@pytest.mark.parametrize("who", ["city", "secretary", "clerk"])
def test_each_number_opens_a_list_of_as_many(world: World, client_for, who):
    owing()
    client, duties = client_for(getattr(world, who)), panel(page(world, client_for, who), "duties")
    told = re.findall(r'<a href="([^"]+)"><span class="q-light[^>]*>(\S+) <b>(\d+)</b>', duties)
    rows = Duty.objects.visible_to(getattr(world, who)).unfinished(timezone.localdate())
    rows = rows.filter(unit__path__startswith=world.named[BUREAU].path)
    rows = rows.with_light(timezone.localdate())
    assert rows.filter(light=Light.OVERDUE).exists()
    assert {label: int(number) for _, label, number in told} == {
        str(light.label): rows.filter(light=light).count()
        for light in (Light.OVERDUE, Light.SOON, Light.LATER)
        if rows.filter(light=light).exists()
    }
    for url, _, number in told:
        answer = client.get(url.replace("&amp;", "&"))
        assert answer.context["count"] == int(number)


def test_only_a_department_above_it_is_offered_to_nudge(world: World, client_for):
    owing()
    assert "催报" in panel(page(world, client_for, "city"), "duties")
    assert "催报" not in panel(page(world, client_for, "secretary"), "duties")


def test_its_people_are_counted_in_scope(world: World, client_for):
    told = panel(page(world, client_for, "city"), "people")
    for url, number in re.findall(r'href="([^"]+)">(\d+) 人', told):
        assert client_for(world.city).get(url).context["count"] == int(number)
    for who in ("cadre", "sysadmin"):
        html = page(world, client_for, who)
        assert not panel(html, "duties")
        assert not panel(html, "people")
