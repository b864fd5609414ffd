"""What every rule must have: fields that exist, words, a mutation, one statement."""

import re

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse

from cadres.approval.models import TEXT_FIELDS
from cadres.checks.files import Files
from cadres.checks.finding import findings, found_in, passes
from cadres.checks.models import Finding
from cadres.checks.rule import Rows, Severity
from cadres.checks.rules import BY_CODE, RULES
from cadres.checks.shown import mend_url
from cadres.checks.staging import TABLES
from cadres.people.forms import FIELDS
from tests.checks.drafts import TODAY
from tests.checks.spoiled import OF_TWO, SPOILED
from tests.checks.test_conduct_and_roster import STORED


def test_codes_are_unique_and_keep_their_shape():
    assert len(BY_CODE) == len(RULES)
    longest = Finding._meta.get_field("rule").max_length
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", rule.code) and len(rule.code) <= longest
        assert rule.severity in Severity and rule.basis and not rule.sentence.endswith("。")


def test_every_rule_has_a_mutation():
    assert set(SPOILED) | set(STORED) | set(OF_TWO) == set(BY_CODE)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_column_that_a_rule_reads_exists_and_is_staged(rule):
    staged = {model.__name__ for model in TABLES}
    assert rule.reads
    for column in rule.reads:
        model, name = column.split(".")
        assert model in staged
        try:
            apps.get_model("cadres", model)._meta.get_field(name)
        except FieldDoesNotExist:
            pytest.fail(f"{rule} reads {column}, which is no column")


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_field_has_a_page_and_a_box_to_mend_it_in(rule):
    boxes = {Rows.PEOPLE: {*FIELDS, "resume", "family"}, Rows.TEXTS: set(TEXT_FIELDS)}
    if rule.rows in boxes:
        assert rule.field in boxes[rule.rows]
    finding = Finding(pk=1, cadre_id=1, rule=rule.code, field=rule.field)
    assert mend_url(finding, rule).startswith(("/cadres/1/", "/approval/1/"))


@pytest.mark.parametrize("many", [True, False])
def test_a_pass_is_one_statement_whatever_the_people(world, django_assert_num_queries, many):
    told = passes(RULES)
    assert sorted(rule.code for rules in told for rule in rules) == sorted(BY_CODE)
    assert len(told) < 40
    for rules in told:
        for chosen in (None, [world.cadres["周雨晴"].pk]):
            # Streamed rows: the statement is that of a cursor.
            with django_assert_num_queries(1):
                list(found_in(rules, Files(TODAY, chosen, many=many)))


def test_together_or_alone_the_rules_find_the_same(world):
    files = Files(TODAY, many=False)
    together = {(one.cadre, one.rule.code, one.spot) for one in findings(RULES, files)}
    alone = {
        (one.cadre, one.rule.code, one.spot) for rule in RULES for one in found_in((rule,), files)
    }
    assert together == alone and together


def test_pages_of_editing_have_the_anchors(world, client_for):
    cadre = world.cadres["周雨晴"]
    page = client_for(world.city).get(reverse("cadres:edit", args=[cadre.pk])).content.decode()
    for rule in RULES:
        if rule.rows == Rows.PEOPLE and rule.field not in ("resume", "family"):
            assert f'id="id_{rule.field}"' in page
