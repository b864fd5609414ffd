"""Opinions, proposals and words: what is refused, who is faster, nobody about himself."""

import pytest
from django.core.exceptions import ValidationError

from cadres.people.models import Cadre
from core.audit.models import AuditEntry
from core.choices import Role
from core.errors import DomainError, NotAllowed, Stale
from reporting.annual import services
from reporting.annual.choices import Part
from reporting.annual.models import AnnualReport, Opinion, Proposal
from reporting.annual.reading import whole_for
from tests.annual.making import (
    BUREAU,
    COUNTY,
    ON,
    TOWN,
    filed,
    granted,
    opened,
    opinion,
    passage,
    report,
    returned,
    said,
    secretary_of,
)  # fmt: skip


def opine(world, given, actor=None, place=BUREAU):
    return services.opine(
        actor=actor or world.clerk, report=report(world, place), given=given, on=ON
    )


def test_all_opinions_of_a_page_are_written_together_or_none(world):
    opened(world)
    one, other = opinion(world, "周雨晴"), opinion(world, "陈思远")
    with pytest.raises(ValidationError, match="陈思远的意见是“调出”，要写明理由"):
        opine(world, {one.pk: ("keep", "", 1), other.pk: ("exit", " ", 1)})
    assert opinion(world, "周雨晴").stand == ""
    changed = opine(world, {one.pk: ("keep", "", 1), other.pk: ("exit", "已到龄", 1)})
    assert {item.cadre.name for item in changed} == {"周雨晴", "陈思远"}
    assert (opinion(world, "陈思远").reason, opinion(world, "陈思远").version) == ("已到龄", 2)
    assert opine(world, {one.pk: ("keep", "", 2)}) == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("maybe", "", 1), "无效，请选择保留、调出或缓定"),
        (("defer", "", 1), "要写明理由"),
        (("keep", "长" * 201, 1), "最多 200 字"),
    ],
)
def test_what_an_opinion_refuses_is_said_at_its_person(world, given, sentence):
    opened(world)
    one = opinion(world, "周雨晴")
    with pytest.raises(ValidationError, match=sentence) as refused:
        opine(world, {one.pk: given})
    assert list(refused.value.message_dict) == [f"opinion-{one.pk}"]


def test_the_faster_of_two_wins_and_the_slower_is_told(world):
    one = returned(world)
    mine = opinion(world, "周雨晴")
    opine(world, {mine.pk: ("exit", "甲写的", mine.version)})
    with pytest.raises(Stale, match="已由方晓彤在"):
        opine(world, {mine.pk: ("keep", "", mine.version)}, actor=world.secretary)
    words = passage(world)
    services.write(actor=world.clerk, report=one, part=1, text="甲写的", seen=words.version, on=ON)
    with pytest.raises(Stale, match="已由方晓彤在") as stale:
        services.write(
            actor=world.secretary, report=one, part=1, text="乙写的", seen=words.version, on=ON
        )
    assert stale.value.status == 409
    assert passage(world).text == "甲写的"
    head = {"document": "清交党发〔2026〕3号", "signer": "马建国", "meeting": "", "contact": ""}
    services.describe(actor=world.clerk, report=one, seen=one.version, on=ON, **head)
    with pytest.raises(Stale):
        services.describe(actor=world.secretary, report=one, seen=one.version, on=ON, **head)


def test_an_opinion_that_is_no_more_is_said_to_be(world):
    opened(world)
    one = opinion(world, "周雨晴")
    Opinion.objects.filter(pk=one.pk).delete()
    with pytest.raises(Stale, match="已不在这份报告的名册中"):
        opine(world, {one.pk: ("keep", "", 1)})


def test_nobody_speaks_of_himself_or_reads_what_is_thought_of_him(world):
    opened(world)
    himself = granted(world, "chen-clerk", Role.UNIT_CLERK, BUREAU)
    Cadre.objects.filter(name="陈思远").update(account=himself)
    one, own = opinion(world, "周雨晴"), opinion(world, "陈思远")
    with pytest.raises(NotAllowed, match="陈思远是您本人"):
        opine(world, {own.pk: ("keep", "", 1)}, actor=himself)
    kept = services.keep_rest(actor=himself, report=report(world), on=ON)
    assert [item.cadre.name for item in kept] == ["周雨晴"]
    assert opinion(world, "陈思远").stand == ""
    opine(world, {own.pk: ("exit", "拟调出", 1)})
    told = whole_for(himself, report(world))
    hidden = next(item for item in told.opinions if item.cadre == own.cadre_id)
    assert (hidden.stand, hidden.reason) == (None, "（本人）")
    assert not Opinion.objects.visible_to(himself).filter(pk=own.pk).exists()
    assert Opinion.objects.visible_to(himself).filter(pk=one.pk).exists()
    with pytest.raises(NotAllowed, match="您本人"):
        services.propose(actor=himself, report=report(world), cadre=own.cadre, reason="好", on=ON)


def test_what_was_said_of_oneself_is_not_answered_by_oneself(world):
    person = world.cadres["陈思远"]
    one = returned(world, **{f"opinion_{person.pk}": "理由不足"})
    himself = granted(world, "chen-clerk", Role.UNIT_CLERK, BUREAU)
    Cadre.objects.filter(pk=person.pk).update(account=himself)
    with pytest.raises(NotAllowed, match="涉及您本人"):
        services.answer(actor=himself, comment=one.comments.get(), words="改了", on=ON)


def test_a_proposal_is_of_ones_own_and_not_on_the_roster_yet(world):
    one = opened(world)
    given = {"actor": world.clerk, "report": one, "on": ON}
    with pytest.raises(ValidationError, match="已在优秀年轻干部名册中"):
        services.propose(cadre=world.cadres["周雨晴"], reason="好", **given)
    with pytest.raises(ValidationError, match="不是市交通运输局的人员"):
        services.propose(cadre=world.cadres["单文静"], reason="好", **given)
    with pytest.raises(ValidationError, match="请写明推荐理由"):
        services.propose(cadre=world.cadres["曾可欣"], reason=" ", **given)
    services.none_to_add(is_none=True, **given)
    made = services.propose(cadre=world.cadres["曾可欣"], reason="表现突出", **given)
    assert not report(world).none_to_add
    with pytest.raises(ValidationError, match="已在拟补充人选中"):
        services.propose(cadre=world.cadres["曾可欣"], reason="好", **given)
    with pytest.raises(DomainError, match="已有拟补充人选"):
        services.none_to_add(is_none=True, **given)
    services.unpropose(actor=world.clerk, proposal=made, on=ON)
    with pytest.raises(Stale, match="已被他人移出"):
        services.unpropose(actor=world.clerk, proposal=made, on=ON)
    assert not Proposal.objects.exists()


def test_a_county_takes_over_what_its_units_filed_where_it_said_nothing(world):
    opened(world, COUNTY, TOWN)
    town = {one.cadre.name: one for one in Opinion.objects.filter(report=report(world, TOWN))}
    assert set(town) == {"赵文博", "罗天翊"}
    said(world, TOWN)
    services.opine(
        actor=secretary_of(world, TOWN),
        report=report(world, TOWN),
        given={town["赵文博"].pk: ("defer", "正在考察", 2)},
        on=ON,
    )
    assert services.adopt(actor=world.county, report=report(world, COUNTY), on=ON) == []
    filed_town = report(world, TOWN)
    services.file(
        actor=secretary_of(world, TOWN), report=filed_town, seen=filed_town.version, on=ON
    )
    own = opinion(world, "罗天翊", COUNTY)
    opine(world, {own.pk: ("exit", "县里另有意见", 1)}, actor=world.county, place=COUNTY)
    taken = services.adopt(actor=world.county, report=report(world, COUNTY), on=ON)
    assert [(one.cadre.name, one.stand, one.reason) for one in taken] == [
        ("赵文博", "defer", "正在考察")
    ]
    assert opinion(world, "罗天翊", COUNTY).stand == "exit"
    opened(world)
    with pytest.raises(DomainError, match="只有县（区）的报告"):
        services.adopt(actor=world.secretary, report=report(world), on=ON)


def test_words_are_kept_or_put_back_to_the_draft(world):
    one = opened(world)
    drafted = passage(world).drafted
    made = services.write(
        actor=world.clerk, report=one, part=1, text="  自己写的\r\n第二段 ", seen=1, on=ON
    )
    assert made.text == "自己写的\n第二段" and made.is_own and made.version == 2
    again = services.write(
        actor=world.clerk, report=one, part=1, text="自己写的\n第二段", seen=2, on=ON
    )
    assert again.version == 2
    made = services.reset(actor=world.clerk, report=one, part=1, seen=2, on=ON)
    assert made.text == drafted and not made.is_own
    with pytest.raises(ValidationError, match="最多 8000 字"):
        services.write(actor=world.clerk, report=one, part=1, text="长" * 8001, seen=3, on=ON)
    for part in (0, 8, "x", None):
        with pytest.raises(ValidationError, match="没有“"):
            services.write(actor=world.clerk, report=one, part=part, text="", seen=1, on=ON)
    assert passage(world, Part.PLAN).version == 1


def test_numbers_that_come_with_a_form_are_ignored_and_logged(world):
    one = opened(world)
    before = AnnualReport.objects.values("content", "version").get(pk=one.pk)
    named = services.ignored_figures(
        world.clerk, one, {"roster.open": "99", "figure:talks.held": "1", "x": "y"}
    )
    assert named == ["在库人数", "谈心谈话人次", "x"]
    assert AnnualReport.objects.values("content", "version").get(pk=one.pk) == before
    row = AuditEntry.objects.filter(subject_id=str(one.pk)).order_by("pk").last()
    assert row.actor_label == str(world.clerk) and row.detail["内容"]["在库人数"] == "99"
    assert services.ignored_figures(world.clerk, one, {}) == []


def test_a_filed_report_takes_no_more_words(world):
    one = filed(world).report
    with pytest.raises(DomainError, match="现在是“已上报”，不能填写"):
        services.write(actor=world.clerk, report=one, part=1, text="x", seen=1, on=ON)
