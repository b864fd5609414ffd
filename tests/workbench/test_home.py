"""The first page by role: what it says, what it must not say, and what it asks the database."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from cadres.roster.services import admit
from policy.duties.models import Duty
from policy.notices.services import nudge
from tests.changes.test_requests import asked
from tests.workbench.owing import PAST, in_past, owing, talked

ROLES = ("city", "county", "secretary", "clerk", "cadre", "auditor", "sysadmin", "nobody")


def home(client_for, user, query: str = "") -> str:
    response = client_for(user).get(reverse("home") + query)
    assert response.status_code == 200
    return response.content.decode()


def main_of(page: str) -> str:
    """The page without its frame."""
    return page.partition('<header class="q-head">')[2]


def words_of(page: str) -> str:
    """What one reads."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main_of(page)))


@pytest.mark.parametrize("who", ROLES)
def test_statements_do_not_grow_with_what_there_is(world, client_for, who):
    browser, counts = client_for(world.users[who]), []
    for name in ("单文静", "欧阳雪", "艾力·买买提"):
        day = timezone.localdate() - timedelta(days=200)
        admit(actor=None, people=[world.cadres[name]], on=day, today=timezone.localdate(), tier=1)
        talked(world, name, in_past())
        owing()
        browser.get(reverse("home"))  # what is cached per process
        with CaptureQueriesContext(connection) as asked_for:
            assert browser.get(reverse("home")).status_code == 200
        counts.append(len(asked_for))
    assert len(set(counts)) == 1
    # What waits is counted in one, whatever its kinds; a unit's own report is three; what a
    # department owes itself is counted, then read.
    assert counts[0] <= 32


def test_a_secretary_reads_what_is_his_to_do(world, client_for):
    talked(world, "周雨晴", in_past())
    owing()
    page = home(client_for, world.secretary)
    duties = Duty.objects.owed_by(world.secretary).unfinished(timezone.localdate())
    assert "马书记，有" in words_of(page)
    title = f"{PAST.label}谈心谈话还差 1 人"
    assert title in page
    task = page[page.index(title) :].partition("</article>")[0]
    owed = duties.get(rule="talk.quarterly", period=PAST.key)
    assert owed.cadre.name == "陈思远"
    assert f'href="{reverse("talks:create")}?duty={owed.pk}"' in task
    assert re.search(r'class="is-done">.*?is-green.*?周雨晴', task, re.S)
    assert "每季度与每名在库干部至少谈心谈话 1 次" in task
    assert "条款 3.3.2" in task
    assert "市交通运输局 在库 2 人" in words_of(page)


def test_the_clerk_reads_the_same_under_his_own_name(world, client_for):
    owing()
    assert "方晓彤，有" in home(client_for, world.clerk)


def test_the_heading_counts_what_presses_as_the_navigation_does(world, client_for):
    owing()
    browser = client_for(world.secretary)
    answer = browser.get(reverse("home"))
    tree = html.fromstring(answer.content.decode())
    later = len(tree.xpath("//article[contains(@class, 'q-task is-none')]"))
    pressing = len(tree.xpath("//article[contains(@class, 'q-task')]")) - later
    (badge,) = tree.xpath(
        "//nav[@aria-label='主导航']//a[@href='/']/*[contains(@class, 'q-count')]"
    )
    assert int(badge.text_content()) == pressing > 0
    assert f"有 {pressing} 件事等您办" in answer.content.decode()


def test_nothing_owed_is_said_so(world, client_for):
    Duty.objects.all().delete()
    page = home(client_for, world.secretary)
    assert "马书记，眼下没有要办的事" in page
    assert "没有要办的事" in page


def test_a_department_reads_what_units_are_late_with_by_rule_and_unit(world, client_for):
    owing()
    page = home(client_for, world.city)
    said = words_of(page)
    assert f"市交通运输局 2 人 {PAST.label}谈心谈话" in said
    assert f"青川县 2 人 {PAST.label}谈心谈话" in said  # 柳河镇's two, taken together
    assert "柳河镇" not in said
    said = words_of(home(client_for, world.county))
    assert f"柳河镇 2 人 {PAST.label}谈心谈话" in said
    assert "市交通运输局" not in said
    assert "市科技局" not in said


def test_the_tally_keeps_one_light(world, client_for):
    owing()
    response = client_for(world.city).get(reverse("home") + "?light=red")
    lines = next(
        panel.filling["lines"] for panel in response.context["main"] if "tally" in panel.filling
    )
    assert {line["light"] for line in lines} == {"red"}
    assert client_for(world.city).get(reverse("home") + "?light=什么").status_code == 200


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre", "auditor", "nobody"])
def test_nobody_below_a_department_can_nudge(world, client_for, who):
    owing()
    page = home(client_for, world.users[who])
    assert reverse("notices:nudge") not in page
    assert "李明朗" not in page
    assert "市科技局" not in main_of(page)


def test_a_cadre_reads_that_he_was_talked_with_and_nothing_of_what_was_said(world, client_for):
    talked(world, "陈思远", in_past(), on_thought="不可外传的话", topic="不可外传的题目")
    talked(world, "周雨晴", in_past(3))
    owing()
    page = home(client_for, world.cadre)
    assert f"{in_past():%Y-%m-%d}" in page
    assert "谈话不用您办理" in page
    assert f"{in_past(3):%Y-%m-%d}" not in page
    assert "不可外传" not in page
    assert "还没有落实帮带人" in page


def test_requests_wait_for_the_department_alone(world, client_for):
    asked(world, world.cadres["周雨晴"])
    assert "变更审核 1 件待审核" in words_of(home(client_for, world.city))
    for who in ("county", "secretary", "clerk"):
        assert "件待审核" not in home(client_for, world.users[who])


def test_a_nudge_stands_on_the_units_page(world, client_for):
    owing()
    nudge(
        actor=world.city,
        unit=world.named["市交通运输局"],
        rule="talk.quarterly",
        words="请抓紧",
        on=timezone.localdate(),
    )
    assert "林静文催报：请抓紧" in words_of(home(client_for, world.secretary))
    assert "请抓紧" not in home(client_for, world.county)


def test_the_navigation_counts_what_is_red_or_yellow_of_ones_own(world, client_for):
    talked(world, "周雨晴", in_past())
    owing()
    groups = client_for(world.secretary).get(reverse("units:list")).context["shell"]["groups"]
    lines = {line["label"]: line for group in groups for line in group["items"]}
    on = timezone.localdate()
    due = Duty.objects.owed_by(world.secretary).unfinished(on).filter(yellow_from__lte=on)
    talks = due.filter(rule="talk.quarterly")
    assert lines["谈心谈话"]["count"] == talks.count()
    assert lines["工作台"]["count"] == due.values("rule", "period").distinct().count() - (
        due.filter(rule="mentor.pair").count() - bool(due.filter(rule="mentor.pair").count())
    )
    assert lines["工作台"]["is_red"]
    groups = client_for(world.cadre).get(reverse("units:list")).context["shell"]["groups"]
    assert not any(line["count"] for group in groups for line in group["items"])
