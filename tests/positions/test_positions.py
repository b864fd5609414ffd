"""Positions: established, changed, abolished by departments; who holds them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rotation.positions.models import Position
from rotation.postings.models import Posting
from tests.postings.orders import up

pytestmark = pytest.mark.django_db
ON = timezone.localdate()


def given(world, **more):
    usual = {
        "unit": world.named["市科技局"].pk,
        "title": "副局长",
        "level": "1A32",
        "seat": "deputy",
        "is_leading": "on",
        "quota": "2",
        "order": "2",
        "since": "2024-01-01",
    }
    return usual | more


def test_establish_change_and_abolish(world, client_for):
    city = client_for(world.city)
    address = reverse("positions:create")
    for _ in range(2):  # clicked twice
        assert city.post(address, given(world)).status_code == 302
    made = Position.objects.get()
    again = city.post(address, given(world, quota="3"))
    assert again.status_code == 400
    assert "已有同名的职位" in again.content.decode()
    posting = up(world, "李明朗", "市科技局", "副局长", date(2026, 3, 1), position=made.pk,
                 seat="deputy", is_leading=True)  # fmt: skip
    shown = city.get(reverse("positions:detail", args=[made.pk]))
    assert shown.context["free"] == 1
    assert "李明朗" in shown.content.decode()
    edit = reverse("positions:edit", args=[made.pk])
    change = given(world, seen=made.version)
    assert city.post(edit, change | {"quota": "0"}).status_code == 400
    late = city.post(edit, change | {"since": "2026-03-02"})
    assert "2026-03-01 已有人任这个职位" in late.content.decode()
    assert city.post(edit, change | {"title": "党组成员、副局长"}).status_code == 302
    assert city.post(edit, change | {"title": "又一个"}).status_code == 409
    gone = {"until": ON.isoformat(), "seen": 2}
    refused = city.post(reverse("positions:abolish", args=[made.pk]), gone)
    assert "还有 1 人任这个职位" in refused.content.decode()
    Posting.objects.filter(pk=posting.pk).update(ended_on=ON, end_reason="dismissed")
    early = gone | {"until": (ON - timedelta(days=1)).isoformat()}
    refused = city.post(reverse("positions:abolish", args=[made.pk]), early)
    assert "还有人任这个职位，撤销日期不能早于这一天" in refused.content.decode()
    for _ in range(2):
        assert city.post(reverse("positions:abolish", args=[made.pk]), gone).status_code == 302
    made.refresh_from_db()
    assert made.until == ON
    assert city.get(reverse("positions:list")).context["count"] == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"is_leading": ""}, "请勾选“领导职务”"),
        ({"since": (ON + timedelta(days=1)).isoformat()}, "还没有到"),
        ({"since": "1700-01-01"}, "请核对年份"),
        ({"quota": "-1"}, ""),
        ({"title": ""}, ""),
        ({"title": "长" * 81}, ""),
        ({"level": "x"}, ""),
        ({"unit": "0"}, "没有这个单位"),
    ],
)
def test_what_no_position_is(world, client_for, change, said):
    wrong = client_for(world.city).post(reverse("positions:create"), given(world, **change))
    assert wrong.status_code == 400
    assert said in wrong.content.decode()
    assert not Position.objects.exists()


def test_who_keeps_positions(world, client_for):
    made = Position.objects.create(
        unit=world.named["市交通运输局"], title="科长", since=date(2024, 1, 1)
    )
    unit = client_for(world.secretary)
    assert unit.get(reverse("positions:detail", args=[made.pk])).status_code == 200
    assert unit.get(reverse("positions:edit", args=[made.pk])).status_code == 403
    assert unit.get(reverse("positions:create")).status_code == 403
    county = client_for(world.county)
    assert county.get(reverse("positions:detail", args=[made.pk])).status_code == 404
    outside = county.post(reverse("positions:create"), given(world))
    assert "没有这个单位，或者它不在您的范围内" in outside.content.decode()


def test_seats_that_are_free_and_seats_too_many(world, client_for):
    place = Position.objects.create(
        unit=world.named["市科技局"], title="科长", since=date(2024, 1, 1)
    )
    city = client_for(world.city)
    listed = lambda value: city.get(reverse("positions:list"), {"standing": value}).context["count"]  # noqa: E731
    assert (listed("free"), listed("over")) == (1, 0)
    for name in ("李明朗", "单文静"):
        up(world, name, "市科技局", "科长", date(2026, 3, 1), position=place.pk,
           over_quota_reason="过渡期")  # fmt: skip
    assert (listed("free"), listed("over")) == (0, 1)
