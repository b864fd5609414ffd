"""Duties that the department of the demonstration has waived: of long ago, with a reason."""

from datetime import date, timedelta

from core.accounts.models import User
from policy.duties.choices import DutyState
from policy.duties.models import Duty
from policy.periods import Quarter

REASONS = (
    "当季脱产在省委党校学习，次月已由党校反馈情况",
    "当季抽调参加省委巡视，驻地在外，组织部已了解情况",
    "当季病休，探望时已作了解",
)
ONE_OF = 3  # of the talks that were never held


def waive_some(*, on: date) -> int:
    """Every third talk of two quarters ago that was never held, the bureau's among them."""
    by = User.objects.filter(username="city").first()
    quarter = Quarter.of(on).previous.previous
    rows = Duty.objects.filter(rule="talk.quarterly", period=quarter.key, state=DutyState.OPEN)
    if by is None:
        return 0
    there = rows.filter(unit=by_bureau()).order_by("cadre__sort_key")[:1]
    elsewhere = rows.exclude(unit=by_bureau()).order_by("cadre__sort_key")[::ONE_OF]
    chosen = [duty.pk for duty in [*there, *elsewhere]]
    for place, reason in enumerate(REASONS):
        Duty.objects.filter(pk__in=chosen[place :: len(REASONS)]).update(
            state=DutyState.WAIVED,
            waived_on=on - timedelta(days=40),
            waived_by=by,
            waive_reason=reason,
        )
    return len(chosen)


def by_bureau() -> int | None:
    """The unit of the demonstration's secretary."""
    return User.objects.filter(username="secretary").values_list("unit", flat=True).first()
