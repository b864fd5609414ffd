"""Copies of the roster hear of every verb on a posting, also of one that leaves the file alone."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cadres.people.models import ResumeLine
from cadres.roster.models import RosterEntry
from rotation.grassroots.services import judge
from rotation.postings import services
from rotation.postings.models import Posting
from tests.feed.pulling import age_everything
from tests.postings.orders import end, order, out
from tests.world_people import TODAY

SINCE = date(2025, 11, 1)


def enter(world):
    past = order(world, "陈思远", "柳河镇", "科员", date(2016, 7, 1), ended_on=date(2019, 7, 1))
    return services.enter_many(actor=world.city, orders=[past], on=TODAY)


def send(world):
    return out(world, "陈思远", "柳河镇", "副镇长", SINCE)


def bring_back(world):
    return end(world, Posting.objects.get(), date(2026, 11, 1), "completed")


def take_back(world):
    made = Posting.objects.get()
    services.take_back(actor=world.city, posting=made, seen=made.version, on=TODAY)


def judge_line(world):
    cadre, text = world.cadres["陈思远"], "市交通运输局派驻站点科员"
    ResumeLine.objects.create(cadre=cadre, since=date(2020, 1, 1), text=text)
    age_everything()
    judge(
        actor=world.city,
        cadre=cadre,
        since=date(2020, 1, 1),
        text=text,
        seen="",
        kind="6",
        reason="派驻文件",
        on=TODAY,
    )


@pytest.mark.parametrize(
    "verbs", [[enter], [send], [send, bring_back], [send, take_back], [judge_line]]
)
def test_the_row_of_the_roster_is_touched(world, verbs):
    with connection.cursor() as cursor:  # what waits for the commit would keep the table
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for verb in verbs:
        age_everything()
        verb(world)
    lately = RosterEntry.objects.filter(touched_at__gt=timezone.now() - timedelta(days=1))
    assert set(lately.values_list("cadre__name", flat=True)) == {"陈思远"}
    assert [one.pk for one in lately] == [world.stay("陈思远").pk]  # not the one that is over
    assert world.stay("陈思远").version == 1
