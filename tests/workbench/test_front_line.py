"""What the first page says of people at the front line: to whom, and by how many statements."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.shell.pending import lines
from policy.duties.models import Duty
from rotation.choices import PostingKind
from rotation.frontline.models import Batch
from rotation.postings.models import Posting
from rotation.workbench import away, pending, recent
from tests.frontline.visible import fill
from tests.workbench.owing import owing

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


def test_batches_wait_for_their_department(world):
    fill(world)
    waiting = [lines(world.users[who], [pending.batches]) for who in ("city", "county")]
    assert [line.count for (line,) in waiting] == [
        Batch.objects.filter(state="announced").count(),
        Batch.objects.filter(state="announced", programme__name="县项目").count(),
    ]
    assert pending.batches(world.secretary) is None


def test_units_hear_of_an_announced_batch_until_its_last_day(world, client_for):
    fill(world)
    (batch,) = Batch.objects.filter(state="announced", programme__name="市项目")
    week = timezone.now() - timedelta(days=7)
    for apply_by, hear in ((TODAY, True), (TODAY - DAY, False)):
        Batch.objects.filter(state="announced").update(apply_by=apply_by, announced_on=TODAY)
        for who in ("secretary", "clerk", "county"):  # its own batch the county keeps itself
            line = pending.announced(world.users[who])
            assert bool(line) == hear, who
            if line:
                assert (line.count, line.measure) == (1, f"个批次正在报名，{TODAY} 截止")
                assert line.url == reverse("frontline:detail", args=[batch.pk])
            told = [one.text for one in recent.batches(world.users[who], week, 8)]
            assert told == [f"　正在报名，截止 {TODAY}"] * hear
        page = client_for(world.clerk).get(reverse("home")).content.decode()
        assert (f"{batch}</a>　正在报名" in page) == hear
    Batch.objects.filter(state="announced").update(apply_by=TODAY)
    for who in ("city", "cadre", "auditor", "nobody"):
        assert pending.announced(world.users[who]) is None
        assert recent.batches(world.users[who], week, 8) == []


def test_a_rotation_that_is_owed_leads_to_the_page_that_says_why(world, client_for):
    """One line for a rule however many people; without a form of its own each leads to its page."""
    owing()
    home = client_for(world.secretary).get(reverse("home")).content.decode()
    duties = Duty.objects.filter(rule="rotation.posts", unit__short_name="市交通运输局")
    assert duties.count() > 1
    assert home.count("五年两岗还差") == 1
    for duty in duties:
        assert reverse("duties:detail", args=[duty.pk]) in home
    Duty.objects.exclude(rule__startswith="rotation.").delete()
    Duty.objects.filter(rule="rotation.posts").update(
        due_on=TODAY - DAY, yellow_from=TODAY - 9 * DAY
    )
    city = client_for(world.city).get(reverse("home")).content.decode()
    assert len(re.findall(r">市交通运输局　\d 人　五年两岗<", city)) == 1
    own = Duty.objects.filter(rule="rotation.posts").first()
    Duty.objects.exclude(pk=own.pk).delete()
    Duty.objects.filter(pk=own.pk).update(rule="rotation.down", unit=world.named["清河市"])
    city = client_for(world.city).get(reverse("home")).content.decode()
    assert f'href="{reverse("duties:detail", args=[own.pk])}">{own.cadre.name}　' in city


@pytest.mark.parametrize("who", ["city", "county"])
def test_the_number_of_batches_is_that_of_the_list_behind_it(world, client_for, who):
    fill(world)
    (waiting,) = lines(world.users[who], [pending.batches])
    rows = client_for(world.users[who]).get(waiting.url).context["rows"]
    assert waiting.count == len(rows) > 0
