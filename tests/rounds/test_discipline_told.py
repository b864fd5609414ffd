"""Discipline that a sheet repeats: for those who answer for the person, and for himself alone."""

import pytest
from django.urls import reverse

from assessments.rounds.grading import suggestion, why_not_excellent
from assessments.rounds.papers import forms_of
from cadres.people.models import Discipline
from tests.clients.issuing import caller, issue
from tests.rounds.making import begin, past, propose, settle, sheet

WHY = "被立案审查调查"


@pytest.mark.parametrize(
    ("who", "is_told"), [("city", True), ("secretary", True), ("cadre", True), ("clerk", False)]
)
def test_why_a_year_has_no_grade(world, client_for, who, is_told):
    one = past(world, "陈思远", 2025, "5", no_grade="investigated", no_grade_note="市监委立案")
    browser = client_for(world.users[who])
    page = browser.get(reverse("rounds:sheet", args=[one.pk])).content.decode()
    listed = browser.get("/api/v1/assessments/").content.decode()
    assert one.pk in {row["id"] for row in browser.get("/api/v1/assessments/").json()["results"]}
    assert ("市监委立案" in page) == is_told
    assert (WHY in page) == is_told
    if who != "cadre":  # the column is the offices'
        assert (WHY in listed) == is_told
        asked = browser.get(reverse("rounds:sheets"), {"no_grade": "investigated"})
        assert bool(asked.context["rows"]) == is_told


def test_a_program_does_not_hear_why(world):
    past(world, "陈思远", 2025, "5", no_grade="sanctioned")
    names = ["name", "year", "grade", "no_grade"]
    _, token = issue(world, at="市交通运输局", fields={"assessments": names})
    answer = caller(token).get("/api/v1/assessments/").content.decode()
    assert "不定等次" in answer
    assert "sanctioned" not in answer


def test_forms_on_paper_say_it_to_the_same(world):
    one = begin(world, "市交通运输局")["市交通运输局"]
    for name in ("陈思远", "周雨晴"):
        more = {"no_grade": "investigated"} if name == "陈思远" else {}
        propose(world, name, "5" if more else "2", **more)
    one.headcount = 50
    one.save()
    settle(world, one)
    for user, is_told in ((world.secretary, True), (world.clerk, False)):
        (form,) = forms_of([sheet(world, "陈思远")], one, user)
        assert (WHY in form.no_grade) == is_told
        assert form.decision


def test_what_speaks_against_a_grade_is_not_told_to_a_clerk_or_himself(world):
    begin(world, "市交通运输局")
    one = sheet(world, "陈思远")
    Discipline.objects.create(
        cadre=one.cadre, kind="government", measure="记过", decided_on="2026-03-01"
    )
    for user, is_told in ((world.city, True), (world.secretary, True), (world.clerk, False)):
        assert ("记过" in why_not_excellent([one], user)[one.cadre_id]) == is_told
        assert bool(suggestion(one, user)) == is_told
    assert "记过" not in why_not_excellent([one], world.cadre)[one.cadre_id]
