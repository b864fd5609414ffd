"""The inbox, why one got a notice, e-mail or not: everybody his own alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.accounts.models import Grant, User
from policy.notices.making import remind
from policy.notices.models import Notice
from policy.notices.services import nudge, unread_count
from policy.parameters.models import ParameterValue
from tests.notices.conftest import owe

INBOX = "/notices/"
LEAD = 5


@pytest.fixture
def told(world):
    """One notice for secretary and clerk, of today, whatever day it is."""
    ParameterValue.objects.filter(parameter__key="notice.on_holiday").update(value="as_is")
    duty = owe(world, "周雨晴", timezone.localdate() + timedelta(days=LEAD))
    remind(on=timezone.localdate())
    return duty


def notice_of(user: User) -> Notice:
    return Notice.objects.get(recipient=user)


def test_the_inbox_shows_matter_days_clause_and_what_to_do(world, told, client_for) -> None:
    text = client_for(world.secretary).get(INBOX).content.decode()
    assert "周雨晴" in text
    assert f"<b>{LEAD}</b>" in text
    assert "天后截止" in text
    assert "条款 3.3.2" in text
    assert "提前 7 天的提醒" in text
    assert f"{reverse('talks:create')}?duty={told.pk}" in text
    assert '<span class="q-count is-red">1</span>' in text


def test_opening_it_reads_it_and_says_why(world, told, client_for) -> None:
    browser, notice = client_for(world.clerk), notice_of(world.clerk)
    assert unread_count(world.clerk) == 1
    text = browser.get(reverse("notices:detail", args=[notice.pk])).content.decode()
    for words in (
        "每季度与每名在库干部至少谈心谈话 1 次",
        "条款 3.3.2",
        "30、7、1 天",
        "示例值，请组织部核定",
        "您是“清河市交通运输局”的单位经办人，自 2026-01-01 起，长期。",
        "清河市交通运输局",
        "怎样不再收到",
        "只在站内通知，没有发邮件",
    ):
        assert words in text
    assert unread_count(world.clerk) == 0
    assert unread_count(world.secretary) == 1
    assert "没有未读的通知" in browser.get(INBOX).content.decode()
    assert "周雨晴" in browser.get(INBOX, {"show": "all"}).content.decode()


@pytest.mark.parametrize("who", ["city", "county", "cadre", "auditor", "sysadmin", "nobody"])
def test_nobody_opens_another_ones(world, told, client_for, who: str) -> None:
    browser = client_for(world.users[who])
    theirs = notice_of(world.secretary)
    assert browser.get(reverse("notices:detail", args=[theirs.pk])).status_code == 404
    assert "周雨晴" not in browser.get(INBOX, {"show": "all"}).content.decode()
    browser.post(reverse("notices:read_all"), {"newest": "999999999"})
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_who_moved_on_leaves_his_notices_behind(world, told, client_for) -> None:
    Grant.objects.filter(user=world.secretary).update(unit=world.named["市科技局"])
    browser = client_for(world.secretary)
    pk = notice_of(world.secretary).pk
    assert browser.get(reverse("notices:detail", args=[pk])).status_code == 404
    assert "周雨晴" not in browser.get(INBOX, {"show": "all"}).content.decode()
    assert unread_count(world.secretary) == 0


def test_all_read_but_what_came_since(world, told, client_for) -> None:
    browser, newest = client_for(world.clerk), notice_of(world.clerk).pk
    owe(world, "陈思远", timezone.localdate(), period="2026Q1")
    remind(on=timezone.localdate())
    assert unread_count(world.clerk) == 2
    answer = browser.post(reverse("notices:read_all"), {"newest": str(newest)}, follow=True)
    assert "已把 1 条通知标为已读" in answer.content.decode()
    assert unread_count(world.clerk) == 1
    wrong = browser.post(reverse("notices:read_all"), {"newest": "x"}, follow=True)
    assert "请刷新通知页面再试" in wrong.content.decode()


def test_what_is_done_is_unread_no_more(world, told) -> None:
    told.state, told.done_on = "done", timezone.localdate()
    told.save()
    assert unread_count(world.clerk) == 0


def test_a_nudge_stands_in_the_inbox_with_its_words(world, told, client_for) -> None:
    on = timezone.localdate()
    nudge(actor=world.city, unit=world.named["市交通运输局"], words="请本周办结", on=on)
    browser = client_for(world.secretary)
    text = browser.get(INBOX).content.decode()
    assert "清河市 林静文催报：请本周办结" in text
    assert "提前 7 天的提醒" not in text  # of one matter the last notice alone
    pk = Notice.objects.get(recipient=world.secretary, step=None).pk
    text = browser.get(reverse("notices:detail", args=[pk])).content.decode()
    assert "附言：<b>请本周办结</b>" in text
    assert "同一单位每天催报" in text
    assert unread_count(world.secretary) == 0
    assert "市交通运输局" in browser.get(reverse("notices:nudges")).content.decode()


def test_a_department_reads_where_there_is_nobody_to_tell(world, told, client_for) -> None:
    owe(world, "赵文博", timezone.localdate())
    for who in ("city", "county"):
        text = client_for(world.users[who]).get(INBOX).content.decode()
        assert "柳河镇　1 项" in text
    assert "没有人可以提醒" not in client_for(world.secretary).get(INBOX).content.decode()


def test_everybody_chooses_about_mail_himself(world, client_for) -> None:
    browser, address = client_for(world.clerk), reverse("notices:preferences")
    assert "没有登记邮箱" in browser.get(address).content.decode()
    assert browser.post(address, {}).status_code == 302
    world.clerk.refresh_from_db()
    assert not world.clerk.wants_mail
    browser.post(address, {"wants_mail": "on"})
    world.clerk.refresh_from_db()
    assert world.clerk.wants_mail


def test_a_long_inbox_is_paged_and_odd_cursors_do_no_harm(world, client_for) -> None:
    on = timezone.localdate()
    ParameterValue.objects.filter(parameter__key="notice.on_holiday").update(value="as_is")
    for number in range(60):
        owe(world, "周雨晴", on, period=f"p{number}")
    remind(on=on)
    browser = client_for(world.clerk)
    first = browser.get(INBOX)
    cursor = first.context["next"]
    second = browser.get(INBOX, {"before": cursor})
    seen = [
        item.notice.pk
        for page in (first, second)
        for day in page.context["days"]
        for item in day["items"]
    ]
    assert len(seen) == len(set(seen)) == 60
    for odd in ("2026-13-41.5", "x", "2026-11-28.", "9999-12-31.9", "\x00"):
        assert browser.get(INBOX, {"before": odd}).status_code == 200


def test_statements_do_not_grow_with_notices(world, told, client_for) -> None:
    browser = client_for(world.clerk)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(INBOX).status_code == 200
        return len(queries)

    browser.get(INBOX)
    one = count()
    for number in range(3):
        owe(world, "陈思远", timezone.localdate(), period=f"p{number}")
    remind(on=timezone.localdate())
    assert count() == one


def test_accounts_take_an_address(world, client_for) -> None:
    browser = client_for(world.sysadmin)
    account = world.clerk
    values = {"name": account.name, "unit": account.unit_id, "seen": account.version}
    address = reverse("accounts:edit", args=[account.pk])
    wrong = browser.post(address, values | {"email": "not an address"})
    assert wrong.status_code == 400
    assert "邮箱地址写得不对" in wrong.content.decode()
    assert browser.post(address, values | {"email": "fang@qinghe.test"}).status_code == 302
    account.refresh_from_db()
    assert account.email == "fang@qinghe.test"
    detail = browser.get(reverse("accounts:detail", args=[account.pk])).content.decode()
    assert "fang@qinghe.test" in detail
