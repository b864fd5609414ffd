"""What the first page says of people at the front line: to whom, and by how many statements."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rotation.choices import PostingKind
from rotation.frontline.models import Batch
from rotation.postings.models import Posting
from rotation.workbench import away, pending, recent
from tests.frontline.visible import fill

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def sent(world, name: str, host: str, *, left: int, began: int = 300) -> Posting:
    """Somebody who is out, `left` days before the day on which he is back."""
    cadre = world.cadres[name]
    return Posting.objects.create(
        cadre=cadre,
        kind=PostingKind.SECONDMENT,
        unit=world.named[host],
        sending_unit=cadre.unit,
        title="主任助理",
        is_main=False,
        since=TODAY - began * DAY,
        until=TODAY + left * DAY,
    )


def panel(client_for, user) -> str:
    """The words of the panel, blank where there is none."""
    page = client_for(user).get(reverse("home")).content.decode()
    section = page.partition('aria-labelledby="away"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", section))


def test_departments_senders_and_hosts_see_who_is_out_and_nobody_else(world, client_for):
    sent(world, "周雨晴", "柳河镇", left=0)
    sent(world, "李明朗", "柳河镇", left=90)
    sent(world, "赵文博", "市科技局", left=91)
    assert "期满未归 1" in panel(client_for, world.city)
    assert "90 天内返回 1" in panel(client_for, world.city)
    assert "在外 3" in panel(client_for, world.city)
    said = panel(client_for, world.secretary)
    assert "今天到期" in said
    assert "周雨晴" in said
    assert "李明朗" not in said
    said = panel(client_for, world.county)  # two hosted in the county, one sent from it
    assert all(name in said for name in ("周雨晴", "李明朗", "赵文博"))
    for who in ("cadre", "auditor", "sysadmin", "nobody"):
        assert not panel(client_for, world.users[who])


def test_a_cadre_sees_his_own_time_and_nobody_elses(world, client_for):
    sent(world, "周雨晴", "柳河镇", left=40)
    page = client_for(world.cadre).get(reverse("home")).content.decode()
    assert "我的锻炼" not in page
    posting = sent(world, "陈思远", "柳河镇", left=11)
    page = client_for(world.cadre).get(reverse("home")).content.decode()
    assert "还有 11 天" in page
    assert reverse("postings:detail", args=[posting.pk]) in page


@pytest.mark.parametrize("who", ["city", "secretary"])
def test_one_statement_whoever_is_out(world, who, rf):
    request = rf.get("/")
    request.user = world.users[who]
    assert request.user.scopes
    counts = []
    for name in ("周雨晴", "陈思远"):
        with CaptureQueriesContext(connection) as asked:
            away.away(request, TODAY)
        counts.append(len(asked))
        sent(world, name, "柳河镇", left=40)
    assert counts == [1, 1]


def test_the_feed_tells_who_left_and_who_came_back_within_reach(world):
    sent(world, "周雨晴", "柳河镇", left=40, began=2)
    back = sent(world, "李明朗", "柳河镇", left=40)
    Posting.objects.filter(pk=back.pk).update(ended_on=TODAY - DAY, end_reason="early")
    week = timezone.now() - timedelta(days=7)
    told = [(one.label, one.text.split()[0]) for one in recent.postings(world.city, week, 8)]
    assert told == [("李明朗", "挂职结束"), ("周雨晴", "挂职")]
    assert [one.label for one in recent.postings(world.secretary, week, 8)] == ["周雨晴"]
    assert recent.postings(world.users["nobody"], week, 8) == []


def test_batches_wait_for_their_department_and_for_units_while_announced(world):
    fill(world)
    assert [pending.batches(world.users[who]).count for who in ("city", "county", "secretary")] == [
        Batch.objects.filter(state="announced").count(),
        Batch.objects.filter(state="announced", programme__name="县项目").count(),
        Batch.objects.filter(state="announced", programme__name="市项目").count(),
    ]


@pytest.mark.parametrize("who", ["city", "county", "secretary"])
def test_the_number_of_batches_is_that_of_the_list_behind_it(world, client_for, who):
    fill(world)
    waiting = pending.batches(world.users[who])
    rows = client_for(world.users[who]).get(waiting.url).context["rows"]
    assert waiting.count == len(rows) > 0
