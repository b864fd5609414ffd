"""Nobody is shown, or told of, a duty that is about himself, whatever office he holds."""

from django.urls import reverse

from assessments.concerns.services import record_talk
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.notices.making import remind
from policy.notices.models import Notice
from tests.clients.issuing import caller, issue
from tests.world import World
from tests.world_people import TODAY


def test_a_secretary_on_the_roster_sees_nothing_about_himself(world: World, client_for) -> None:
    own = world.cadres["周雨晴"]
    own.account = world.secretary
    own.save(update_fields=["account"])
    refresh(on=TODAY)
    others = Duty.objects.visible_to(world.clerk)
    assert set(others.values_list("cadre__name", flat=True)) >= {"周雨晴", "陈思远"}
    mine = Duty.objects.visible_to(world.secretary)
    assert "陈思远" in set(mine.values_list("cadre__name", flat=True))
    assert not mine.filter(cadre=own).exists()
    about = Duty.objects.filter(cadre=own).first()
    browser = client_for(world.secretary)
    assert browser.get(reverse("duties:detail", args=[about.pk])).status_code == 404


def test_and_is_told_nothing_about_himself(world: World) -> None:
    own = world.cadres["周雨晴"]
    own.account = world.secretary
    own.save(update_fields=["account"])
    refresh(on=TODAY)
    remind(on=TODAY)
    told = Notice.objects.filter(duty__cadre=own)
    assert set(told.values_list("recipient__username", flat=True)) == {"clerk"}
    other = Notice.objects.filter(duty__cadre__name="陈思远", recipient=world.secretary)
    assert other.exists()
    assert not Notice.objects.visible_to(world.secretary).filter(duty__cadre=own).exists()


def test_a_program_does_not_hear_that_something_was_found_of_somebody(world: World) -> None:
    talk = record_talk(
        actor=world.secretary,
        cadre=world.cadres["陈思远"],
        on=TODAY,
        concern={"text": "作风拖拉"},
        held_on=TODAY,
        place="会议室",
        led_by="马建国",
        on_work="进展顺利",
    )
    refresh(on=TODAY)
    assert Duty.objects.visible_to(world.clerk).filter(rule="concern.remind").exists()
    program = caller(issue(world)[1])
    rows = program.get("/api/v1/duties/?tab=all&size=200").json()["results"]
    told = {(row["rule"]["code"], row["name"]) for row in rows}
    assert ("talk.quarterly", talk.cadre.name) in told
    assert not {rule for rule, _ in told if rule.startswith("concern")}
