"""The panels of core: one's accounts, units, jobs, grants and the safety of one's account."""

from datetime import date

from django.db.models import Count
from django.http import HttpRequest

from core.accounts.models import Grant, User
from core.choices import Role, UnitKind
from core.jobs.models import Job
from core.scoping import roles_of
from core.shell.panels import OFFICES, OTHERS, Filling, Panel
from core.units.models import Unit

MOST_JOBS = 5
NOT_COUNTED = (UnitKind.GROUP, UnitKind.CITY)


def accounts(request: HttpRequest, on: date) -> Filling:
    """How many accounts there are, for whoever keeps them."""
    seen = User.objects.visible_to(request.user)
    return {
        "open": seen.filter(is_active=True).count(),
        "closed": seen.filter(is_active=False).count(),
        "never": seen.filter(is_active=True, last_login__isnull=True).count(),
    }


def units(request: HttpRequest, on: date) -> Filling:
    """Units in one's reach by kind."""
    seen = Unit.objects.visible_to(request.user).existing(on).order_by()
    counts = dict(seen.values_list("kind").annotate(n=Count("pk")).values_list("kind", "n"))
    kinds = [
        {"code": kind.value, "label": kind.label, "count": counts[kind]}
        for kind in UnitKind
        if kind in counts and kind not in NOT_COUNTED
    ]
    return {"kinds": kinds} if kinds else None


def jobs(request: HttpRequest, on: date) -> Filling:
    """One's last jobs; left out of a busy page while there are none."""
    found = list(Job.objects.visible_to(request.user)[:MOST_JOBS])
    is_busy = bool(roles_of(request.user) & OFFICES)
    return None if is_busy and not found else {"jobs": found}


def grants(request: HttpRequest, on: date) -> Filling:
    """What one is, and where."""
    own = Grant.objects.visible_to(request.user).filter(user=request.user).in_force(on)
    return {"grants": list(own.select_related("unit"))}


def safety(request: HttpRequest, on: date) -> Filling:
    """The last log-in and the password."""
    return {}


KEEPER = frozenset({Role.SYSTEM_ADMINISTRATOR})
ACCOUNTS = Panel("shell/panels/accounts.html", accounts, KEEPER)
UNITS = Panel("shell/panels/units.html", units, OTHERS)
JOBS = Panel("shell/panels/jobs.html", jobs)
JOBS_ASIDE = Panel("shell/panels/jobs.html", jobs, OFFICES, aside=True)
GRANTS = Panel("shell/panels/grants.html", grants, aside=True)
SAFETY = Panel("shell/panels/safety.html", safety, aside=True)
