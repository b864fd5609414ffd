"""What the accounts of the demonstration were told lately: reminders, and a nudge of two units."""

from datetime import date, datetime, time, timedelta

from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from core.accounts.models import User
from core.errors import DomainError
from core.units.models import Unit
from policy.notices.making import remind
from policy.notices.models import Nudge
from policy.notices.services import nudge

DAYS = 14
NUDGED = (("市交通运输局", 3), ("市水务局", 2))  # units, and days before
RULE, WORDS = "talk.quarterly", "上季度欠谈的请本周内补谈补记，本季度的请抓紧。"
AT = time(16, 20)
DOMAIN = "@qinghe.example"


def tell(*, on: date) -> None:
    """As if it had run daily; addresses come last, so that nothing old is sent."""
    by = User.objects.filter(username="city").first()
    for days in range(DAYS, 0, -1):
        day = on - timedelta(days=days)
        remind(on=day, today=day)
        for name, ago in NUDGED:
            if ago == days and by is not None:
                _nudge(by, name, day)
    User.objects.filter(is_demo=True).update(email=Concat(F("username"), Value(DOMAIN)))


def _nudge(by: User, name: str, on: date) -> None:
    """Nothing where the unit owes nothing, or has nobody to tell."""
    unit = Unit.objects.filter(short_name=name).first()
    if unit is not None:
        try:
            made = nudge(actor=by, unit=unit, rule=RULE, words=WORDS, on=on)
        except DomainError:
            return
        sent_at = timezone.make_aware(datetime.combine(on, AT))
        Nudge.objects.filter(pk=made.pk).update(sent_at=sent_at)
