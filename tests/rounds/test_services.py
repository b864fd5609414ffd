"""The life of a sheet and of a round: who may do what, what is refused, in which words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from assessments.rounds import services
from assessments.rounds.models import Assessment, Round
from cadres.people.models import Discipline
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from policy.duties.models import Duty
from tests.rounds.making import (
    ON,
    OPENED,
    SETTLED,
    begin,
    number,
    propose,
    settle,
    settled,
    sheet,
)
from tests.world import World

BUREAU = "市交通运输局"


def test_everybody_on_the_list_has_a_sheet_where_he_belongs(world: World) -> None:
    found = begin(world, BUREAU, "市科技局", "柳河镇")
    assert set(found) == {BUREAU, "市科技局", "柳河镇"}
    rows = Assessment.objects.values_list("cadre__name", "unit__short_name", "basis", "state")
    assert set(rows) == {
        ("周雨晴", BUREAU, "own", "summary"),
        ("陈思远", BUREAU, "own", "summary"),
        ("李明朗", "市科技局", "own", "summary"),
        ("赵文博", "柳河镇", "own", "summary"),
        ("罗天翊", "柳河镇", "own", "summary"),
    }


def test_begun_twice_it_adds_who_came_meanwhile(world: World) -> None:
    begin(world, BUREAU)
    with pytest.raises(DomainError, match="都已开始，没有要补充的人员"):
        begin(world, BUREAU)
    Assessment.objects.filter(cadre__name="陈思远").delete()
    assert set(begin(world, BUREAU, "市科技局")) == {BUREAU, "市科技局"}
    assert Round.objects.count() == 2
    assert Assessment.objects.filter(unit=world.named[BUREAU]).count() == 2


@pytest.mark.parametrize(("year", "words"), [(2027, "还没有到"), (2024, "补录")])
def test_a_round_is_of_this_year_or_the_last(world: World, year: int, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        begin(world, BUREAU, year=year)


def test_a_unit_begins_its_own_alone(world: World) -> None:
    units = [world.named["市科技局"]]
    with pytest.raises(NotAllowed, match="市科技局"):
        services.open_rounds(actor=world.secretary, units=units, year=2026, on=OPENED)
    with pytest.raises(NotAllowed):
        services.open_rounds(actor=world.clerk, units=[world.named[BUREAU]], year=2026, on=OPENED)
    (own,) = services.open_rounds(
        actor=world.secretary, units=[world.named[BUREAU]], year=2026, on=OPENED
    )
    assert own.unit == world.named[BUREAU]


def test_the_person_writes_and_the_secretary_proposes(world: World) -> None:
    begin(world, BUREAU)
    one = sheet(world, "陈思远")
    given = {"assessment": one, "on": OPENED}
    services.write(actor=world.cadre, seen=1, politics="坚定。", **given)
    with pytest.raises(ValidationError, match="本人总结"):
        services.submit(actor=world.cadre, seen=2, **given)
    services.submit(actor=world.cadre, seen=2, summary="一年来……", **given)
    with pytest.raises(DomainError, match="待总结"):
        services.write(actor=world.cadre, seen=3, summary="再改", **given)
    judge = {"seen": 3, "outcome": "2", "comment": "扎实。", **given}
    for nobody in (world.cadre, world.clerk, world.nobody, world.auditor):
        with pytest.raises(NotAllowed):
            services.propose(actor=nobody, **judge)
    services.propose(actor=world.secretary, **judge)
    one = sheet(world, "陈思远")
    assert (one.state, one.proposed, one.summary_on) == ("proposed", "2", OPENED)
    with pytest.raises(Stale):
        services.propose(actor=world.secretary, **judge)


def test_nobody_judges_himself(world: World) -> None:
    begin(world, BUREAU)
    one = sheet(world, "周雨晴")
    one.cadre.account = world.secretary
    one.cadre.save()
    given = {"actor": world.secretary, "assessment": one, "on": OPENED}
    services.submit(seen=1, summary="一年来……", **given)
    with pytest.raises(NotAllowed, match="不能办理本人"):
        services.propose(seen=2, outcome="1", comment="好", **given)
    propose(world, "周雨晴")
    propose(world, "陈思远")
    round = number(world, sheet(world, "周雨晴").round, 50)
    with pytest.raises(DomainError, match="您本人在这次考核中"):
        settle(world, round, actor=world.secretary)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"outcome": "9"}, "outcome", "请选择等次"),
        ({"outcome": "5"}, "no_grade", "不定等次要选择情形"),
        ({"outcome": "6", "no_grade": "other"}, "no_grade_note", "请写明说明"),
        ({"outcome": "2", "no_grade": "absent"}, "no_grade", "不用选择"),
        ({"outcome": "2", "comment": " "}, "comment", "评语"),
        ({"outcome": "2", "comment": "长" * 4001}, "comment", "4001"),
    ],
)
def test_what_cannot_be_proposed(world: World, values: dict, field: str, words: str) -> None:
    begin(world, BUREAU)
    with pytest.raises(ValidationError) as refused:
        propose(world, "陈思远", **values)
    assert words in refused.value.message_dict[field][0]
    assert sheet(world, "陈思远").state == "appraising"


def test_a_year_of_a_sanction_is_not_excellent(world: World) -> None:
    begin(world, BUREAU)
    warned = {"kind": "party", "measure": "警告", "effect_until": date(2026, 1, 2)}
    row = Discipline.objects.create(
        cadre=world.cadres["陈思远"], decided_on=date(2025, 1, 2), **warned
    )
    with pytest.raises(ValidationError, match=r"于 2025-01-02 受警告.*2026 年度不得确定为优秀"):
        propose(world, "陈思远", "1")
    row.effect_until = date(2026, 1, 1)  # its last day was that of the year before
    row.save()
    assert propose(world, "陈思远", "1").proposed == "1"
    row.effect_until = date(2026, 6, 1)  # known only after it was proposed
    row.save()
    propose(world, "周雨晴")
    with pytest.raises(DomainError, match="陈思远于 2025-01-02 受警告"):
        settle(world, number(world, sheet(world, "陈思远").round, 50))


def test_a_round_is_settled_when_each_is_proposed_and_numbers_are_known(world: World) -> None:
    round = begin(world, BUREAU)[BUREAU]
    propose(world, "陈思远")
    with pytest.raises(DomainError, match=r"^周雨晴还没有提出等次"):
        settle(world, round)
    propose(world, "周雨晴", "3")
    with pytest.raises(DomainError, match="参加考核总人数"):
        settle(world, round)
    number(world, round, 50)
    for more, words in (
        ({"meeting": " "}, "会议"),
        ({"day": ON + timedelta(days=1)}, "还没有到"),
        ({"day": OPENED - timedelta(days=1)}, "考核开始日期"),
    ):
        with pytest.raises(ValidationError, match=words):
            settle(world, round, **more)
    done = settle(world, round)
    assert (done.state, done.settled_on, done.meeting) == ("settled", SETTLED, "局党组会议")
    rows = Assessment.objects.values_list("cadre__name", "state", "outcome", "decided_on")
    assert set(rows) == {
        ("陈思远", "decided", "2", SETTLED),
        ("周雨晴", "decided", "3", SETTLED),
    }
    with pytest.raises(DomainError, match="已审定"):
        settle(world, round)


def test_not_before_the_month_of_assessment(world: World) -> None:
    round = begin(world, BUREAU, on=date(2026, 11, 23))[BUREAU]
    for name in ("陈思远", "周雨晴"):
        propose(world, name, on=date(2026, 11, 23))
    number(world, round, 50)
    with pytest.raises(ValidationError, match="2026 年度考核月份 2026-12-01"):
        settle(world, round, day=date(2026, 11, 30))


def test_above_the_quota_it_is_refused_by_name(world: World) -> None:
    round = begin(world, BUREAU)[BUREAU]
    propose(world, "陈思远", "1")
    propose(world, "周雨晴", "1")
    number(world, round, 7)  # 1.4
    with pytest.raises(DomainError) as refused:
        settle(world, round)
    assert str(refused.value) == (
        "优秀超过名额：参加考核 7 人 × 20% = 1.4，舍去小数为 1 人；已评优秀 2 人，超出 1 人。"
        "建议优秀的有周雨晴、陈思远，请调整后再审定。"
    )
    number(world, round, 10, others_excellent=1)
    with pytest.raises(DomainError, match="已评优秀 3 人，超出 1 人"):
        settle(world, round)
    number(world, round, 10)
    assert settle(world, round).state == "settled"


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"headcount": 1}, "headcount", "少于本次登记表 2 份"),
        ({"headcount": 9, "others_excellent": 8}, "others_excellent", "7 人"),
        ({"headcount": 9, "percent": 25}, "percent_document", "文号"),
        ({"headcount": 9, "percent_document": "x"}, "percent", "比例"),
        ({"headcount": 9, "percent": 20, "percent_document": "x"}, "percent", "没有超过"),
        ({"headcount": 9, "percent": 26, "percent_document": "x"}, "percent", "最高比例 25%"),
    ],
)
def test_numbers_that_cannot_be(world: World, values: dict, field: str, words: str) -> None:
    round = begin(world, BUREAU)[BUREAU]
    with pytest.raises(ValidationError) as refused:
        number(world, round, **values)
    assert words in refused.value.message_dict[field][0]


def test_a_higher_quota_has_its_document(world: World) -> None:
    round = begin(world, BUREAU)[BUREAU]
    propose(world, "陈思远", "1")
    propose(world, "周雨晴", "1")
    number(world, round, 8)
    with pytest.raises(DomainError, match=r"8 人 × 20% = 1.6"):
        settle(world, round)
    number(world, round, 8, percent=25, percent_document="清公局〔2026〕3号")
    assert settle(world, round).percent == 25


def test_the_last_day_to_object_and_the_day_after(world: World) -> None:
    settled(world, BUREAU)
    last = SETTLED + timedelta(days=30)
    for name, day in (("陈思远", last), ("周雨晴", last + timedelta(days=1))):
        one = sheet(world, name)
        ask = {"assessment": one, "seen": one.version, "words": "请复核。", "day": day}
        if day > last:
            with pytest.raises(ValidationError, match="2027-01-19 以前"):
                services.object_to(actor=world.clerk, on=day, **ask)
        else:
            with pytest.raises(ValidationError, match="日期应为今天"):
                services.object_to(actor=world.cadre, on=day + timedelta(days=1), **ask)
            services.object_to(actor=world.cadre, on=day, **ask)
    assert sheet(world, "陈思远").state == "objected"
    assert sheet(world, "周雨晴").state == "decided"


def test_a_review_may_change_the_grade_within_the_quota(world: World) -> None:
    round = settled(world, BUREAU, 周雨晴="1")
    Round.objects.filter(pk=round.pk).update(headcount=5)  # one may be
    one = sheet(world, "陈思远")
    ask = {"assessment": one, "words": "请复核。", "day": ON, "on": ON}
    services.object_to(actor=world.cadre, seen=one.version, **ask)
    answer = ask | {"seen": one.version + 1}
    with pytest.raises(NotAllowed):
        services.review(actor=world.secretary, outcome="1", **answer)
    with pytest.raises(DomainError, match="改为优秀后超过名额：参加考核 5 人 × 20% = 1 人；"):
        services.review(actor=world.city, outcome="1", **answer)
    assert sheet(world, "陈思远").state == "objected"
    Round.objects.filter(pk=round.pk).update(headcount=10)
    services.review(actor=world.city, outcome="1", **answer)
    one = sheet(world, "陈思远")
    assert (one.state, one.outcome, one.outcome_before) == ("final", "1", "2")


def test_who_agrees_is_done(world: World) -> None:
    settled(world, BUREAU)
    one = sheet(world, "陈思远")
    services.agree(actor=world.cadre, assessment=one, seen=one.version, day=ON, on=ON)
    one = sheet(world, "陈思远")
    assert (one.state, one.person_opinion, one.person_on) == ("final", "同意。", ON)


def test_reopened_the_grades_stand_no_more(world: World) -> None:
    round = settled(world, BUREAU)
    one = sheet(world, "陈思远")
    services.agree(actor=world.cadre, assessment=one, seen=one.version, day=ON, on=ON)
    again = {"round": round, "seen": round.version, "reason": "材料有误", "on": ON}
    with pytest.raises(NotAllowed):
        services.reopen(actor=world.secretary, **again)
    services.reopen(actor=world.city, **again)
    rows = Assessment.objects.values_list("state", "outcome", "proposed", "person_on")
    assert set(rows) == {("proposed", "", "2", None)}
    assert settle(world, round).state == "settled"
    one = sheet(world, "陈思远")
    ask = {"seen": one.version, "words": "请复核。", "day": ON, "on": ON}
    services.object_to(actor=world.cadre, assessment=one, **ask)
    round.refresh_from_db()
    with pytest.raises(DomainError, match=r"^陈思远已申请复核"):
        services.reopen(actor=world.city, **again | {"seen": round.version})


def test_sent_back_step_by_step(world: World) -> None:
    begin(world, BUREAU)
    one = propose(world, "陈思远")
    for state in ("appraising", "summary"):
        back = {"assessment": one, "seen": one.version, "reason": "请补充", "on": ON}
        one = services.send_back(actor=world.secretary, **back)
        assert (one.state, one.proposed, one.returned) == (state, "", "请补充")
    with pytest.raises(DomainError, match="待总结"):
        services.send_back(actor=world.secretary, **back | {"seen": one.version})


def test_left_out_and_added(world: World) -> None:
    round = begin(world, BUREAU)[BUREAU]
    one = sheet(world, "陈思远")
    out = {"actor": world.secretary, "assessment": one, "seen": 1, "on": ON}
    services.leave_out(reason="已在省直单位考核", **out)
    assert not Assessment.objects.filter(cadre__name="陈思远").exists()
    add = {"actor": world.secretary, "round": round, "seen": round.version, "on": ON}
    services.add_person(cadre=world.cadres["陈思远"], **add)
    services.add_person(cadre=world.cadres["曾可欣"], **add)  # she left the list in May
    for name, words in (
        ("陈思远", "不能重复"),
        ("单文静", "没有在库"),
        ("罗天翊", "由柳河镇考核，请在该单位"),
    ):
        with pytest.raises(ValidationError, match=words):
            services.add_person(cadre=world.cadres[name], **add)


def test_a_sheet_that_somebody_took_out_meanwhile_is_told_so(world: World) -> None:
    begin(world, BUREAU)
    one = sheet(world, "陈思远")
    given = {"assessment": one, "on": ON}
    services.leave_out(actor=world.secretary, seen=1, reason="已调走", **given)
    heard = {"interviewee": "马建国", "relation": "leader", "notes": "肯干。", "held_by": "一科"}
    for verb, more in (
        (services.write, {"actor": world.cadre, "seen": 1, "summary": "一年来……"}),
        (services.leave_out, {"actor": world.city, "seen": 1, "reason": "已调走"}),
        (services.remove_past, {"actor": world.city, "seen": 1, "reason": "重复"}),
        (services.add_interview, {"actor": world.city, "held_on": ON, **heard}),
    ):
        with pytest.raises(Stale, match=r"年度考核登记表已被他人删除，没有保存。请返回列表"):
            verb(**given, **more)


def test_the_log_tells_no_grade(world: World) -> None:
    before = AuditEntry.objects.latest("pk").pk
    settled(world, BUREAU, 周雨晴="3")
    rows = AuditEntry.objects.filter(pk__gt=before)
    details = [str(detail) for detail in rows.values_list("detail", flat=True)]
    assert len(details) >= 8
    assert not any("称职" in one or "扎实" in one for one in details)


def test_settled_is_what_the_duty_asks_for(world: World) -> None:
    settled(world, BUREAU)
    found = Duty.objects.filter(rule="assessment.yearly", period="2026", cadre__name="陈思远")
    assert list(found.values_list("state", "done_on")) == [("done", SETTLED)]
