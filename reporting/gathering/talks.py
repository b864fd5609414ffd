"""Part four: talks (clause 3.3.2), and the duty of a talk a quarter."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count

from assessments.talks.guards import RULE
from assessments.talks.models import Talk
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.periods import Year
from reporting.gathering.asking import Place, Told, Worked, share
from reporting.gathering.content import Behind
from reporting.gathering.crowd import Crowd
from reporting.gathering.ledger import Ledger

# What a quarter asked for: done or not, in time or not; what was waived or withdrawn it did not.
KEY_OF = {
    Light.DONE: "talks.done",
    Light.OVERDUE: "talks.missed",
    Light.SOON: "talks.owed",
    Light.LATER: "talks.owed",
}


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """Talks by person, and duties by the unit that owes them. Two statements."""
    rows = Talk.objects.standing().filter(crowd.within("cadre__"), **crowd.span.within("held_on"))
    for cadre, number in rows.order_by().values_list("cadre_id").annotate(n=Count("pk")):
        ledger.count(cadre, "talks.held", number)
    duties = Duty.objects.existing(crowd.span.on).with_light(crowd.span.on)
    # By rule and period: there is an index of duties that has both.
    quarters = [quarter.key for quarter in Year(crowd.span.year).quarters]
    duties = duties.filter(crowd.owed_within("unit__"), rule=RULE, period__in=quarters)
    counted = duties.order_by().values("unit__path", "light").annotate(n=Count("pk"))
    for path, light, number in counted.values_list("unit__path", "light", "n"):
        if key := KEY_OF.get(Light(light)):
            ledger.count_at(path, key, number)


def _duties(place: Place, tab: str) -> Behind:
    """Duties of the quarters of the year: each is due on its quarter's last day."""
    year = place.span.year
    due: dict[str, Any] = {"due_after": f"{year}-01-01", "due_before": f"{year}-12-31"}
    return place.list("duties:list", rule=RULE, tab=tab, **due)


def held(place: Place) -> Behind:
    """Clause 3.3.2: talks with people of the year that were held in it, of whatever kind, but for
    those that were voided since."""
    asked = place.since("held_on") | {"rostered": place.rostered}
    return place.list("talks:list", dated=False, **asked)


def covered(place: Place) -> Behind:
    """Clause 3.3.2: of the talks that the quarters of the year had asked for by the day (duty
    talk.quarterly, neither waived nor withdrawn), what part was held by then, in percent."""
    return _duties(place, "all")


def missed(place: Place) -> Behind:
    """Clause 3.3.2: talks of quarters of the year (duty talk.quarterly) that were overdue on the
    day: the quarter is over, and there was none."""
    return _duties(place, Light.OVERDUE.value)


FIGURES: dict[str, Told] = {
    "talks.held": held,
    "talks.covered": covered,
    "talks.missed": missed,
}


def part_held(counted: Counter[str]) -> str:
    """Done, of all that were asked for."""
    asked = sum(counted[key] for key in ("talks.done", "talks.missed", "talks.owed"))
    return share(counted["talks.done"], asked)


WORKED: dict[str, Worked] = {"talks.covered": part_held}
