"""立案审查调查: no sanction, in the way until it is concluded, told to those who answer alone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cadres.dossier.dossier import dossier
from cadres.dossier.lanes import conduct
from cadres.dossier.timeline import Bar, Tone, window_of
from cadres.exchange.conduct_text import conduct_text
from cadres.people import services
from cadres.people.models import Discipline
from cadres.people.services.conduct import measures
from core.audit.models import AuditEntry
from tests.world_people import TODAY

VALUES = {"kind": "investigation", "measure": "监察调查", "decided_on": date(2026, 9, 1)}
MEASURES = ("立案审查", "监察调查", "司法机关调查", "采取强制措施")

heard: list[tuple[list[int], date]] = []


def listen(people, *, on: date) -> None:
    """A follower, as `settings.FOLLOWERS` names one."""
    heard.append((list(people), on))


def opened(world, **more) -> Discipline:
    cadre = world.cadres["陈思远"]
    values = VALUES | more
    return services.add_discipline(actor=world.city, cadre=cadre, seen=None, on=TODAY, **values)


def test_its_measures_have_no_months() -> None:
    assert measures()["investigation"] == dict.fromkeys(MEASURES)


def test_it_goes_on_until_it_is_concluded(world) -> None:
    row = opened(world)
    assert row.goes_on
    assert row.effect_until is None
    lasting = Discipline.objects.lasting
    assert Discipline.objects.filter(lasting(date(2030, 1, 1)), pk=row.pk).exists()
    end = {"effect_until": date(2026, 11, 20)}
    services.edit_discipline(actor=world.city, discipline=row, seen=None, on=TODAY, **VALUES, **end)
    row.refresh_from_db()
    assert not row.goes_on
    assert not Discipline.objects.filter(lasting(date(2026, 11, 20)), pk=row.pk).exists()
    assert Discipline.objects.filter(lasting(date(2026, 11, 19)), pk=row.pk).exists()


def test_it_is_not_concluded_on_a_day_to_come(world) -> None:
    with pytest.raises(ValidationError, match="结案日期 2026-11-24 还没有到"):
        opened(world, effect_until=date(2026, 11, 24))
    assert not Discipline.objects.exists()


def test_no_form_tells_of_it(world) -> None:
    row = opened(world)
    assert conduct_text((), [row], TODAY) == "无"


def test_the_timeline_shows_it_up_to_the_day(world) -> None:
    opened(world)
    found = dossier(world.city, world.cadres["陈思远"].pk, TODAY)
    (bar,) = conduct(found, window_of(found)).items
    assert (type(bar), bar.tone, bar.until) == (Bar, Tone.CAUTION, None)


def test_followers_hear_of_every_change(world, settings) -> None:
    settings.FOLLOWERS = (f"{__name__}.listen",)
    heard.clear()
    row = opened(world)
    who = {"actor": world.city, "discipline": row, "seen": None, "on": TODAY}
    services.edit_discipline(**who, **VALUES, reason="涉嫌违纪")
    services.remove_discipline(**who)
    assert heard == [([row.cadre_id], TODAY)] * 3


@pytest.mark.parametrize(("who", "is_told"), [("city", True), ("secretary", True)])
def test_those_who_answer_read_it(world, client_for, who, is_told) -> None:
    row = opened(world)
    url = reverse("cadres:tab", args=[row.cadre_id, "conduct"])
    page = client_for(world.users[who]).get(url).content.decode()
    assert ("尚未结案" in page) is is_told
    assert ("监察调查" in page) is is_told


@pytest.mark.parametrize("who", ["clerk", "cadre"])
def test_nobody_else_does(world, client_for, who) -> None:
    row = opened(world)
    browser = client_for(world.users[who])
    for tab in ("basics", "conduct", "history"):
        page = browser.get(reverse("cadres:tab", args=[row.cadre_id, tab])).content.decode()
        assert "监察调查" not in page
        assert "立案审查调查" not in page


def test_it_is_entered_on_the_page(world, client_for) -> None:
    cadre = world.cadres["陈思远"]
    url = reverse("cadres:add_discipline", args=[cadre.pk])
    browser = client_for(world.city)
    assert "采取强制措施" in browser.get(url).content.decode()
    sent = {"seen": cadre.version, "measure": "investigation/立案审查", "decided_on": "2026-09-01"}
    assert browser.post(url, sent).status_code == 302
    row = Discipline.objects.get()
    assert (row.kind, row.measure, row.effect_until) == ("investigation", "立案审查", None)
    assert AuditEntry.objects.filter(subject="cadre", detail__类别=["", "立案审查调查"]).exists()
    assert "尚未结案" in browser.get(reverse("cadres:rewards", args=[cadre.pk])).content.decode()
