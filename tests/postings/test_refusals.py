"""What is refused in one sentence: by the verb, and by the database that knows no verb."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cadres.people.models import Cadre
from cadres.people.services import edit
from core.errors import DomainError, NotAllowed
from core.pages import sentence_for
from rotation.positions.models import Position
from rotation.postings import services
from rotation.postings.models import Posting
from tests.postings.orders import end, order, out, up, with_resume
from tests.roster.test_races import at_once
from tests.world_people import TODAY

pytestmark = pytest.mark.django_db


def said(call) -> str:
    """What a verb says against it, whole."""
    with pytest.raises((ValidationError, DomainError)) as told:
        call()
    value = told.value
    if isinstance(value, ValidationError):
        return " ".join(text for texts in value.message_dict.values() for text in texts)
    return str(value)


def refused(**row: Any) -> str:
    """What the database says against a row."""
    usual = {"kind": "appointment", "title": "科长", "since": date(2026, 3, 1)}
    with pytest.raises(IntegrityError) as told, transaction.atomic():
        Posting.objects.create(**(usual | row))
    return sentence_for(told.value)


def changed(rows, **values: Any) -> str:
    with pytest.raises(IntegrityError) as told, transaction.atomic():
        rows.update(**values)
    return sentence_for(told.value)


def position(world, unit="市科技局", title="副局长", **more: Any) -> Position:
    given = {"since": date(2020, 1, 1), "seat": "deputy", "is_leading": True} | more
    return Position.objects.create(unit=world.named[unit], title=title, **given)


def test_one_main_post_at_a_time(world):
    with_resume(world, "陈思远")
    up(world, "陈思远", "市科技局", "规划科科长", date(2026, 3, 1))
    early = lambda: up(world, "陈思远", "市科技局", "成果科科长", date(2026, 3, 1))  # noqa: E731
    assert "起始日期 2026-03-01 要晚于这一天" in said(early)
    who, bureau = world.cadres["陈思远"], world.named["市交通运输局"]
    told = refused(cadre=who, unit=bureau, since=date(2026, 9, 1))
    assert told == "该同志在这段时间已有主职务；请先结束原来的任职，或登记为兼任职务。"
    up(world, "陈思远", "市交通运输局", "党组成员", date(2026, 4, 1), is_main=False)
    assert Posting.objects.count() == 2


def test_one_channel_at_a_time(world):
    out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1))
    again = lambda: out(world, "陈思远", "市科技局", "干部", date(2026, 5, 1), kind="shadow")  # noqa: E731
    assert "同一时期只能有一个渠道" in said(again)
    who, town, bureau = (
        world.cadres["陈思远"],
        world.named["清溪镇"],
        world.named["市交通运输局"],
    )
    away = {"kind": "task", "is_main": False, "sending_unit": bureau, "unit": town}
    told = refused(cadre=who, since=date(2026, 5, 1), until=date(2026, 6, 1), **away)
    assert "同一时期只能有一个渠道" in told


def test_nobody_is_sent_to_his_own_unit(world):
    own = lambda **more: out(world, "陈思远", "市交通运输局", "科员", date(2026, 3, 1), **more)  # noqa: E731
    assert "不能派到本单位" in said(own)
    elsewhere = world.named["市科技局"].pk
    assert "不能派到本单位" in said(lambda: own(sending_unit=elsewhere))
    who, bureau = world.cadres["陈思远"], world.named["市交通运输局"]
    away = {"kind": "shadow", "is_main": False, "until": date(2027, 3, 1), "cadre": who}
    assert "不能派到本单位" in refused(unit=bureau, sending_unit=bureau, **away)
    assert "不能派到本单位" in refused(unit=bureau, sending_unit_id=elsewhere, **away)
    assert "派出单位和期满日期" in refused(
        unit_id=elsewhere, **(away | {"sending_unit": None, "until": None})
    )
    assert "不能登记为主职务" in refused(
        unit_id=elsewhere, sending_unit=bureau, **(away | {"is_main": True})
    )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"until": date(2026, 3, 1)}, "期满日期 2026-03-01 必须晚于起始日期"),
        ({"since": date(2026, 11, 24)}, "请在当天或以后登记"),
        ({"since": date(2009, 10, 31)}, "未满 16 岁"),
        ({"seat": "deputy"}, "请勾选“领导职务”"),
        ({"title": "长" * 81}, "80"),
        ({"title": "  "}, "请填写职务"),
        ({"level": "9Z99"}, "9Z99"),
        ({"since": date(1899, 1, 1)}, "请核对年份"),
    ],
)
def test_days_and_words(world, more, sentence):
    given = {"since": date(2026, 3, 1)} | more
    assert sentence in said(
        lambda: up(world, "陈思远", "市科技局", given.pop("title", "科长"), **given)
    )
    assert not Posting.objects.exists()


def test_the_database_knows_days_too(world):
    who = {"cadre": world.cadres["陈思远"], "unit": world.named["市科技局"]}
    assert "结束日期不能早于起始日期" in refused(
        ended_on=date(2026, 2, 1), end_reason="moved", **who
    )
    assert "期满日期必须晚于起始日期" in refused(until=date(2026, 3, 1), **who)
    assert "未满 16 岁" in refused(since=date(2009, 10, 31), **who)
    Posting.objects.create(kind="appointment", title="徒工", since=date(2009, 11, 1), **who)
    rows = Cadre.objects.filter(pk=who["cadre"].pk)
    assert "未满 16 岁" in changed(rows, birth=date(1993, 12, 1))


def test_whoever_left_has_no_post(world):
    made = up(world, "单文静", "市科技局", "规划科科长", date(2026, 3, 1))
    who = Cadre.objects.get(pk=made.cadre_id)
    told = said(lambda: edit(actor=world.city, cadre=who, seen=None, on=TODAY, status="21"))
    assert "还没有结束，请先在“任职与锻炼”里结束" in told
    assert "请先结束，再改人员状态" in changed(Cadre.objects.filter(pk=who.pk), status="21")
    end(world, made, date(2026, 9, 10), "left")
    who.refresh_from_db()
    left = {"status": "21", "left_on": date(2026, 8, 1)}
    told = said(lambda: edit(actor=world.city, cadre=who, seen=None, on=TODAY, **left))
    assert "离开时间不能早于这个月" in told
    assert "晚于离开时间 2026.08" in changed(Cadre.objects.filter(pk=who.pk), **left)
    left["left_on"] = date(2026, 9, 1)
    edit(actor=world.city, cadre=who, seen=None, on=TODAY, **left)
    late = {"since": date(2026, 9, 10), "ended_on": date(2026, 10, 2), "end_reason": "left"}
    enter = lambda: services.enter_many(  # noqa: E731
        actor=world.city,
        orders=[order(world, "单文静", "市科技局", "科长", **late)],
        on=TODAY,
    )
    assert "2026.09 离开，结束日期 2026-10-02 不能晚于这个月" in said(enter)
    row = {"cadre": who, "unit": world.named["市科技局"]} | late
    assert "晚于离开时间" in refused(**row)
    assert "不能有没有结束的任职" in refused(
        **(row | {"ended_on": None, "end_reason": "", "since": date(2026, 9, 10)})
    )
    again = lambda: up(world, "单文静", "市科技局", "科长", date(2026, 10, 1))  # noqa: E731
    assert "不能登记新的任职或锻炼" in said(again)


def test_quota_needs_a_reason(world):
    place = position(world)
    first = {"position": place.pk, "seat": "deputy", "is_leading": True}
    up(world, "李明朗", "市科技局", "副局长", date(2026, 3, 1), **first)
    second = lambda **more: up(  # noqa: E731
        world, "单文静", "市科技局", "副局长", date(2026, 5, 1), **first, **more
    )
    assert "有 1 个职数，同一时期已有 1 人任职" in said(second)
    row = {
        "cadre": world.cadres["单文静"],
        "unit": world.named["市科技局"],
        "title": "副局长",
        "position": place,
    }
    assert "超职数配备请写明理由" in refused(**row)
    assert "超职数配备请写明理由" in refused(
        since=date(2025, 1, 1), ended_on=date(2026, 3, 2), end_reason="moved", **row
    )
    second(over_quota_reason="军转安置")
    assert Posting.objects.filter(position=place).count() == 2
    assert "职数至少为 1" in changed(Position.objects.filter(pk=place.pk), quota=0)


def test_seats_are_counted_day_by_day(world):
    place = position(world)
    row = {"unit": world.named["市科技局"], "title": "副局长", "position": place}
    row |= {"kind": "appointment", "end_reason": "moved"}
    for name, since, until in (("李明朗", 2020, 2021), ("单文静", 2021, 2022)):
        Posting.objects.create(
            cadre=world.cadres[name],
            since=date(since, 1, 1),
            ended_on=date(until, 1, 1),
            **row,
        )
    Position.objects.filter(pk=place.pk).update(quota=2)
    Posting.objects.create(  # beside one of them each day, never beside both
        cadre=world.cadres["马晓东"], since=date(2020, 6, 1), ended_on=date(2021, 6, 1), **row
    )
    told = refused(
        cadre=world.cadres["赵文博"],
        **(row | {"since": date(2020, 1, 1), "ended_on": date(2020, 6, 2)}),
    )
    assert "有 2 个职数，同一时期已有 2 人任职" in told


def test_a_position_is_of_its_unit_and_of_its_time(world):
    place = position(world, since=date(2026, 2, 1))
    elsewhere = lambda: up(  # noqa: E731
        world, "陈思远", "市交通运输局", "副局长", date(2026, 3, 1), position=place.pk
    )
    assert "没有这个职位" in said(elsewhere)
    row = {"cadre": world.cadres["陈思远"], "position": place}
    assert "不是这个单位的" in refused(unit=world.named["市交通运输局"], **row)
    early = lambda: up(  # noqa: E731
        world, "陈思远", "市科技局", "副局长", date(2026, 1, 31), position=place.pk
    )
    assert "2026-02-01 才设立" in said(early)
    row["unit"] = world.named["市科技局"]
    assert "自 2026-02-01 设立" in refused(since=date(2026, 1, 31), **row)
    Posting.objects.create(kind="appointment", title="副局长", since=date(2026, 2, 1), **row)
    rows = Position.objects.filter(pk=place.pk)
    assert "请先更正或结束这些任职" in changed(rows, until=date(2026, 9, 1))
    assert "请先更正或结束这些任职" in changed(rows, since=date(2026, 2, 2))
    assert "请先更正或结束这些任职" in changed(rows, unit=world.named["市交通运输局"])


def test_units_that_go_have_no_postings(world):
    from core.units.services import abolish

    made = out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1))
    town = made.unit
    Cadre.objects.filter(unit=town).update(unit=world.named["马渡镇"])
    gone = lambda: abolish(actor=world.city, unit=town, seen=town.version, on=TODAY)  # noqa: E731
    assert "没有结束的任职或锻炼" in said(gone)


@pytest.mark.parametrize(
    ("who", "call", "error"),
    [
        ("county", {"unit": "柳河镇", "kind": "appointment"}, NotAllowed),
        ("secretary", {"unit": "市科技局", "kind": "rotation"}, NotAllowed),
        ("secretary", {"unit": "市交通运输局", "kind": "appointment"}, NotAllowed),
        ("secretary", {"unit": "市交通运输局", "kind": "rotation", "level": "1A41"}, NotAllowed),
        ("cadre", {"unit": "市交通运输局", "kind": "rotation"}, NotAllowed),
        ("auditor", {"unit": "市交通运输局", "kind": "rotation"}, NotAllowed),
    ],
)
def test_who_may_not(world, who, call, error):
    with_resume(world, "陈思远")
    given = dict(call)
    unit = given.pop("unit")
    with pytest.raises(error):
        up(world, "陈思远", unit, "科长", date(2026, 3, 1), actor=world.users[who], **given)
    assert not Posting.objects.exists()


def test_a_unit_moves_its_own_within_itself(world):
    with_resume(world, "陈思远")
    made = up(world, "陈思远", "市交通运输局", "办公室副主任", date(2026, 3, 1), kind="rotation",
              actor=world.secretary)  # fmt: skip
    made = services.take_back(actor=world.clerk, posting=made, seen=made.version, on=TODAY)
    assert made.ended_on == made.since
    with pytest.raises(NotAllowed):
        out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1), actor=world.secretary)


def test_two_take_the_last_seat_at_once(committed_world):
    world = committed_world
    place = position(world)

    def take(name: str):
        try:
            return up(world, name, "市科技局", "副局长", date(2026, 3, 1), position=place.pk)
        except ValidationError as refusal:
            return str(refusal)

    found = at_once(lambda: take("李明朗"), lambda: take("单文静"))
    (refusal,) = [one for one in found if isinstance(one, str)]
    assert "超职数配备请写明理由" in refusal
    assert Posting.objects.count() == 1
