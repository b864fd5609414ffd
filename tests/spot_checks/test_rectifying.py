"""Reading, reporting, answering; and the duties that come and go with it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from assessments.choices import Answer, CheckState, ItemResult, RectificationState
from assessments.spot_checks.duties import RECHECK, RECHECK_COUNTY, RECTIFY, SPOT_CHECK
from assessments.spot_checks.models import Rectification, SpotCheck, SpotItem
from assessments.spot_checks.services import reading, rectifying, reporting
from core.errors import DomainError, NotAllowed, Stale
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from tests.spot_checks.making import (
    ALL_YES,
    ON,
    asked_of,
    draw,
    read_all,
    reported,
    talks,
)
from tests.world import World

RULES = (SPOT_CHECK, RECTIFY, RECHECK, RECHECK_COUNTY)
DAY = timedelta(days=1)


def read(world: World, item: SpotItem, who: str = "city", **changed) -> SpotItem:
    values = {"answers": ALL_YES, "result": ItemResult.GOOD, "seen": item.version}
    return reading.read(actor=world.users[who], item=item, **values | changed)


def duties(rule) -> list[tuple]:
    rows = Duty.objects.filter(rule=rule.name).order_by("period")
    return list(rows.values_list("period", "state", "due_on", "done_on"))


def test_a_record_is_read_once_every_question_is_answered(world: World) -> None:
    talks(world, 市科技局=1)
    item = draw(world).items.get()
    for wrong in (
        {"answers": {}},
        {"answers": ALL_YES | {"signed": "maybe"}},
        {"result": ItemResult.UNREAD},
        {"result": ItemResult.FAULTY},
        {"result": ItemResult.FAULTY, "note": "  "},
        {"answers": ALL_YES | {"points": Answer.NO}},
    ):
        with pytest.raises(ValidationError):
            read(world, item, **wrong)
    read(world, item, answers=ALL_YES | {"followed": Answer.NONE, "extra": "yes"})
    assert (item.result, item.version) == (ItemResult.GOOD, 2)
    assert "extra" not in item.answers
    with pytest.raises(Stale):
        read(world, item, seen=1)
    with pytest.raises(NotAllowed):
        read(world, item, who="county")


def test_the_next_unread_goes_round(world: World) -> None:
    talks(world, 市科技局=3)
    check = draw(world, percent=100)
    first, second, third = check.items.all()
    read(world, second)
    assert reading.next_unread(check, world.city, first.position) == third
    assert reading.next_unread(check, world.city, third.position) == first
    read(world, first), read(world, third)
    assert reading.next_unread(check, world.city) is None


def test_the_findings_go_back_by_unit(world: World) -> None:
    talks(world, 市交通运输局=2, 市科技局=2, 柳河镇=1)
    check = draw(world, percent=100)
    with pytest.raises(DomainError, match="还有 5 份记录没有核查"):
        reported(world, check)
    bad = [item for item in check.items.all() if item.unit.short_name != "柳河镇"][:3]
    read_all(world, check, *bad)
    made = reported(world, check)
    assert {one.unit for one in made} == {item.unit for item in bad}
    assert all(one.answer_by == ON + 15 * DAY for one in made)
    check.refresh_from_db()
    assert (check.state, check.reported_on) == (CheckState.REPORTED, ON)
    with pytest.raises(DomainError, match="已经反馈"):
        reported(world, check)
    with pytest.raises(DomainError, match="已经反馈"):
        read(world, check.items.first())


def test_a_good_sample_ends_without_demands(world: World) -> None:
    talks(world, 市科技局=1)
    check = draw(world)
    read_all(world, check)
    assert reported(world, check) == []
    assert not Rectification.objects.exists()


@pytest.mark.parametrize(("demand", "days", "field"), [
    (" ", 15, "demand"), ("改", 0, "answer_by"), ("改", -1, "answer_by"), ("改", 400, "answer_by"),
])  # fmt: skip
def test_a_report_that_is_not_whole_is_refused(world: World, demand, days, field) -> None:
    talks(world, 市科技局=1)
    check = draw(world)
    read_all(world, check, check.items.get())
    with pytest.raises(ValidationError) as refused:
        reporting.report(
            actor=world.city,
            check=check,
            seen=check.version,
            demands={world.named["市科技局"].pk: demand},
            on=ON,
            answer_by=ON + days * DAY,
        )
    assert next(iter(refused.value.error_dict)).startswith(field)
    assert SpotCheck.objects.get().state == CheckState.DRAWN


def test_answer_return_answer_accept(world: World) -> None:
    one = asked_of(world)
    on = ON + 3 * DAY

    def act(verb, who: str, **values) -> Rectification:
        return verb(actor=world.users[who], rectification=one, seen=values.pop("seen", None)
                    or Rectification.objects.get(pk=one.pk).version, on=on, **values)  # fmt: skip

    assert rectifying.offered(one, world.secretary) == ("answer",)
    assert rectifying.offered(one, world.city) == ()
    with pytest.raises(NotAllowed):
        act(rectifying.answer, "city", text="改了")
    with pytest.raises(DomainError, match="待整改"):
        act(rectifying.accept, "city")
    with pytest.raises(ValidationError):
        act(rectifying.answer, "clerk", text="  ")
    act(rectifying.answer, "clerk", text="已补充谈话内容。")
    with pytest.raises(Stale):
        act(rectifying.accept, "city", seen=1)
    with pytest.raises(NotAllowed):
        act(rectifying.accept, "secretary")
    with pytest.raises(NotAllowed):
        act(rectifying.accept, "county")
    with pytest.raises(ValidationError):
        act(rectifying.send_back, "city", remark="")
    act(rectifying.send_back, "city", remark="还缺签字。")
    one.refresh_from_db()
    assert (one.state, one.round, one.answer) == (RectificationState.ASKED, 2, "")
    assert one.answer_by == on + 15 * DAY
    act(rectifying.answer, "secretary", text="已补签字。")
    act(rectifying.accept, "city", remark="同意。")
    one.refresh_from_db()
    assert (one.state, one.accepted_on) == (RectificationState.ACCEPTED, on)
    told = one.rounds.values_list("number", "answer", "is_accepted", "remark")
    assert list(told) == [(1, "已补充谈话内容。", False, "还缺签字。"),
                          (2, "已补签字。", True, "同意。")]  # fmt: skip
    assert rectifying.offered(one, world.city) == rectifying.offered(one, world.clerk) == ()


def test_the_citys_findings_in_a_county_are_the_citys_to_accept(world: World) -> None:
    one = asked_of(world, "柳河镇")
    Rectification.objects.filter(pk=one.pk).update(state="answered", answered_on=ON, answer="好")
    one.refresh_from_db()
    assert one in Rectification.objects.visible_to(world.county)
    assert rectifying.offered(one, world.county) == ()
    assert set(rectifying.offered(one, world.city)) == {"accept", "return"}
    with pytest.raises(NotAllowed):
        rectifying.accept(actor=world.county, rectification=one, seen=one.version, on=ON)


def test_the_city_owes_a_check_of_a_quarter_with_records(world: World) -> None:
    refresh(on=date(2026, 10, 28), rules=RULES, whole=True)
    assert duties(SPOT_CHECK) == []
    talks(world, 市科技局=2, 柳河镇=1)
    refresh(on=date(2026, 10, 29), rules=RULES, whole=True)
    assert duties(SPOT_CHECK) == []  # not yet sealed
    refresh(on=date(2026, 10, 30), rules=RULES, whole=True)
    due = date(2026, 11, 19)  # 30 September and 30 days, and 20
    assert duties(SPOT_CHECK) == [("2026Q3", "open", due, None)]
    duty = Duty.objects.get(rule=SPOT_CHECK.name)
    assert (duty.unit, duty.subject) == (world.named["清河市"], world.named["清河市"].pk)
    assert duty in Duty.objects.all().owed_by(world.city)
    own = draw(world, who="county", unit="青川县", percent=100)
    read_all(world, own, who="county"), reported(world, own, who="county")
    check = draw(world, percent=100)
    refresh(on=ON, rules=RULES, whole=True)
    assert duties(SPOT_CHECK)[0][1] == "open"  # a county's check, or a mere draw, is none
    read_all(world, check), reported(world, check)
    assert duties(SPOT_CHECK) == [("2026Q3", "done", due, ON)]
    assert Duty.objects.get(rule=SPOT_CHECK.name).evidence == check.pk
    assert refresh(on=ON, rules=RULES, whole=True)[SPOT_CHECK.name].changes == 0


def test_every_round_is_a_duty_of_the_unit_and_then_of_the_department(world: World) -> None:
    one = asked_of(world)
    first, second = f"{one.pk}-1", f"{one.pk}-2"
    assert duties(RECTIFY) == [(first, "open", ON + 15 * DAY, None)]
    duty = Duty.objects.get(rule=RECTIFY.name)
    assert duty.unit == one.unit and duty.cadre_id is None
    for who, owes in (("secretary", True), ("clerk", True), ("city", False), ("county", False)):
        assert (duty in Duty.objects.all().owed_by(world.users[who])) is owes
    later = ON + 20 * DAY
    rectifying.answer(actor=world.clerk, rectification=one, seen=1, text="改了。", on=later)
    assert duties(RECTIFY) == [(first, "done", ON + 15 * DAY, later)]
    assert duties(RECHECK) == [(first, "open", later + 15 * DAY, None)]
    asks = Duty.objects.get(rule=RECHECK.name)
    assert asks.unit == world.named["清河市"] and asks in Duty.objects.all().owed_by(world.city)
    one.refresh_from_db()
    back = later + DAY
    rectifying.send_back(actor=world.city, rectification=one, seen=2, remark="不够。", on=back)
    assert duties(RECHECK) == [(first, "done", later + 15 * DAY, back)]
    assert duties(RECTIFY)[1] == (second, "open", back + 15 * DAY, None)
    assert duties(RECHECK_COUNTY) == []
    before = list(Duty.objects.order_by("pk").values_list("pk", "touched_at"))
    refresh(on=back, rules=RULES, whole=True)
    assert list(Duty.objects.order_by("pk").values_list("pk", "touched_at")) == before


def test_a_countys_findings_are_rechecked_by_the_county(world: World) -> None:
    talks(world, 柳河镇=1)
    check = draw(world, who="county", unit="青川县")
    read_all(world, check, check.items.get(), who="county")
    (one,) = reported(world, check, who="county")
    Rectification.objects.filter(pk=one.pk).update(state="answered", answered_on=ON, answer="好")
    one.rounds.update(answered_on=ON, answer="好")
    refresh(on=ON, rules=RULES)
    duty = Duty.objects.get(rule=RECHECK_COUNTY.name)
    assert duty.unit == world.named["青川县"]
    assert duty in Duty.objects.all().owed_by(world.county)
    assert duties(RECHECK) == []
    one.refresh_from_db()
    rectifying.accept(actor=world.county, rectification=one, seen=one.version, on=ON + DAY)
    duty.refresh_from_db()
    assert (duty.state, duty.done_on, duty.evidence) == ("done", ON + DAY, one.pk)
