"""What a unit asks to have changed, and what the department decides, field by field."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cadres.changes import services
from cadres.changes.models import ChangeRequest, FieldChange
from cadres.formats.resume_text import Line
from cadres.people import services as people
from cadres.people.guards.family import Member
from cadres.people.models import Cadre
from cadres.people.services.rows import family_of, resume_of
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from core.pages import sentence_for
from tests.changes.asking import NO, NUMBER, ON, YES, asked, decided


def test_a_request_holds_old_and_new_and_writes_nothing(world, cadre):
    request = asked(world, cadre)
    assert [
        (c.field, c.label, c.old, c.new, c.old_text, c.new_text) for c in request.fields.all()
    ] == [
        (
            "title",
            "现任职务",
            "清河市交通运输局综合规划科科长",
            "清河市交通运输局副局长",
            "清河市交通运输局综合规划科科长",
            "清河市交通运输局副局长",
        ),
        ("post_since", "任现职时间", "2024-03", "2026-10", "2024.03", "2026.10"),
    ]
    assert Cadre.objects.get(pk=cadre.pk).version == cadre.version
    log = AuditEntry.objects.filter(subject="cadre", subject_id=str(cadre.pk)).first()
    assert (log.subject_label, log.detail["理由"]) == ("周雨晴 信息变更", "任职文件")


def test_only_what_differs_is_asked_for(world, cadre):
    request = asked(world, cadre, title=cadre.title, phone="13900000000")
    assert [change.field for change in request.fields.all()] == ["phone"]
    with pytest.raises(DomainError, match="没有需要变更的内容"):
        asked(world, cadre, title=cadre.title)


def test_the_guards_speak_when_it_is_asked(world, cadre):
    with pytest.raises(ValidationError) as refused:
        asked(world, cadre, birth=date(2027, 1, 1), level="")
    assert {"birth", "level"} <= set(refused.value.message_dict)
    with pytest.raises(DomainError, match="第 1 行"):
        asked(world, cadre, resume=[Line(date(2027, 1, 1), None, "科员")])
    assert not ChangeRequest.objects.exists()


def test_a_stale_form_asks_for_nothing(world, cadre):
    seen = cadre.version
    people.edit(actor=world.city, cadre=cadre, seen=seen, on=ON, phone="1")
    with pytest.raises(Stale, match="林静文"):
        services.ask(
            actor=world.clerk, cadre=cadre, seen=seen, on=ON, reason="x", values={"title": "副局长"}
        )


def test_ones_own_waiting_request_takes_more_fields(world, cadre):
    first = asked(world, cadre, title="副局长")
    again = asked(world, cadre, title="二级调研员", phone="139", reason="更正")
    assert again.pk == first.pk
    assert {c.field: c.new for c in again.fields.all()} == {"title": "二级调研员", "phone": "139"}
    assert again.reason == "任职文件；更正"
    with pytest.raises(DomainError, match="方晓彤已为该同志提交了一份变更"):
        asked(world, cadre, actor=world.secretary, phone="138")


def test_the_database_keeps_one_open_request_for_a_person(world, cadre):
    asked(world, cadre)
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        ChangeRequest.objects.create(cadre=cadre, asked_by=world.secretary)
    assert "已有一份待审核的变更" in sentence_for(broken.value)


def test_approved_fields_are_written_and_refused_ones_are_not(world, cadre):
    request = asked(world, cadre)
    outcome = decided(world, request, title=YES, post_since=NO)
    assert [c.field for c in outcome.approved] == ["title"]
    cadre.refresh_from_db()
    request.refresh_from_db()
    assert (cadre.title, cadre.post_since) == ("清河市交通运输局副局长", date(2024, 3, 1))
    assert (request.state, request.decided_by) == ("decided", world.city)
    assert request.fields.get(field="post_since").remark == "依据不足"
    with pytest.raises(DomainError, match="已审核，不能再办理"):
        decided(world, request, title=YES)


def test_a_field_without_a_choice_waits(world, cadre):
    request = asked(world, cadre)
    decided(world, request, title=YES)
    request.refresh_from_db()
    assert request.state == "open"
    with pytest.raises(DomainError, match="已审核了一部分"):
        asked(world, cadre, phone="138")
    with pytest.raises(DomainError, match="刚刚已由他人审核"):
        decided(world, request, title=YES)
    decided(world, request, post_since=NO)
    request.refresh_from_db()
    assert request.state == "decided"


def test_a_field_that_changed_meanwhile_stays_pending_with_a_sentence(world, cadre):
    request = asked(world, cadre)
    people.edit(actor=world.city, cadre=cadre, seen=None, on=ON, title="清河市交通运输局总工程师")
    outcome = decided(world, request, title=YES, post_since=YES)
    (sentence,) = outcome.left.values()
    assert "现任职务已被改为“清河市交通运输局总工程师”" in sentence
    cadre.refresh_from_db()
    request.refresh_from_db()
    assert (cadre.title, cadre.post_since) == ("清河市交通运输局总工程师", date(2026, 10, 1))
    assert (request.state, request.fields.get(field="title").decision) == ("open", "pending")
    decided(world, request, title=NO)
    request.refresh_from_db()
    assert request.state == "decided"


def test_the_guards_speak_again_and_then_nothing_is_written(world, cadre):
    request = asked(world, cadre, rank="R07", rank_since=date(2025, 1, 1), phone="139")
    with pytest.raises(ValidationError) as refused:
        decided(world, request, rank=YES, rank_since=NO, phone=YES)
    assert list(refused.value.message_dict) == ["rank_since"]
    assert Cadre.objects.get(pk=cadre.pk).version == cadre.version
    assert set(request.fields.values_list("decision", flat=True)) == {"pending"}


def test_resume_and_family_go_as_one_field_each(world, cadre):
    lines = [
        Line(date(2010, 9, 1), date(2014, 7, 1), "云州大学学习", "study"),
        Line(date(2014, 7, 1), None, "科员"),
        Line(date(2016, 3, 1), date(2017, 3, 1), "挂职", within=True),
    ]
    family = [Member("父亲", "周国强", date(1962, 1, 1)), Member("母亲", "李某")]
    request = asked(world, cadre, resume=lines, family=family)
    texts = {c.field: (c.old_text, c.new_text) for c in request.fields.all()}
    assert texts["resume"][0] == ""
    assert "（其间：2016.03--2017.03挂职）" in texts["resume"][1]
    assert texts["family"][1] == "父亲　周国强　1962.01\n母亲　李某"
    decided(world, request, resume=YES, family=YES)
    assert (resume_of(cadre), family_of(cadre)) == (lines, family)
    with pytest.raises(DomainError, match="没有需要变更的内容"):
        asked(world, cadre, resume=lines)


def test_an_id_number_waits_sealed_and_is_forgotten_afterwards(world, cadre):
    request = asked(world, cadre, id_number=NUMBER)
    change = request.fields.get()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT string_agg(f::text, '') FROM cadres_fieldchange f) ||"
            " (SELECT string_agg(a::text, '') FROM core_auditentry a)"
        )
        (everything,) = cursor.fetchone()
    assert NUMBER not in everything
    assert change.new_text == "990101********0249"
    decided(world, request, id_number=YES)
    cadre.refresh_from_db()
    assert cadre.id_masked == "990101********0249"
    change.refresh_from_db()
    assert change.new == {"masked": "990101********0249"}


def test_a_withdrawn_or_replaced_number_is_forgotten_too(world, cadre):
    request = asked(world, cadre, id_number=NUMBER)
    asked(world, cadre, id_number=NUMBER, phone="139")
    services.withdraw(actor=world.clerk, request=request)
    assert "sealed" not in str(list(FieldChange.objects.values_list("new", flat=True)))


def test_only_the_asker_withdraws_and_only_while_it_waits(world, cadre):
    request = asked(world, cadre)
    with pytest.raises(NotAllowed):
        services.withdraw(actor=world.secretary, request=request)
    services.withdraw(actor=world.clerk, request=request)
    request.refresh_from_db()
    assert request.state == "withdrawn"
    with pytest.raises(DomainError, match="已撤回，不能再办理"):
        decided(world, request, title=YES)
    with pytest.raises(DomainError, match="已撤回"):
        services.withdraw(actor=world.clerk, request=request)
    assert asked(world, cadre).pk != request.pk


def test_units_do_not_decide_and_a_county_decides_in_its_reach(world, cadre):
    request = asked(world, cadre)
    for who in (world.clerk, world.secretary, world.county):
        with pytest.raises(NotAllowed):
            decided(world, request, actor=who, title=YES)
    town = world.cadres["赵文博"]
    request = asked(world, town, title="柳河镇党委书记")
    decided(world, request, actor=world.county, title=YES)
    assert Cadre.objects.get(pk=town.pk).title == "柳河镇党委书记"


def test_a_county_moves_nobody_out_of_its_reach_by_approving(world):
    town = world.cadres["赵文博"]
    request = asked(world, town, unit=world.named["市科技局"])
    with pytest.raises(NotAllowed, match="不在您的管理范围内"):
        decided(world, request, actor=world.county, unit=YES)
    decided(world, request, unit=YES)
    town.refresh_from_db()
    assert town.unit == world.named["市科技局"]


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_write_once(committed_world):
    world = committed_world
    request = asked(world, world.cadres["周雨晴"])
    start, outcomes = threading.Barrier(2), []

    def run() -> None:
        start.wait()
        try:
            decided(world, request, title=YES, post_since=YES)
            outcomes.append("written")
        except DomainError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "written"]
    changed = AuditEntry.objects.filter(action="change", detail__has_key="现任职务")
    assert changed.filter(subject_label="周雨晴").count() == 1
