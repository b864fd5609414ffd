"""What is invented about the people of the demonstration: plausible, and read in batches."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext

from assessments.concerns.models import Concern
from assessments.demo.planning import CARELESS
from assessments.demo.texts import Texts
from assessments.spot_checks.models import Rectification, SpotCheck
from assessments.talks.models import Talk
from cadres.demo.on_roster import batches
from cadres.demo.scene import BUREAU
from cadres.people.models import Cadre, ResumeLine
from cadres.roster.models import RosterEntry
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.parameters.models import ParameterValue
from policy.periods import Quarter
from rotation.appraisals.models import Appraisal
from rotation.choices import AppraisalState, BatchState, EndReason
from rotation.frontline.models import Batch, Candidate
from rotation.moves.models import Consultation, RotationPlan
from rotation.positions.models import Position
from rotation.postings.models import Posting, PostingExtension
from tests.demo.seeding import ON
from training.mentoring.models import MentoringSession, Mentorship

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_it_looks_lived_in():
    present = Quarter.of(ON)
    duties = Duty.objects.filter(rule="talk.quarterly").with_light(ON)
    past = Counter(duties.exclude(period=present.key).values_list("light", flat=True))
    assert past[Light.DONE] > 0.9 * sum(past.values())
    assert past[Light.OVERDUE] > 3
    assert duties.filter(done_on__gt=F("due_on")).exists()
    now = Counter(duties.filter(period=present.key).values_list("light", flat=True))
    assert 0.3 < now[Light.DONE] / sum(now.values()) < 0.9
    assert not Talk.objects.filter(held_on__gte=ON).exists()
    assert not Talk.objects.filter(entered_at__date__gte=ON).exists()
    assert not Talk.objects.filter(entered_at__date__lt=F("held_on")).exists()
    assert {*Concern.objects.values_list("state", flat=True)} == {
        *("raised", "reminded", "corrected", "closed")
    }
    running = Mentorship.objects.running(ON)
    assert running.filter(until__lte=ON + timedelta(days=60)).exists()
    pairs = Duty.objects.filter(rule="mentor.pair").with_light(ON)
    pairs = Counter(pairs.values_list("light", flat=True))
    assert pairs[Light.DONE] > 0.85 * sum(pairs.values())
    assert pairs[Light.OVERDUE] + pairs[Light.SOON]
    assert MentoringSession.objects.count() > 500


def test_figures_are_confirmed_and_one_county_is_stricter():
    confirmed = ParameterValue.objects.in_force(ON).filter(set_by__isnull=False)
    assert confirmed.exclude(Q(reason="") | Q(document="")).count() == confirmed.count() > 10
    (county, *_) = confirmed.filter(unit__isnull=False)
    assert county.unit.short_name == "青川县"


def sentences(talk: dict[str, str]) -> frozenset[str]:
    """What a record says, sentence by sentence."""
    said = "".join(talk[field] for field in ("on_thought", "on_work", "on_style", "on_life"))
    return frozenset(filter(None, said.split("。")))


def test_records_differ_except_where_one_is_careless():
    said: dict[str, list[frozenset[str]]] = {}
    for talk in Talk.objects.values("unit__short_name", *Texts._fields):
        said.setdefault(talk["unit__short_name"], []).append(sentences(talk))
    copied = said.pop(CARELESS)
    for records in said.values():
        for one, other in combinations(records, 2):
            assert len(one & other) / min(len(one), len(other)) < 0.7
    assert max(Counter(copied).values()) >= 3
    (check, *_) = SpotCheck.objects.order_by("-quarter")
    signs = set(check.signs.values_list("unit__short_name", "kind"))
    assert {kind for unit, kind in signs if unit == CARELESS} >= {"repeated", "late"}
    assert not {unit for unit, kind in signs if kind in ("copied", "repeated")} - {CARELESS}
    assert Rectification.objects.filter(unit__short_name=CARELESS, state="asked").exists()


def test_rows_are_read_in_batches_whose_size_does_not_matter(monkeypatch):
    with CaptureQueriesContext(connection) as few:
        whole = [person for _, people in batches(date(2020, 1, 1), 1) for person in people]
    assert len(few) <= 2
    monkeypatch.setattr("cadres.demo.on_roster.BATCH", 7)
    parts = [people for _, people in batches(date(2020, 1, 1), 1)]
    assert [person for people in parts for person in people] == whole
    assert max(map(len, parts)) <= 7


def test_the_resume_says_what_the_postings_say():
    held = Posting.objects.held().filter(is_main=True)
    lines = {
        (cadre, since, text)
        for cadre, since, text in ResumeLine.objects.filter(within=None, kind="work").values_list(
            "cadre_id", "since", "text"
        )
    }
    found = {(row.cadre_id, row.since.replace(day=1), row.line) for row in held}
    assert found == lines
    assert held.count() == len(found)
    present = held.filter(ended_on=None)
    assert present.count() == Cadre.objects.count()
    assert not present.exclude(unit=F("cadre__unit"), level=F("cadre__level")).exists()
    away = {(row.cadre_id, row.since.replace(day=1), row.line) for row in Posting.objects.away()}
    meanwhile = ResumeLine.objects.filter(within__isnull=False).values_list(
        "cadre_id", "since", "text"
    )
    assert away <= {*meanwhile}
    assert Position.objects.filter(postings__ended_on=None).exists()


def test_the_front_line_is_lived_in():
    assert {*Batch.objects.values_list("state", flat=True)} == {*BatchState.values}
    assert {*Appraisal.objects.values_list("state", flat=True)} == {*AppraisalState.values}
    assert {*RotationPlan.objects.values_list("state", flat=True)} >= {
        *("consulting", "decided", "closed")
    }
    asked = Consultation.objects.filter(move__plan__state="consulting")
    assert asked.filter(opinion="").exists()
    assert asked.exclude(opinion="").exists()
    out = Posting.objects.away().running(ON)
    assert out.filter(until__lte=ON).exists()
    assert out.filter(until__range=(ON + timedelta(days=1), ON + timedelta(days=90))).exists()
    assert PostingExtension.objects.exists()
    assert Posting.objects.filter(end_reason=EndReason.EARLY).exists()
    gone = Candidate.objects.filter(state="chosen", batch__state__in=("dispatched", "returned"))
    assert gone.count() == gone.filter(posting__isnull=False).count() > 30
    bureau = Q(unit__short_name=BUREAU) | Q(sending_unit__short_name=BUREAU)
    assert out.filter(bureau).count() >= 2


def test_most_of_the_roster_has_moved_on_in_time():
    duties = Duty.objects.filter(rule="rotation.internal").existing(ON).with_light(ON)
    lights = Counter(duties.values_list("light", flat=True))
    on_roster = RosterEntry.objects.filter(left_on=None).count()
    assert 0 < lights[Light.OVERDUE] < on_roster / 10
    posts = Duty.objects.filter(rule="rotation.posts").existing(ON).with_light(ON)
    assert posts.filter(light=Light.DONE).exists()
