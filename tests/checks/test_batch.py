"""Many findings at once: what is shown is what is done, one that is refused stops no other."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.checks.forms import months_later
from cadres.checks.models import Finding, Mute
from cadres.checks.refreshing import refresh_people
from cadres.people.models import Cadre
from tests.checks.drafts import by_hand

ACCEPT, MUTE = "checks:accept_many", "checks:mute_many"


@pytest.fixture
def person(world) -> Cadre:
    """Somebody with two suggestions and an error without one."""
    draft = by_hand(world.named["市交通运输局"])
    spoiled = {"birth_place": "云州省青川县", "health": "", "native_place": "云州"}
    cadre = draft.change(**spoiled).stored()
    refresh_people([cadre.pk], on=timezone.localdate())
    return cadre


def chosen(cadre: Cadre) -> dict:
    return {"selected": list(Finding.objects.filter(cadre=cadre).values_list("pk", flat=True))}


def post(client, name: str, **data):
    return client.post(reverse(name), data)


def confirmed(client, name: str, data: dict):
    preview = post(client, name, **data, step="preview")
    assert preview.status_code == 200, preview.content.decode()
    seal = preview.context["seal"]
    return preview, client.post(
        reverse(name), data | {"step": "confirm", "seal": seal}, follow=True
    )


def test_suggestions_of_those_ticked(world, client_for, person):
    client = client_for(world.city)
    assert "采用建议" in client.get(reverse("checks:list")).content.decode()
    preview, done = confirmed(client, ACCEPT, chosen(person))
    text = preview.content.decode()
    assert "确认采用建议 2 条" in text and "云州青川" in text
    assert "这项问题没有可以采用的建议" in text
    assert "已采用 2 条建议。" in done.content.decode()
    person.refresh_from_db()
    assert (person.birth_place, person.health) == ("云州青川", "1")
    assert Finding.objects.get(cadre=person).rule == "origin.short_native_place"


def test_all_that_match(world, client_for, person):
    data = {"all": "1", "query": f"cadre={person.pk}&rule=identity.health"}
    _, done = confirmed(client_for(world.city), ACCEPT, data)
    assert "已采用 1 条建议。" in done.content.decode()
    assert Cadre.objects.get(pk=person.pk).birth_place == "云州省青川县"


def test_what_must_be_mended_first_is_said_before(world, client_for, person):
    Cadre.objects.filter(pk=person.pk).update(rank_since=None)
    answer = post(client_for(world.city), ACCEPT, **chosen(person), step="preview")
    assert "要先改正：选择了职级，请填写任现职级时间。" in answer.content.decode()
    assert not answer.context["foresight"].changing


def test_what_changed_since_it_was_shown_is_left(world, client_for, person):
    client = client_for(world.city)
    seal = post(client, ACCEPT, **chosen(person), step="preview").context["seal"]
    Cadre.objects.filter(pk=person.pk).update(version=9)
    data = chosen(person) | {"step": "confirm", "seal": seal}
    text = client.post(reverse(ACCEPT), data, follow=True).content.decode()
    assert "已采用 0 条建议" in text and "在核对以后又改过" in text
    assert Cadre.objects.get(pk=person.pk).health == ""


def test_many_are_left_alone(world, client_for, person):
    client = client_for(world.city)
    data = chosen(person) | {"reason": "正在补证", "period": "3"}
    preview, done = confirmed(client, MUTE, data)
    until = months_later(timezone.localdate(), 3)
    assert f"暂不处理，到 {until}" in preview.content.decode()
    assert "已将 3 条设为暂不处理。" in done.content.decode()
    assert set(Mute.objects.values_list("reason", "until")) == {("正在补证", until)}
    again = post(client, MUTE, **data, step="preview").context["foresight"]
    assert len(again.staying) == 3 and not again.changing
    refused = post(client, ACCEPT, **chosen(person), step="preview").context["foresight"]
    assert not refused.changing and "恢复提示以后" in refused.refused[0].why


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre", "auditor", "nobody"])
def test_a_unit_has_neither(world, client_for, person, who):
    client = client_for(world.users[who])
    for name in (ACCEPT, MUTE):
        assert post(client, name, **chosen(person)).status_code == 403
    assert "采用建议" not in client.get(reverse("checks:list")).content.decode()


def test_people_of_others_are_not_there(world, client_for, person):
    assert post(client_for(world.county), ACCEPT, **chosen(person)).status_code == 400


def test_usual_periods(world, client_for, person):
    client, on = client_for(world.city), timezone.localdate()
    finding = Finding.objects.filter(cadre=person).first()
    address = reverse("checks:mute", args=[finding.pk])
    for period in ("", "2", "x"):
        assert client.post(address, {"reason": "补证", "period": period}).status_code == 400
    day = on + timedelta(days=9)
    assert client.post(address, {"reason": "补", "period": "6", "until": day}).status_code == 302
    assert Mute.objects.get().until == day  # a day that is given counts
    assert months_later(on.replace(month=8, day=31), 6).day in (28, 29)
