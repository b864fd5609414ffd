"""Many at once: all or none, once, in as many statements as for few."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.people.models import Cadre
from core.errors import DomainError
from rotation.postings import services
from rotation.postings.models import Posting
from tests.postings.orders import file_of, order, text_of, with_resume
from tests.world_people import TODAY

pytestmark = pytest.mark.django_db
SINCE = date(2025, 11, 1)


def orders(world, *names):
    return [
        order(world, name, "清溪镇", "镇长助理", SINCE, kind="secondment", noted=True)
        for name in names
    ]


def send(world, *names) -> int:
    with CaptureQueriesContext(connection) as told:
        services.send_out(actor=world.city, orders=orders(world, *names), on=TODAY)
    return len(told)


def test_all_or_none_and_once(world):
    names = ("陈思远", "周雨晴", "曾可欣", "李明朗", "单文静")
    for name in names:
        with_resume(world, name)
    Cadre.objects.filter(name="马晓东").update(status="21")
    with pytest.raises(DomainError, match=r"没有办理：.*“马晓东”.*人员状态是"):
        send(world, *names, "马晓东")
    assert not Posting.objects.exists()
    few = send(world, "陈思远")
    assert send(world, *names[1:]) == few
    assert send(world, *names[1:]) < few  # clicked twice
    assert Posting.objects.count() == 5
    with pytest.raises(DomainError, match="同一时期只能有一个渠道"):
        send(world, "陈思远", "周雨晴", "欧阳雪")
    made = list(Posting.objects.select_related("cadre"))
    with CaptureQueriesContext(connection) as one:
        services.end_many(
            actor=world.city, postings=made[:1], ended_on=None, reason="completed", on=TODAY
        )
    with CaptureQueriesContext(connection) as four:
        done = services.end_many(
            actor=world.city, postings=made[1:], ended_on=None, reason="completed", on=TODAY
        )
    assert len(one) == len(four)
    assert {posting.ended_on for posting in done} == {date(2026, 11, 1)}
    for name in names:
        who = world.cadres[name]
        assert "挂任" not in file_of(who)[0]["title"]
        assert "（其间：2025.11--2026.11挂任清源县清溪镇镇长助理）" in text_of(who)
    again = services.end_many(
        actor=world.city, postings=made, ended_on=None, reason="completed", on=TODAY
    )
    assert {posting.version for posting in again} == {2}


def test_entering_leaves_the_file_alone(world):
    who = with_resume(world, "陈思远")
    before = file_of(who)
    asked = [
        order(world, "陈思远", "市交通运输局", "办公室科员", date(2014, 7, 1),
              ended_on=date(2020, 3, 1)),
        order(world, "陈思远", "市交通运输局", "公路管理科副科长", date(2020, 3, 1)),
    ]  # fmt: skip
    made = services.enter_many(actor=world.city, orders=asked, on=TODAY)
    assert services.enter_many(actor=world.city, orders=asked, on=TODAY) == made
    assert file_of(who) == before
    assert made[0].end_reason == "moved"
    overlap = [asked[0], order(world, "陈思远", "市科技局", "科员", date(2019, 1, 1))]
    with pytest.raises(DomainError, match="重叠"):
        services.enter_many(actor=world.city, orders=overlap[::-1], on=TODAY)
    services.take_back(actor=world.city, posting=made[1], seen=1, on=TODAY)
    assert file_of(who) == before
