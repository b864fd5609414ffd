"""The lanes of posts and of the front line, by hand, and the statements that they take."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.dossier.dossier import dossier
from cadres.dossier.timeline import Bar, window_of
from cadres.people.models import ResumeLine
from rotation.moves.models import Consultation, PlannedMove, RotationPlan
from rotation.person import lanes
from rotation.postings.models import PostingExtension
from tests.person.making import ON, away, held

NAME = "周雨晴"


def lane(world, make, viewer="city", on=ON, name=NAME):
    found = dossier(world.users[viewer], world.cadres[name].pk, on)
    return [
        (bar.text, bar.since, bar.until if isinstance(bar, Bar) else None, str(bar.tone))
        for bar in make(found, window_of(found)).items
    ]


def test_posts_come_from_postings_and_before_them_from_the_resume(world):
    cadre = world.cadres[NAME]
    ResumeLine.objects.create(
        cadre=cadre, since=date(2018, 1, 1), until=date(2024, 3, 1), text="市交通运输局科员"
    )
    ResumeLine.objects.create(cadre=cadre, since=date(2024, 3, 1), text="市交通运输局副科长")
    resume = lane(world, lanes.posts)
    assert [bar[0] for bar in resume] == ["市交通运输局科员", "市交通运输局副科长"]
    held(
        *(world, NAME, "市交通运输局", date(2024, 3, 15)),
        title="副科长",
        ended_on=date(2025, 9, 1),
    )
    held(world, NAME, "市交通运输局", date(2025, 9, 1), acting=True, title="科长")
    held(world, NAME, "市科技局", date(2026, 1, 1), title="理事", is_main=False)
    assert lane(world, lanes.posts) == [
        ("市交通运输局科员", date(2018, 1, 1), date(2024, 3, 1), "done"),
        ("市交通运输局副科长", date(2024, 3, 15), date(2025, 9, 1), "done"),
        ("市交通运输局科长（主持工作）", date(2025, 9, 1), None, "run"),
        ("市科技局理事（兼任）", date(2026, 1, 1), None, "run"),
    ]
    # As it was on a day: the first post was under way, the others were not there.
    assert lane(world, lanes.posts, on=date(2025, 8, 31))[1:] == [
        ("市交通运输局副科长", date(2024, 3, 15), None, "run")
    ]


def test_times_away(world):
    text = "挂任柳河镇党委副书记"
    ResumeLine.objects.create(cadre=world.cadres[NAME], since=date(2018, 1, 1), text="科员")
    main = ResumeLine.objects.get(cadre=world.cadres[NAME])
    for since, words in ((date(2024, 5, 1), text), (date(2024, 6, 1), "省委党校学习")):
        ResumeLine.objects.create(
            cadre=main.cadre, within=main, since=since, until=date(2025, 1, 1), text=words
        )
    back = away(world, NAME, "柳河镇", date(2024, 5, 6), date(2025, 5, 6))
    back.change(actor=world.city, seen=1, ended_on=date(2025, 5, 6), end_reason="completed")
    back.change(actor=world.city, seen=2, line=text)
    out = away(world, NAME, "马渡镇", date(2026, 3, 1), date(2027, 3, 1), title="副镇长")
    done = ("挂职　柳河镇党委副书记", date(2024, 5, 6), date(2025, 5, 6), "done")
    assert lane(world, lanes.frontline) == [
        done,
        ("挂职　马渡镇副镇长", date(2026, 3, 1), ON, "run"),
        ("剩余期限", ON, date(2027, 3, 1), "plan"),
    ]
    # What the front line shows is not told twice.
    assert [bar[0] for bar in lane(world, lanes.studies)] == ["省委党校学习"]
    late = date(2027, 4, 1)
    assert lane(world, lanes.frontline, on=late)[1:] == [
        ("挂职　马渡镇副镇长", date(2026, 3, 1), date(2027, 3, 1), "done"),
        ("期满未归　马渡镇副镇长", date(2027, 3, 1), None, "late"),
    ]
    # Prolonged: looked at on a day before that was decided, the term was the old one.
    PostingExtension.objects.create(
        posting=out,
        was_until=date(2027, 3, 1),
        until=date(2027, 9, 1),
        reason="工作需要",
        decided_on=date(2027, 2, 1),
    )
    out.change(actor=world.city, seen=1, until=date(2027, 9, 1))
    assert lane(world, lanes.frontline)[2][2] == date(2027, 3, 1)
    assert lane(world, lanes.frontline, on=late)[2] == (
        *("剩余期限", late, date(2027, 9, 1)),
        "plan",
    )
    assert lane(world, lanes.frontline, on=date(2026, 3, 1))[1:] == [
        ("挂职　马渡镇副镇长", date(2026, 3, 1), None, "run")
    ]


@pytest.fixture
def move(world) -> PlannedMove:
    plan = RotationPlan.objects.create(unit=world.named["清河市"], year=2026)
    return PlannedMove.objects.create(
        plan=plan,
        cadre=world.cadres["陈思远"],
        kind="exchange",
        from_unit=world.named["市交通运输局"],
        from_title="副科长",
        to_unit=world.named["市科技局"],
        to_title="科长",
        target=date(2026, 12, 20),
    )


def test_a_planned_move_is_for_those_who_plan_it(world, move):
    bar = ("拟任市科技局科长", date(2026, 12, 20), None)
    assert lane(world, lanes.posts, name="陈思远") == [(*bar, "plan")]
    assert lane(world, lanes.posts, name="陈思远", on=date(2026, 12, 21)) == [(*bar, "late")]
    for who in ("secretary", "clerk", "cadre"):
        assert lane(world, lanes.posts, viewer=who, name="陈思远") == []


def test_thirty_postings_take_one_statement(world, client_for):
    def statements() -> list[str]:
        found = dossier(world.city, world.cadres[NAME].pk, ON)
        window = window_of(found)
        assert found.resume is not None
        with CaptureQueriesContext(connection) as said:
            for make in (lanes.posts, lanes.frontline, lanes.studies):
                make(found, window)
        return [one["sql"] for one in said]

    many(world, 0, 1)
    assert len(statements()) == 1
    many(world, 1, 15)
    (one,) = statements()
    assert "rotation_posting" in one
    found = dossier(world.city, world.cadres[NAME].pk, ON)
    window = window_of(found)
    assert len(lanes.posts(found, window).items) == len(lanes.frontline(found, window).items) == 15


def many(world, first: int, beyond: int) -> None:
    """A post and a time away in each of some years, from 2010 on."""
    for year in range(2010 + first, 2010 + beyond):
        since, ended = date(year, 3, 1), date(year, 11, 1)
        more = {"ended_on": ended, "end_reason": "completed"}
        held(world, NAME, "市交通运输局", since, **more)
        away(world, NAME, "柳河镇", since, ended, **more)


def test_what_is_left_out_of_a_plan_is_not_said_before_it_is_decided(world, move):
    Consultation.objects.create(
        move=move, unit=move.from_unit, side="from", asked_on=date(2026, 11, 1)
    )
    move.change(actor=world.city, seen=1, state="dropped", decision_note="另作安排")
    RotationPlan.objects.filter(pk=move.plan_id).update(state="consulting")
    bar = ("拟任市科技局科长", date(2026, 12, 20), None)
    assert lane(world, lanes.posts, viewer="city", name="陈思远") == []
    assert lane(world, lanes.posts, viewer="secretary", name="陈思远") == [(*bar, "plan")]
    RotationPlan.objects.filter(pk=move.plan_id).update(
        state="decided", decided_on=date(2026, 12, 1)
    )
    assert lane(world, lanes.posts, viewer="secretary", name="陈思远") == []
