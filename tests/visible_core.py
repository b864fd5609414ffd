"""Who sees which units, accounts and rows of the plan, written by hand."""

from collections.abc import Callable

from core.accounts.models import Grant, User
from core.audit.models import AuditEntry
from core.clients.models import ApiClient
from core.codes.models import Code
from core.jobs.models import Job
from policy.clauses.models import Clause
from policy.notices.models import Nudge
from policy.parameters.models import ParameterValue
from tests.world import World

ADMINISTRATORS = ("sysadmin", "secadmin")
IN_THE_PLAN = ("city", "county", "secretary", "clerk", "cadre")


def units(world: World, who: str) -> set[int]:
    """By code, not by path: county 青川县 and what its code begins; a bureau and its own."""
    prefix = {
        "city": "",
        "sysadmin": "",
        "secadmin": "",
        "county": world.named["青川县"].code,
        "county_secadmin": world.named["青川县"].code,
        "secretary": world.named["市交通运输局"].code,
        "clerk": world.named["市交通运输局"].code,
    }
    if who == "cadre":
        return {world.named["市交通运输局"].pk}
    if who not in prefix:
        return set()
    start = prefix[who]
    return {
        unit.pk
        for code, unit in world.units.items()
        if not start or code == start or code.startswith(f"{start}.")
    }


def accounts(world: World, who: str) -> set[int]:
    """Administrators keep the accounts of their units; everybody has his own."""
    if who in ADMINISTRATORS:
        return set(User.objects.values_list("pk", flat=True))
    if who == "county_secadmin":
        inside = User.objects.filter(unit__in=units(world, who))
        return set(inside.values_list("pk", flat=True))
    return {world.users[who].pk}


def grants(world: World, who: str) -> set[int]:
    """A security administrator gives the grants of his units; everybody has his own."""
    rows = Grant.objects.all() if who == "secadmin" else Grant.objects.filter(user=world.users[who])
    if who == "county_secadmin":
        rows = Grant.objects.filter(unit__in=units(world, who))
    return set(rows.values_list("pk", flat=True))


def clients(world: World, who: str) -> set[int]:
    """The security administrator's alone, each for his units."""
    if who not in ("secadmin", "county_secadmin"):
        return set()
    rows = ApiClient.objects.filter(unit__in=units(world, who))
    return set(rows.values_list("pk", flat=True))


def own_jobs(world: World, who: str) -> set[int]:
    """Whoever asked for it."""
    rows = Job.objects.filter(requested_by=world.users[who])
    return set(rows.values_list("pk", flat=True))


def codes(world: World, who: str) -> set[int]:
    """Everybody with any grant."""
    return set() if who == "nobody" else set(Code.objects.values_list("pk", flat=True))


def log(world: World, who: str) -> set[int]:
    """The auditor's alone."""
    return set(AuditEntry.objects.values_list("pk", flat=True)) if who == "auditor" else set()


def nudges(world: World, who: str) -> set[int]:
    """Of one's units; no business of the people they are about."""
    offices = ("city", "county", "secretary", "clerk")
    seen = units(world, who) if who in offices else set()
    return set(Nudge.objects.filter(unit__in=seen).values_list("pk", flat=True))


def clauses(_world: World, who: str) -> set[int]:
    """The whole plan, for everybody who has a part in it."""
    return set(Clause.objects.values_list("pk", flat=True)) if who in IN_THE_PLAN else set()


def values(*more: str) -> Callable[[World, str], set[int]]:
    """The city's values for everybody, a county's for the city and for who is in the county."""

    def rows(_world: World, who: str) -> set[int]:
        if who not in IN_THE_PLAN:
            return set()
        counties = {"city": ("青川县", "清源县"), "county": ("青川县",)}.get(who, ())
        found = ParameterValue.objects.filter(unit=None)
        found |= ParameterValue.objects.filter(unit__short_name__in=counties)
        if "coming" not in more:
            found = found.filter(since__lt="2099-01-01")
        return set(found.values_list("pk", flat=True))

    return rows
