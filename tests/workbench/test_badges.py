"""The counts beside the navigation and on the bell follow the grants of whoever looks."""

from datetime import date, timedelta

from django.utils import timezone

from core.accounts.models import Grant, User
from core.choices import AccountKind, Role
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.notices.models import Notice
from policy.notices.services import unread_count
from policy.workbench.badges import badges

LATER = timedelta(days=60)  # by then something is overdue


def test_what_is_kept_of_a_question_is_of_these_grants(world) -> None:
    today = timezone.localdate()
    refresh(on=today)
    on = today + LATER
    theirs = badges(world.secretary, on)
    assert theirs["home"][0] > 0
    assert badges(world.nobody, on) == {}
    Grant.objects.create(
        user=world.nobody,
        account_kind=AccountKind.BUSINESS,
        role=Role.UNIT_SECRETARY,
        unit=world.secretary.unit,
        during=(date(2026, 1, 1), None),
    )
    owed = Duty.objects.owed_by(world.secretary).open()[0]
    Notice.objects.create(duty=owed, recipient=world.nobody, step=0, on=today)
    assert unread_count(world.nobody) == 0  # as he was when he was asked for
    again = User.objects.get(pk=world.nobody.pk)
    assert badges(again, on) == theirs
    assert unread_count(again) == 1
    Notice.objects.update(read_at=timezone.now())
    assert unread_count(again) == 0
