"""Records of what lives by the plan, one of each kind, for the test that opens every page."""

from datetime import date, timedelta

from django.utils import timezone

from assessments.concerns.models import Concern
from assessments.spot_checks.models import SpotItem
from cadres.people.models import ResumeLine
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.notices import services as notices
from policy.notices.models import Notice
from tests.appraisals.making import every_state as sheets_of
from tests.case_pages.making import found, nominated
from tests.mentoring.pairs import POINTS
from tests.spot_checks.making import asked_of, draw, talk
from tests.world import World
from training.mentoring.models import MentoringSession, Mentorship


def work_of(world: World) -> dict[str, int]:
    """A rectification, a check that is being read, talks, a concern, rounds, duties, a notice."""
    on = timezone.localdate()
    asked = asked_of(world)
    check = draw(world, seed="再抽一次", percent=100)
    rain, bureau = world.cadres["周雨晴"], world.named["市交通运输局"]
    now = {"held_on": on, "entered_at": timezone.now()}
    plain, uneasy = talk(rain, **now), talk(world.cadres["赵文博"], **now)
    worry = Concern.objects.create(
        talk=uneasy, cadre=uneasy.cadre, text="近期有松懈情绪", raised_on=on
    )
    half = _round(world, "罗天翊", "马晓东", on - timedelta(days=400), on + timedelta(days=330))
    full = _round(world, "李明朗", "欧阳雪", on - timedelta(days=735), on - timedelta(days=5))
    session = MentoringSession.objects.create(mentorship=half, held_on=on, content="一起下乡")
    sheets = sheets_of(world)
    case, addition = found(world, "陈思远"), nominated(world, "欧阳雪")
    refresh(on=on)
    notices.nudge(actor=world.city, unit=bureau, on=on)
    owed = Duty.objects.open().order_by("due_on")
    return {
        "asked": asked.pk,
        "drawn": check.pk,
        "item": SpotItem.objects.filter(check_of=check).order_by("position").first().pk,
        "talk": plain.pk,
        "uneasy": uneasy.pk,
        "concern": worry.pk,
        "round": half.pk,
        "session": session.pk,
        "line": ResumeLine.objects.create(
            cadre=world.cadres["陈思远"], since=date(2020, 1, 1), text="清河市交通运输局科员"
        ).pk,
        "owed": owed.filter(rule="talk.quarterly", cadre__name="陈思远").first().pk,
        "pairing": owed.get(rule="mentor.pair", cadre__name="陈思远").pk,
        "half": owed.get(rule="mentor.midterm", cadre=half.cadre).pk,
        "over": owed.get(rule="mentor.final", cadre=full.cadre).pk,
        "case": case.pk,
        "addition": addition.pk,
        "worry": owed.get(rule="concern.remind", cadre=worry.cadre).pk,
        "answer": owed.get(rule="talk.rectify").pk,
        **sheets,
        "notice": Notice.objects.filter(recipient=world.secretary).first().pk,
    }


def _round(world: World, cadre: str, mentor: str, since, until) -> Mentorship:
    two = {"cadre": world.cadres[cadre], "mentor": world.cadres[mentor]}
    return Mentorship.objects.create(**two, since=since, until=until, **POINTS)
