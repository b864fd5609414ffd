"""The plan in the system is the plan on paper: every paragraph, every open figure, every clause."""

import re
from dataclasses import fields

import pytest
from django.urls import reverse

from config.env import PROJECT
from config.plan import REASONS, SCREENS, USES
from policy.clauses.text import MARK, clauses, paragraphs
from policy.duties.rule import all_rules
from policy.parameters.catalogue import BY_KEY, CATALOGUE, Stricter
from policy.parameters.kinds import Percent, Whole
from policy.plan.reading import of_clauses

PAPER = (PROJECT / "docs" / "plan.txt").read_text(encoding="utf-8")

# The table of clauses, by hand: code to its figures with their first values.
CLAUSES = {
    "2.0": {
        "intake.quota": "100",
        "intake.max_age": "35",
        "intake.min_education": "4",
        "intake.test_weight": "50",
    },
    "2.1": {"target.tier1": "40", "programme.years": "5"},
    "2.2": {"target.tier2": "30"},
    "2.3": {"target.tier3": "20"},
    "2.4": {"target.tier4": "10"},
    "3.1.0": {},
    "3.1.1": {
        "training.classes_per_year": "2",
        "training.class_months": "1",
        "training.yearly_hours": "90",
        "training.five_year_hours": "550",
    },
    "3.1.2": {"mentoring.round_months": "24", "mentoring.max_mentees": "1"},
    "3.1.3": {"rotation.interval_months": "24", "rotation.min_posts": "2"},
    "3.1.4": {
        "frontline.township_months": "24",
        "frontline.secondment_months": "12",
        "frontline.petition_months": "6",
    },
    "3.2.1": {"priority.enforced": "是"},
    "3.2.2": {"acting.max_months": "12"},
    "3.2.3": {
        "selection.county_interval_months": "24",
        "selection.section_interval_months": "12",
        "selection.cross_interval_months": "24",
    },
    "3.2.4": {},
    "3.3.1": {"analysis.interval_months": "6"},
    "3.3.2": {"talk.per_quarter": "1", "talk.spot_check_percent": "10"},
    "3.3.3": {},
    **{f"3.3.3-{number}": {} for number in (1, 2, 3, 4, 5, 7)},
    "3.3.3-6": {"exit.low_rating_percent": "30"},
    "3.3.4": {"assessment.excellent_percent": "20", "assessment.month": "12"},
    "3.3.5": {"report.deadline": "12-20"},
    "3.3.6": {},
    "4.1": {"meeting.per_year": "2"},
    "4.2": {},
}


def test_without_its_marks_the_text_is_the_plan_verbatim() -> None:
    on_paper = [line.strip() for line in PAPER.splitlines() if line.strip()]
    assert [one.verbatim for one in paragraphs()] == on_paper


def test_no_figure_is_left_open_and_every_mark_is_of_the_catalogue() -> None:
    for one in paragraphs():
        assert not re.search(r"x", MARK.sub("", one.text)), one.verbatim
        assert set(one.keys) <= set(BY_KEY)
        assert "{" not in "".join(piece.words for piece in one.pieces)


def test_pieces_are_the_text_in_printed_punctuation() -> None:
    printed = str.maketrans(",;:()", "，；：（）")
    for one in paragraphs():
        words = "".join(piece.words for piece in one.pieces)
        assert words.translate(printed) == one.verbatim.translate(printed)


def test_every_clause_is_there_with_its_figures_and_their_first_values() -> None:
    assert {one.code for one in clauses()} == set(CLAUSES)
    for code, figures in CLAUSES.items():
        for key, first in figures.items():
            assert (BY_KEY[key].clause, BY_KEY[key].first) == (code, first), key


@pytest.mark.parametrize("one", CATALOGUE, ids=lambda one: one.key)
def test_a_figure_has_a_clause_a_sound_first_value_and_a_use(one) -> None:
    assert one.clause in CLAUSES
    if one.first:
        assert one.kind.parse(one.kind.show(one.kind.parse(one.first))) == one.kind.parse(one.first)
    if one.stricter != Stricter.NONE:
        assert isinstance(one.kind, (Whole, Percent))  # "stricter" is a comparison of numbers
    assert any(one.key.startswith(start) for start in USES)


def test_keys_are_unique() -> None:
    assert len(BY_KEY) == len(CATALOGUE)


def test_every_clause_has_a_figure_a_rule_a_screen_or_a_reason() -> None:
    carried = set(of_clauses()) | set(SCREENS) | {rule.clause for rule in all_rules().values()}
    assert set(CLAUSES) - carried == set(REASONS)
    assert set(SCREENS) <= set(CLAUSES)


def test_every_screen_has_an_address() -> None:
    for screens in SCREENS.values():
        for _label, view, *_query in screens:
            assert reverse(view)


def test_every_rule_cites_a_clause_and_its_sentence_can_be_said() -> None:
    for rule in all_rules().values():
        assert rule.clause in CLAUSES
        names = {one.name: 1 for one in fields(rule.figures)}
        assert "{" not in rule.sentence.format(**names)
