"""Who sees programmes, batches and candidates, and what nobody is told about himself."""

import pytest
from django.urls import reverse

from cadres.people.models import Cadre, Discipline
from core.errors import NotAllowed
from rotation.choices import CandidateState
from rotation.frontline.models import Batch, Candidate, HostPost, Programme
from rotation.frontline.services import nominating
from tests.frontline.making import (
    BEFORE,
    announced,
    decided,
    draft,
    mark,
    on_roster,
    programme,
    rows,
    selecting_of,
)
from tests.world import World

SECRET = "培养潜力突出"


@pytest.fixture
def marked(world: World):
    """周雨晴 and 陈思远 of the bureau and 赵文博 of the county, marked and decided."""
    who = on_roster(world, "周雨晴", "陈思远", "赵文博")
    batch = selecting_of(world, who)
    Candidate.objects.filter(batch=batch).update(reason=SECRET)
    marks = {"周雨晴": ("91.25", "91.25"), "陈思远": ("81.75", "81.75"), "赵文博": ("70", "70")}
    mark(world, batch, marks)
    return decided(world, batch, ["周雨晴", "陈思远"])


def seen(model, viewer) -> set:
    return set(model.objects.visible_to(viewer))


def test_a_draft_is_its_departments_alone(world: World) -> None:
    city, county = draft(world), draft(world, programme(world, "county", "青川县"), "county")
    assert seen(Batch, world.city) == {city, county}
    assert seen(Batch, world.county) == {county}
    assert seen(Programme, world.county) == {county.programme}
    assert not seen(Batch, world.secretary) and not seen(Programme, world.clerk)


def test_what_is_announced_is_seen_below(world: World) -> None:
    city = announced(world)
    county = announced(world, programme(world, "county", "青川县"), "county")
    assert seen(Batch, world.county) == {city, county}
    assert seen(Batch, world.secretary) == {city} == seen(Batch, world.clerk)
    assert {post.batch for post in seen(HostPost, world.clerk)} == {city}
    assert seen(Batch, world.cadre) == {city}  # while he may apply for it
    for nobody in (world.auditor, world.sysadmin, world.nobody):
        assert not seen(Batch, nobody)


def test_candidates_are_of_ones_own_people(world: World, marked) -> None:
    def names(viewer) -> set[str]:
        rows = Candidate.objects.visible_to(viewer)
        return set(rows.values_list("cadre__name", flat=True))

    assert names(world.city) == {"周雨晴", "陈思远", "赵文博"}
    assert names(world.county) == {"赵文博"}
    assert names(world.secretary) == names(world.clerk) == {"周雨晴", "陈思远"}
    assert names(world.cadre) == {"陈思远"}  # that he was named
    assert not names(world.auditor)


def test_a_cadre_hears_that_he_was_named_and_no_more(world: World, marked, client_for) -> None:
    own = client_for(world.cadre)
    every = {"columns": "name,state,score,place,test_score,reason,decision_note,missed,host"}
    listed = own.get(reverse("frontline:candidates"), every).content.decode()
    listed = listed.split("<tbody>")[1]
    (row,) = [row for row in rows(marked) if row.cadre.name == "陈思远"]
    page = own.get(reverse("frontline:candidate", args=[row.pk])).content.decode()
    for text in (listed, page):
        assert "陈思远" in text and "已报名" in text
        assert SECRET not in text and "81.75" not in text and "入选" not in text
    for state in (CandidateState.CHOSEN, CandidateState.NOMINATED):
        answer = own.get(reverse("frontline:candidates"), {"state": state})
        assert answer.context["count"] == (state == CandidateState.NOMINATED)


def test_an_office_holder_hears_nothing_of_himself(world: World, marked, client_for) -> None:
    Cadre.objects.filter(name="陈思远").update(account=world.secretary)
    browser = client_for(world.secretary)
    every = {"columns": "name,state,score,place,test_score,reason"}
    listed = browser.get(reverse("frontline:candidates"), every).content.decode()
    assert "91.25" in listed and "81.75" not in listed
    (row,) = [row for row in rows(marked) if row.cadre.name == "陈思远"]
    page = browser.get(reverse("frontline:candidate", args=[row.pk])).content.decode()
    assert SECRET not in page and "81.75" not in page


def test_a_keeper_neither_marks_nor_chooses_himself(world: World, client_for) -> None:
    who = on_roster(world, "周雨晴", "陈思远")
    batch = selecting_of(world, who)
    Cadre.objects.filter(name="陈思远").update(account=world.city)
    browser = client_for(world.city)
    sheet = browser.get(reverse("frontline:scores", args=[batch.pk])).content.decode()
    assert "周雨晴" in sheet and "陈思远" not in sheet
    page = browser.get(reverse("frontline:decide", args=[batch.pk])).content.decode()
    assert "周雨晴" in page and "陈思远" not in page


def test_nobody_puts_himself_forward(world: World, client_for) -> None:
    (one,) = on_roster(world, "陈思远")
    Cadre.objects.filter(pk=one.pk).update(account=world.secretary)
    batch = announced(world)
    with pytest.raises(NotAllowed, match="本人请由他人推荐"):
        nominating.nominate(actor=world.secretary, batch=batch, people=[one], on=BEFORE)
    posted = {"selected": [world.stay("陈思远").pk], "query": ""}
    browser = client_for(world.secretary)
    shown = browser.post(reverse("frontline:nominate", args=[batch.pk]), posted)
    assert shown.context["lines"] == []  # nor is he told what the check says of him


def test_a_clerk_hears_of_no_discipline(world: World, client_for) -> None:
    (one,) = on_roster(world, "周雨晴")
    Discipline.objects.create(
        cadre=one,
        kind="sanction",
        measure="警告",
        decided_on="2026-05-01",
        effect_until="2027-05-01",
    )
    batch = announced(world)
    nominating.nominate(actor=world.clerk, batch=batch, people=[one], on=BEFORE)
    (row,) = rows(batch)
    assert row.state == CandidateState.UNQUALIFIED
    told, url = {"columns": "name,state,missed"}, reverse("frontline:detail", args=[batch.pk])
    clerk = client_for(world.clerk)
    assert "处分" not in clerk.get(url, told).content.decode()
    counts = {
        str(state): clerk.get(url, {"state": state}).context["count"]
        for state in (CandidateState.NOMINATED, CandidateState.UNQUALIFIED)
    }
    assert counts == {"nominated": 1, "unqualified": 0}
    posted = {"selected": [world.stay("周雨晴").pk], "query": ""}
    confirm = clerk.post(reverse("frontline:nominate", args=[batch.pk]), posted).content.decode()
    assert "处分" not in confirm
    secretary = client_for(world.secretary)
    listed = secretary.get(url, told).content.decode()
    assert "处分影响期到 2027-05-01 才满" in listed and "不符合条件" in listed


def test_out_of_scope_is_not_there_and_not_ones_own_is_refused(
    world: World, marked, client_for
) -> None:
    county = draft(world, programme(world, "county", "青川县"), "county")
    clerk = client_for(world.clerk)
    assert clerk.get(reverse("frontline:detail", args=[county.pk])).status_code == 404
    assert clerk.get(reverse("frontline:detail", args=[marked.pk])).status_code == 200
    for name in ("decide", "assign", "dispatch", "scores", "cancel", "posts", "bring_back"):
        answer = clerk.get(reverse(f"frontline:{name}", args=[marked.pk]))
        assert answer.status_code == 403, name
    assert clerk.get(reverse("frontline:create")).status_code == 403
    other = next(row for row in rows(marked) if row.cadre.name == "赵文博")
    assert clerk.get(reverse("frontline:candidate", args=[other.pk])).status_code == 404


def test_a_county_department_does_not_keep_the_citys_batch(
    world: World, marked, client_for
) -> None:
    county = client_for(world.county)
    row = next(row for row in rows(marked) if row.cadre.name == "赵文博")
    posted = {"selected": [row.pk], "expected": "x", "reason": "不同意"}
    answer = county.post(reverse("frontline:judge", args=["withdraw"]), posted)
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.state == CandidateState.NOT_CHOSEN
    assert county.get(reverse("frontline:decide", args=[marked.pk])).status_code == 403


def test_why_somebody_was_passed_over_is_not_for_other_units(world: World, client_for) -> None:
    batch = selecting_of(world, on_roster(world, "周雨晴", "赵文博"))
    mark(world, batch, {"周雨晴": ("91", "91"), "赵文博": ("70", "70")})
    batch = decided(world, batch, ["赵文博"], reason="周雨晴另有任用")
    page = reverse("frontline:detail", args=[batch.pk])
    assert "周雨晴另有任用" in client_for(world.city).get(page).content.decode()
    # The county, too, which was told of the batch and keeps it not.
    assert "另有任用" not in client_for(world.county).get(page).content.decode()
    # Nor does a keeper hear it who is in the batch himself.
    Cadre.objects.filter(name="周雨晴").update(account=world.city)
    for address in (page, reverse("frontline:decide", args=[batch.pk])):
        assert "另有任用" not in client_for(world.city).get(address).content.decode()
