"""What a form tells whom: conduct, ID numbers and what is planned with a person."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.approval.models import ApprovalTexts
from cadres.exchange.conduct_text import composed, conduct_text
from cadres.exchange.forms import forms_of
from cadres.formats.approval_form import Edition
from cadres.identity.vault import lookup_hash, seal
from cadres.people.models import Cadre, Discipline, FamilyMember, ResumeLine, Reward
from tests.exchange.making import TODAY, form_for

NUMBER = "990101199311030215"
HONOUR, MEASURE, WRITTEN, PLANNED = "抗洪先进个人", "党内警告", "曾受诫勉谈话", "清河市某局副局长"
REWARDED = f"2024年03月，被中共青川县委授予“{HONOUR}”称号"
PUNISHED = "2025年07月，受到市纪委给予的党内警告处分"


@pytest.fixture
def chen(world) -> Cadre:
    """陈思远, who has an account of his own, with something of everything."""
    cadre = world.cadres["陈思远"]
    Reward.objects.create(
        cadre=cadre, name=HONOUR, decided_on=date(2024, 3, 5), authority="中共青川县委"
    )
    Reward.objects.create(
        cadre=cadre, name="撤销了的", decided_on=date(2023, 3, 5), revoked_on=date(2024, 1, 1)
    )
    Discipline.objects.create(
        cadre=cadre,
        kind="party",
        measure=MEASURE,
        decided_on=date(2025, 7, 1),
        effect_until=date(2026, 7, 1),
        authority="市纪委",
    )
    Cadre.objects.filter(pk=cadre.pk).update(
        id_sealed=seal(NUMBER), id_hash=lookup_hash(NUMBER), id_masked="990101********0215"
    )
    return cadre


@pytest.fixture
def written(chen) -> Cadre:
    """The same with texts of his form's own."""
    ApprovalTexts.objects.create(
        cadre=chen,
        rewards=WRITTEN,
        planned_post=PLANNED,
        removed_post="现职",
        grounds="工作需要",
        assessments="2025年年度考核为称职。",
        unknown=[["ChuFen", WRITTEN]],
    )
    return chen


@pytest.mark.parametrize("who", ["city", "secretary"])
def test_those_who_answer_are_told_of_discipline(world, chen, who):
    form = form_for(chen, world.users[who])
    assert form.rewards == f"{REWARDED}；{PUNISHED}。"


@pytest.mark.parametrize("who", ["clerk", "cadre"])
def test_others_are_told_of_rewards_alone(world, chen, who):
    assert form_for(chen, world.users[who]).rewards == f"{REWARDED}。"


@pytest.mark.parametrize("who", ["city", "secretary"])
def test_a_text_that_was_written_stands_for_those_who_answer(world, written, who):
    form = form_for(written, world.users[who])
    assert form.rewards == WRITTEN
    assert form.planned_post == PLANNED


@pytest.mark.parametrize(("who", "told"), [("city", True), ("secretary", False)])
def test_elements_that_nobody_knows_go_to_who_keeps_the_file(world, written, who, told):
    """Some editor's own element may be the ID number once more."""
    ApprovalTexts.objects.update(unknown=[["GongMinShenFenHaoMa", NUMBER]])
    form = form_for(written, world.users[who])
    assert form.unknown == ((("GongMinShenFenHaoMa", NUMBER),) if told else ())
    assert (NUMBER in repr(form)) == told


@pytest.mark.parametrize("who", ["clerk", "cadre"])
def test_a_text_that_may_tell_of_discipline_is_kept_from_others(world, written, who):
    form = form_for(written, world.users[who])
    assert WRITTEN not in repr(form)
    assert MEASURE not in repr(form)
    assert form.rewards == f"{REWARDED}。"
    assert form.assessments == "2025年年度考核为称职。"


def test_what_is_planned_is_kept_from_the_person_himself(world, written):
    form = form_for(written, world.cadre)
    assert (form.planned_post, form.removed_post, form.grounds) == ("", "", "")
    assert form_for(written, world.clerk).planned_post == PLANNED


@pytest.mark.parametrize(
    ("who", "number"),
    [("city", NUMBER), ("secretary", ""), ("clerk", ""), ("cadre", "")],
)
def test_numbers_go_to_who_keeps_the_file(world, chen, who, number):
    assert form_for(chen, world.users[who]).id_number == number


@pytest.mark.parametrize("who", ["county", "auditor", "sysadmin", "secadmin", "nobody"])
def test_out_of_scope_there_is_no_form(world, written, who):
    people = Cadre.objects.filter(pk=written.pk)
    assert not list(forms_of(people, world.users[who], TODAY, Edition.NEW))


@pytest.mark.parametrize("on", [date(2024, 3, 4), date(2022, 1, 1)])
def test_what_was_decided_later_is_not_told(chen, on):
    """The reward that was revoked later stood on neither day, or not yet."""
    told = conduct_text(chen.rewards.all(), chen.discipline.all(), on)
    assert HONOUR not in told
    assert "处分" not in told


def test_what_our_own_forms_say_is_known_again(world, chen):
    found = composed([chen.pk], world.city, TODAY)[chen.pk]
    for who in ("city", "clerk"):
        assert form_for(chen, world.users[who]).rewards in found
    assert composed([chen.pk], world.clerk, TODAY)[chen.pk] == {f"{REWARDED}。"}
    assert composed([chen.pk], world.county, TODAY)[chen.pk] == {"无"}


def test_nobody_without_anything_is_left_blank(world):
    assert form_for(world.cadres["周雨晴"], world.city).rewards == "无"
    assert form_for(world.cadres["周雨晴"], world.city).assessments == "无"


def test_the_statements_do_not_grow_with_people(world, written):
    for cadre in world.cadres.values():
        ResumeLine.objects.create(cadre=cadre, since=date(2015, 7, 1), text="科员")
        FamilyMember.objects.create(cadre=cadre, relation="父亲", name="某某")
    world.city.scopes  # noqa: B018 - read once per request

    def statements(people) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            found = list(forms_of(people, world.city, TODAY, Edition.OLD))
        assert found
        return len(seen)

    one = statements(Cadre.objects.filter(pk=written.pk))
    assert statements(Cadre.objects.all()) == one == 7  # the last: what yearly assessments say
