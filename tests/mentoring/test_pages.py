"""The pages of mentoring: what each role finds, the way from a duty, how a round stands."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cadres.people.models import Cadre
from cadres.roster import services as roster
from core.accounts.models import Grant
from core.choices import AccountKind, Role
from policy.duties.models import Duty
from tests.mentoring.asking import ENTERED, TODAY, text_of
from tests.mentoring.pairs import POINTS, pair
from training.mentoring import services
from training.mentoring.models import MentoringReview, MentoringSession, Mentorship


def test_a_cadre_reads_his_round_but_not_how_it_was_judged(world, client_for, paired):
    own = client_for(world.cadre)
    page = text_of(own.get(reverse("mentoring:detail", args=[paired.pk])))
    assert "一起下乡" in page
    assert "还要多到基层" not in page
    assert "较好" not in page
    assert "登记活动" not in page
    listed = text_of(own.get(reverse("mentoring:list"), {"columns": "name,mentor,midterm"}))
    assert "曾可欣" in listed
    assert "较好" not in listed
    assert own.get("/api/v1/mentorships/", {"columns": "midterm"}).status_code == 400
    tab = text_of(own.get(reverse("cadres:tab", args=[paired.cadre_id, "mentoring"])))
    assert "曾可欣" in tab
    for name in ("amend", "end", "renew", "session"):
        assert own.get(reverse(f"mentoring:{name}", args=[paired.pk])).status_code == 404
    office = client_for(world.clerk)
    page = text_of(office.get(reverse("mentoring:detail", args=[paired.pk])))
    assert "还要多到基层" in page


def test_an_office_elsewhere_does_not_tell_him_either(world, client_for, paired):
    Grant.objects.create(
        user=world.cadre,
        account_kind=AccountKind.BUSINESS,
        role=Role.UNIT_CLERK,
        unit=world.named["市科技局"],
        during=(date(2026, 1, 1), None),
    )
    own = client_for(world.cadre)
    asked = {"columns": "name,midterm,exception", "midterm": "fair"}
    assert own.get(reverse("mentoring:list"), asked).context["count"] == 0
    shown = own.get(reverse("mentoring:list"), {"columns": "name,midterm"})
    assert {row.texts for row in shown.context["rows"]} == {("陈思远", "")}
    page = text_of(own.get(reverse("mentoring:detail", args=[paired.pk])))
    assert "还要多到基层" not in page


@pytest.mark.parametrize("who", ["county", "auditor", "nobody", "sysadmin"])
def test_others_find_nothing(world, client_for, paired, who):
    client = client_for(world.users[who])
    for name in ("detail", "amend", "end", "renew", "session"):
        assert client.get(reverse(f"mentoring:{name}", args=[paired.pk])).status_code == 404
    session = MentoringSession.objects.get()
    assert client.post(reverse("mentoring:remove_session", args=[session.pk])).status_code == 404
    answer = client.get(reverse("mentoring:mentors"), {"q": "曾可欣"})
    assert answer.json() == []
    assert MentoringSession.objects.exists()


def test_from_the_duty_to_the_round(world, client_for):
    made = pair(world, "周雨晴", "曾可欣", date(2026, 10, 1), on=TODAY, exception="同级")
    made.delete()
    services.refresh_people([world.cadres["陈思远"].pk], on=TODAY, rules=services.RULES)
    duty = Duty.objects.get(cadre=world.cadres["陈思远"], rule="mentor.pair")
    client = client_for(world.clerk)
    address = reverse("mentoring:create") + f"?duty={duty.pk}"
    page = client.get(address)
    assert "陈思远" in text_of(page)
    offered = dict(page.context["form"].fields["mentor"].choices)
    assert str(world.cadres["曾可欣"].pk) in offered
    data = POINTS | {"mentor": world.cadres["李明朗"].pk, "since": ENTERED.isoformat()}
    refused = client.post(address, data)
    assert refused.status_code == 400  # out of the clerk's reach
    data["mentor"] = world.cadres["周雨晴"].pk
    refused = client.post(address, data)
    assert refused.status_code == 400
    assert "在优秀年轻干部名册上" in refused.content.decode()
    data["exception"] = "业务对口"
    assert client.post(address, data).status_code == 302
    assert client.post(address, data).status_code == 302  # a second click
    made = Mentorship.objects.get(cadre=world.cadres["陈思远"])
    duty.refresh_from_db()
    assert (duty.state, duty.done_on, duty.evidence) == ("done", ENTERED, made.pk)
    again = client.get(reverse("mentoring:create") + f"?cadre={made.cadre_id}")
    assert again.url == reverse("mentoring:renew", args=[made.pk])


def test_the_forms_of_a_round(world, client_for, paired):
    client = client_for(world.clerk)
    at = lambda name, *more: reverse(f"mentoring:{name}", args=[paired.pk, *more])  # noqa: E731
    for name in ("amend", "end", "renew", "session"):
        assert client.get(at(name)).status_code == 200
    assert client.get(at("review", "final")).status_code == 200
    session = {"held_on": TODAY.isoformat(), "content": "听汇报", "place": ""}
    assert client.post(at("session"), session).status_code == 302
    session["held_on"] = (TODAY + timedelta(days=1)).isoformat()
    refused = client.post(at("session"), session)
    assert refused.status_code == 400
    assert "还没有到" in refused.content.decode()
    amended = POINTS | {"since": ENTERED.isoformat(), "seen": paired.version, "goals": "能独当一面"}
    assert client.post(at("amend"), amended).status_code == 302
    assert client.post(at("amend"), amended | {"goals": "迟到的"}).status_code == 409
    paired.refresh_from_db()
    assert paired.goals == "能独当一面"
    told = {"seen": paired.version, "ended_on": "x", "reason": "other", "note": ""}
    assert client.post(at("end"), told).status_code == 400
    told |= {"ended_on": (TODAY + timedelta(days=0)).isoformat(), "note": "调整分工"}
    MentoringSession.objects.filter(held_on=TODAY).delete()
    assert client.post(at("end"), told).status_code == 302
    one = MentoringSession.objects.get()
    change = reverse("mentoring:amend_session", args=[one.pk])
    assert client.get(change).status_code == 200
    assert client.post(reverse("mentoring:remove_session", args=[one.pk])).status_code == 302
    assert MentoringReview.objects.count() == 1


def test_the_review_that_a_duty_asks_for(world, client_for, paired):
    client = client_for(world.secretary)
    duty = Duty.objects.create(
        rule="mentor.final",
        subject=paired.cadre_id,
        cadre=paired.cadre,
        unit=paired.cadre.unit,
        period=f"round-{paired.pk}",
        opened_on=TODAY,
        due_on=TODAY,
        yellow_from=TODAY,
    )
    found = client.get(reverse("mentoring:final_of_duty") + f"?duty={duty.pk}")
    assert found.url == reverse("mentoring:review", args=[paired.pk, "final"])
    stranger = client_for(world.county)
    lost = stranger.get(reverse("mentoring:final_of_duty") + f"?duty={duty.pk}")
    assert lost.status_code == 404
    assert client.get(reverse("mentoring:create") + "?duty=x").status_code == 404


def states(client, **query) -> set[tuple[str, ...]]:
    page = client.get(reverse("mentoring:list"), {"columns": "name,state"} | query)
    return {row.texts for row in page.context["rows"]}


def test_the_last_review_is_asked_for_when_the_end_is_near(world, client_for, paired):
    client = client_for(world.secretary)

    def wanted(until) -> list[str]:
        Mentorship.objects.update(since=TODAY - timedelta(days=100), until=until)
        page = client.get(reverse("mentoring:detail", args=[paired.pk]))
        return [kind.value for kind in page.context["wanted"]]

    assert wanted(TODAY + timedelta(days=61)) == []  # the half-way review is written
    assert wanted(TODAY + timedelta(days=60)) == ["final"]
    MentoringReview.objects.all().delete()
    assert wanted(TODAY + timedelta(days=102)) == []
    assert wanted(TODAY + timedelta(days=101)) == ["midterm"]
    assert wanted(TODAY + timedelta(days=61)) == ["midterm"]
    assert wanted(TODAY + timedelta(days=60)) == ["midterm", "final"]


def test_how_rounds_stand(world, client_for, paired):
    client = client_for(world.city)
    assert states(client) == {("陈思远", "帮带中")}
    assert states(client, as_of="2026-03-31") == set()
    Mentorship.objects.update(until=TODAY + timedelta(days=60))
    assert states(client, standing="soon") == {("陈思远", "将期满")}
    Mentorship.objects.update(until=TODAY + timedelta(days=61))
    assert states(client, standing="soon") == set()
    Mentorship.objects.update(until=TODAY)
    assert states(client, standing="full") == {("陈思远", "期满未结束")}
    Cadre.objects.filter(name="曾可欣").update(status="21")
    assert states(client, standing="broken") == {("陈思远", "需要结束")}
    page = text_of(client.get(reverse("mentoring:detail", args=[paired.pk])))
    assert "已不是现职人员，请结束本轮" in page
    Cadre.objects.filter(name="曾可欣").update(status="1")
    roster.release(
        actor=world.city, entries=[world.stay("陈思远")], on=TODAY, today=TODAY, ground="3"
    )
    assert states(client) == {("陈思远", "需要结束")}
    page = text_of(client.get(reverse("mentoring:detail", args=[paired.pk])))
    assert "已不在名册上" in page
    form = client.get(reverse("mentoring:end", args=[paired.pk])).context["form"]
    assert form.initial["ended_on"] == TODAY
    assert form.initial["reason"] == "left_roster"


def test_months_left_are_full_ones(world, client_for, paired):
    client = client_for(world.city)
    for days, text in ((0, ""), (27, "0"), (366, "12")):
        Mentorship.objects.update(until=TODAY + timedelta(days=days))
        page = client.get(reverse("mentoring:list"), {"columns": "name,months_left"})
        assert page.context["rows"][0].texts == ("陈思远", text)


def test_a_person_s_page_tells_of_both_sides(world, client_for, paired):
    client = client_for(world.city)
    mentor = text_of(client.get(reverse("cadres:tab", args=[paired.mentor_id, "mentoring"])))
    assert "陈思远" in mentor
    whole = text_of(client.get(reverse("cadres:detail", args=[paired.cadre_id])))
    assert "曾可欣帮带" in whole
    county = client_for(world.county)
    Mentorship.objects.update(mentor=world.cadres["赵文博"])
    tab = text_of(county.get(reverse("cadres:tab", args=[world.cadres["赵文博"].pk, "mentoring"])))
    assert "陈思远" not in tab
