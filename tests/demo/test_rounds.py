"""Yearly assessments of the demonstration: what files say, and nobody above the quota."""

from datetime import date

import pytest

from assessments.rounds.models import Assessment, Interview, Round
from assessments.rounds.quota import quota
from assessments.rounds.years import text_of
from cadres.approval.models import ApprovalTexts
from cadres.demo.scene import BUREAU
from cadres.roster.models import RosterEntry
from tests.demo.seeding import ON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
SEEDED = {"people": 400, "roster": 120}


def test_years_are_those_of_the_files():
    people = list(RosterEntry.objects.values_list("cadre_id", flat=True))
    texts = ApprovalTexts.objects.filter(cadre__in=people).exclude(assessments="")
    kept = dict(texts.values_list("cadre_id", "assessments"))
    assert len(kept) > 50
    assert text_of(people, ON) == kept


def test_the_last_year_is_settled_within_the_quota():
    rounds = list(Round.objects.filter(year=2025).select_related("unit"))
    assert len(rounds) > 5
    for round in rounds:
        assert round.state == "settled"
        assert not quota(round, date(2025, 12, 31)).is_exceeded
    assert not Assessment.objects.filter(year=2025, basis="own", round=None).exists()


def test_the_next_is_begun_at_a_few_units():
    rounds = list(Round.objects.filter(year=2026).select_related("unit"))
    assert 1 < len(rounds) <= 6
    new = RosterEntry.objects.filter(entered_on__gte=date(2026, 11, 1))
    new = new.filter(cadre__unit__short_name=BUREAU)
    assert not new.exists() or BUREAU in {round.unit.short_name for round in rounds}
    assert all(round.assessments.exists() for round in rounds)
    here = RosterEntry.objects.open().filter(cadre__account__username="cadre")
    own = Assessment.objects.filter(year=2026, cadre__account__username="cadre")
    assert list(own.values_list("state", flat=True)) == ["summary"] * here.count()
    states = set(Assessment.objects.filter(year=2026).values_list("state", flat=True))
    assert {"proposed"} < states <= {"summary", "appraising", "proposed"}
    for round in rounds:
        assert not quota(round, ON).is_exceeded
    assert Interview.objects.exists()
