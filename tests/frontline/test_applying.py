"""本人报名: who may, until when, who hears of it, and what he hears himself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cadres.choices import ExitGround
from cadres.roster.services import release
from core.errors import DomainError, NotAllowed
from rotation.choices import CandidateSource, CandidateState
from rotation.frontline.models import Candidate
from rotation.frontline.services import applying, batches, nominating
from tests.frontline.making import APPLY_BY, BEFORE, announced, draft, programme
from tests.frontline.test_pages import ON, page, post
from tests.world_people import TODAY


def apply(world, batch, who="cadre", on=BEFORE):
    return applying.apply(actor=world.users[who], batch=batch, reason="愿到基层", on=on)


def open_batch(world, **more):
    return announced(world, apply_by=ON, starts_on=ON, ends_on=ON + timedelta(days=700), **more)


def test_by_the_pages_and_back(world, client_for):
    batch = open_batch(world, of=programme(world, max_age=18))  # he misses a limit
    own, clerk = client_for(world.cadre), client_for(world.clerk)
    assert reverse("frontline:apply", args=[batch.pk]) in own.get(reverse("home")).content.decode()
    told = page(own, "detail", batch.pk)
    assert reverse("frontline:apply", args=[batch.pk]) in told
    assert reverse("frontline:pick", args=[batch.pk]) not in told
    assert post(own, "apply", batch.pk, reason="愿到基层").status_code == 302
    made = Candidate.objects.get()
    assert (made.source, made.state) == (CandidateSource.APPLIED, CandidateState.UNQUALIFIED)
    home = own.get(reverse("home")).content.decode()
    assert "已报名" in home and reverse("frontline:retract", args=[batch.pk]) in home
    listed = own.get(reverse("frontline:detail", args=[batch.pk]))
    assert [tab["label"] for tab in listed.context["tabs"]] == ["全部", "已报名"]
    said = page(own, "candidate", made.pk)
    assert "已报名" in said and "不符合条件" not in said
    for told in (said, listed.content.decode()):
        assert "要求 18 岁以下" not in told
    for office in (clerk, client_for(world.city)):
        assert "陈思远" in page(office, "detail", batch.pk)
        assert "本人报名" in page(office, "candidate", made.pk)
    assert post(own, "retract", batch.pk).url == reverse("home")
    made.refresh_from_db()
    assert made.state == CandidateState.WITHDRAWN
    assert "退出" in page(own, "candidate", made.pk)
    assert post(own, "apply", batch.pk, reason="").status_code == 302  # he may come again
    made.refresh_from_db()
    assert made.state == CandidateState.UNQUALIFIED


def test_only_the_person_on_the_roster_and_until_the_last_day(world, client_for):
    batch = announced(world)
    for who in ("city", "secretary", "clerk", "auditor", "nobody"):
        with pytest.raises(NotAllowed):
            apply(world, batch, who)
    with pytest.raises(DomainError, match="报名已于 2026-11-20 截止"):
        apply(world, batch, on=APPLY_BY + timedelta(days=1))
    made = apply(world, batch, on=APPLY_BY)
    assert apply(world, batch, on=APPLY_BY) == made  # a second click
    with pytest.raises(DomainError, match="截止"):
        applying.retract(actor=world.cadre, batch=batch, on=APPLY_BY + timedelta(days=1))
    for _ in range(2):
        applying.retract(actor=world.cadre, batch=batch, on=APPLY_BY)
    made.refresh_from_db()
    assert (made.state, made.version) == (CandidateState.WITHDRAWN, 2 + (made.missed != []))
    stays = [world.stay("陈思远")]
    release(actor=None, entries=stays, on=BEFORE, today=TODAY, ground=ExitGround.OTHER)
    with pytest.raises(NotAllowed):
        apply(world, batch)
    answer = client_for(world.cadre).get(reverse("frontline:apply", args=[batch.pk]))
    assert answer.status_code == 403
    assert "一线锻炼报名" not in client_for(world.cadre).get(reverse("home")).content.decode()


def test_whom_his_unit_named_cannot_take_that_back(world):
    batch = announced(world)
    nominating.nominate(actor=world.clerk, batch=batch, people=[world.cadres["陈思远"]], on=BEFORE)
    with pytest.raises(DomainError, match="单位已推荐您"):
        apply(world, batch)
    with pytest.raises(DomainError, match="请与单位联系"):
        applying.retract(actor=world.cadre, batch=batch, on=BEFORE)


def test_he_sees_what_he_may_apply_for_and_no_more(world, client_for):
    own = client_for(world.cadre)
    mine = announced(world)
    hidden = [
        draft(world, programme(world, name="草案")),
        announced(world, programme(world, "county", "青川县", name="县里"), "county"),
    ]
    assert own.get(reverse("frontline:detail", args=[mine.pk])).status_code == 200
    for batch in hidden:
        for name in ("detail", "apply", "retract"):
            assert own.get(reverse(f"frontline:{name}", args=[batch.pk])).status_code == 404
        with pytest.raises(NotAllowed):
            apply(world, batch)
    apply(world, mine)
    mine.refresh_from_db()
    batches.select(actor=world.city, batch=mine, seen=mine.version)
    assert own.get(reverse("frontline:detail", args=[mine.pk])).status_code == 404
    assert "已报名" in page(own, "candidates")
