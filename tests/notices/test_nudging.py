"""Nudges: by a department above the unit, of what is owed now, so many a day."""

import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection, connections
from django.urls import reverse

from core.accounts.models import Grant, User
from core.audit.models import AuditEntry
from core.choices import Role
from core.errors import DomainError, NotAllowed
from core.jobs.models import Job
from policy.notices.making import remind
from policy.notices.models import Digest, Notice, Nudge
from policy.notices.sending import deliver
from policy.notices.services import nudge
from policy.parameters.models import ParameterValue
from tests.notices.conftest import TODAY, give_addresses, holder, owe
from tests.notices.test_making import LATE, SOON


def test_the_holders_of_the_unit_are_told_of_what_is_owed_now(world) -> None:
    owe(world, "周雨晴", SOON)
    owe(world, "陈思远", LATE, period="2026Q3")
    owe(world, "曾可欣", date(2027, 3, 31), period="2027Q1")  # not yet
    owe(world, "李明朗", SOON)  # another unit's
    bureau = world.named["市交通运输局"]
    made = nudge(actor=world.city, unit=bureau, words="请 本周\n办结", on=TODAY)
    assert (made.number, made.words, made.rule) == (1, "请 本周 办结", "")
    told = made.notices.values_list("recipient__username", "duty__cadre__name", "step")
    assert set(told) == {
        (who, name, None) for who in ("secretary", "clerk") for name in ("周雨晴", "陈思远")
    }
    entry = AuditEntry.objects.filter(subject="nudge").latest("pk")
    assert entry.detail["duties"] == 2
    assert entry.detail["people"] == 2


def test_a_nudge_is_a_message_of_its_own_besides_the_morning_digest(addressed) -> None:
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    deliver(on=TODAY)
    nudge(actor=addressed.city, unit=addressed.named["市交通运输局"], words="请抓紧", on=TODAY)
    assert Job.objects.filter(kind="policy.notices.deliver").count() == 1
    mail.outbox.clear()
    assert deliver(on=TODAY).sent == 2
    assert deliver(on=TODAY).sent == 0
    assert all(one.subject == "催报：将到期 1 项" for one in mail.outbox)
    assert all("清河市 林静文催报下列事项。附言：请抓紧" in one.body for one in mail.outbox)


def test_so_many_a_day(world) -> None:
    owe(world, "周雨晴", LATE)
    bureau = world.named["市交通运输局"]
    nudge(actor=world.city, unit=bureau, on=TODAY)
    with pytest.raises(DomainError, match="每天最多 1 次"):
        nudge(actor=world.city, unit=bureau, on=TODAY)
    nudge(actor=world.city, unit=bureau, on=TODAY + timedelta(days=1))
    ParameterValue.objects.filter(parameter__key="nudge.per_day").update(value=2)
    assert nudge(actor=world.city, unit=bureau, on=TODAY).number == 2


def test_nothing_owed_is_refused_and_leaves_nothing(world) -> None:
    owe(world, "周雨晴", date(2027, 3, 31), period="2027Q1")
    with pytest.raises(DomainError, match="不用催报"):
        nudge(actor=world.city, unit=world.named["市交通运输局"], on=TODAY)
    assert not Nudge.objects.exists()


def test_nobody_to_tell_is_refused_with_the_remedy(world) -> None:
    owe(world, "赵文博", LATE)
    with pytest.raises(DomainError, match="请安全管理员"):
        nudge(actor=world.county, unit=world.named["柳河镇"], on=TODAY)
    assert not Nudge.objects.exists()


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre", "auditor", "sysadmin", "nobody"])
def test_only_departments_nudge(world, who: str) -> None:
    owe(world, "周雨晴", LATE)
    with pytest.raises(NotAllowed):
        nudge(actor=world.users[who], unit=world.named["市交通运输局"], on=TODAY)


def test_a_county_nudges_below_itself_alone(world) -> None:
    owe(world, "周雨晴", LATE)
    owe(world, "赵文博", LATE)
    holder(world, "own", Role.UNIT_SECRETARY, "柳河镇")
    with pytest.raises(NotAllowed):
        nudge(actor=world.county, unit=world.named["市交通运输局"], on=TODAY)
    made = nudge(actor=world.county, unit=world.named["青川县"], on=TODAY)
    assert set(made.notices.values_list("recipient__username", flat=True)) == {"own"}


def test_a_rule_that_there_is_not_is_refused(world) -> None:
    owe(world, "周雨晴", LATE)
    with pytest.raises(DomainError, match=r"没有名为“talk\.nothing”的责任规则"):
        nudge(actor=world.city, unit=world.named["市交通运输局"], rule="talk.nothing", on=TODAY)


def test_whoever_lost_his_grant_is_not_nudged(world) -> None:
    owe(world, "周雨晴", LATE)
    Grant.objects.filter(user=world.secretary).update(during=(date(2026, 1, 1), TODAY))
    made = nudge(actor=world.city, unit=world.named["市交通运输局"], on=TODAY)
    assert set(made.notices.values_list("recipient__username", flat=True)) == {"clerk"}


def test_a_double_click_nudges_once(committed_world) -> None:
    world = committed_world
    owe(world, "周雨晴", LATE)
    give_addresses()
    start, said = threading.Barrier(4), []

    def click() -> None:
        try:
            start.wait()
            actor = User.objects.get(username="city")
            nudge(actor=actor, unit=world.named["市交通运输局"], on=TODAY)
            said.append("done")
        except DomainError as refusal:
            said.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said.count("done") == 1
    assert all("每天最多 1 次" in text for text in said if text != "done")
    assert Nudge.objects.count() == 1
    assert Notice.objects.count() == 2


def test_two_runs_at_once_make_the_same_rows(committed_world) -> None:
    world = committed_world
    for number in range(20):
        owe(world, "周雨晴", SOON, period=f"p{number}")
    start = threading.Barrier(3)
    made = []

    def run() -> None:
        try:
            start.wait()
            made.append(remind(on=TODAY).notices)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 0, 40]
    assert Notice.objects.count() == 40
    assert Digest.objects.count() == 2


def test_two_senders_at_once_send_each_once(committed_world, mailing, settings) -> None:
    world = committed_world
    owe(world, "周雨晴", SOON)
    for number in range(30):
        user = holder(world, f"clerk{number:02d}", Role.UNIT_CLERK, "市交通运输局")
        User.objects.filter(pk=user.pk).update(email=f"clerk{number:02d}@qinghe.test")
    remind(on=TODAY)
    start = threading.Barrier(3)

    def send() -> None:
        try:
            start.wait()
            deliver(on=TODAY, size=4)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    to = [one.to[0] for one in mail.outbox]
    assert len(to) == len(set(to)) == 30
    assert connection.vendor == "postgresql"


def test_the_button_answers_in_place_and_without_scripts(world, client_for) -> None:
    today = date.today()  # noqa: DTZ011
    owe(world, "周雨晴", today - timedelta(days=3))
    bureau = world.named["市交通运输局"]
    browser, address = client_for(world.city), reverse("notices:nudge")
    answer = browser.post(address, {"unit": bureau.pk}, headers={"hx-request": "true"})
    assert "已催报“市交通运输局”：1 项，通知 2 人。" in answer.content.decode()
    again = browser.post(address, {"unit": bureau.pk, "next": "/notices/nudges/"}, follow=True)
    assert again.redirect_chain == [("/notices/nudges/", 302)]
    assert "每天最多 1 次" in again.content.decode()
    named = browser.post(address, {"unit": bureau.pk, "next": "abc"})
    assert named.url == reverse("notices:nudges")
    elsewhere = browser.post(address, {"unit": bureau.pk, "next": "https://evil.test/"})
    assert elsewhere.url == reverse("notices:nudges")
    assert "没有这个单位" in browser.post(address, {"unit": "x"}, follow=True).content.decode()
    hidden = client_for(world.county).post(address, {"unit": bureau.pk}, follow=True)
    assert "没有这个单位" in hidden.content.decode()
    assert browser.get(address).status_code == 405
