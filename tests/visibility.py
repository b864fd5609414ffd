"""Who sees what, written by hand: the expectations of the visibility matrix, and rows to see.

A later noun adds one function to EXPECTED (what its list shows at first), one to VISIBLE where more
can be reached than is shown at first, and one line to `fill`.
"""

from collections.abc import Callable

from django.db.models import Model

from assessments.concerns.models import Concern
from assessments.talks.models import Talk
from cadres.changes.models import ChangeRequest
from cadres.checks.models import Finding
from cadres.importing.models import ImportBatch
from cadres.intake.models import Applicant, IntakeBatch
from cadres.pools.models import PoolMembership
from cadres.roster.models import RosterEntry
from core.accounts.models import Grant, User
from core.audit.models import Action, AuditEntry
from core.audit.services import record
from core.choices import AccountKind, Role
from core.clients.models import ApiClient
from core.codes.models import Code
from core.jobs.models import Job
from policy.clauses.models import Clause
from policy.duties.models import Duty
from policy.notices.models import Nudge
from policy.parameters.models import ParameterValue
from rotation.frontline.models import Candidate
from tests import visible_rows
from tests.annual import visible as annual
from tests.appraisals import visible as appraisals
from tests.case_pages import visible as cases
from tests.findings import visible as findings
from tests.flows import visible as flows
from tests.frontline import visible as frontline
from tests.holding import visible as holding
from tests.moves import visible as moves
from tests.postings import visible as postings
from tests.rounds import visible as rounds
from tests.spot_checks import visible as spot_checks
from tests.world import World
from training.mentoring.models import Mentorship

WHO = ("city", "county", "secretary", "clerk", "cadre", "auditor", "sysadmin", "secadmin", "nobody")
EVERYBODY = (*WHO, "county_secadmin")  # whose reach ends at his county
ADMINISTRATORS = ("sysadmin", "secadmin")


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


# Of the people in tests/world_people.py, by hand: whom each role's grant in tests/world.py reaches.
OF_BUREAU = ("周雨晴", "陈思远", "曾可欣")
OF_COUNTY = ("马晓东", "赵文博", "罗天翊", "艾力·买买提")
OF_OTHERS = ("李明朗", "单文静", "欧阳雪")
NAMES = {
    "city": (*OF_BUREAU, *OF_COUNTY, *OF_OTHERS),
    "county": OF_COUNTY,
    "secretary": OF_BUREAU,
    "clerk": OF_BUREAU,
    "cadre": ("陈思远",),  # himself
}


def people(world: World, who: str) -> set[int]:
    """Those of one's units; a cadre himself; administrators and the auditor nobody."""
    return {world.cadres[name].pk for name in NAMES.get(who, ())}


def stays(world: World, who: str) -> set[int]:
    """Every stay of the people one sees, ended ones included."""
    rows = RosterEntry.objects.filter(cadre__in=people(world, who))
    return set(rows.values_list("pk", flat=True))


def open_stays(world: World, who: str) -> set[int]:
    """What the roster shows at first: stays that have not ended."""
    rows = RosterEntry.objects.filter(cadre__in=people(world, who), left_on=None)
    return set(rows.values_list("pk", flat=True))


def of_people(model: type[Model]) -> Callable[[World, str], set[int]]:
    """Rows about the people that one sees."""

    def rows(world: World, who: str) -> set[int]:
        found = model._default_manager.filter(cadre__in=people(world, who))
        return set(found.values_list("pk", flat=True))

    return rows


def batches(world: World, who: str) -> set[int]:
    """The department's own, drafts included; units see what was announced above them."""
    names = {
        "city": ("市级批次", "县级批次", "市级草案"),
        "county": ("市级批次", "县级批次"),
        "secretary": ("市级批次",),
        "clerk": ("市级批次",),
    }
    found = IntakeBatch.objects.filter(name__in=names.get(who, ()))
    return set(found.values_list("pk", flat=True))


def applicants(world: World, who: str) -> set[int]:
    """Those among one's people; a cadre hears of it from his unit."""
    return set() if who == "cadre" else of_people(Applicant)(world, who)


def found(*standing: str) -> Callable[[World, str], set[int]]:
    """Findings about the people of one's office; discipline is not for clerks."""

    def rows(world: World, who: str) -> set[int]:
        seen = set() if who == "cadre" else people(world, who)
        told = Finding.objects.filter(cadre__in=seen, value__in=standing)
        if who == "clerk":
            told = told.exclude(rule__startswith="conduct")
        return set(told.values_list("pk", flat=True))

    return rows


def talks(world: World, who: str) -> set[int]:
    """Records that stand about the people one sees; that his own took place for a cadre."""
    rows = Talk.objects.filter(cadre__in=people(world, who), voided_on=None)
    return set(rows.values_list("pk", flat=True))


def all_talks(world: World, who: str) -> set[int]:
    """Those that were voided too; a cadre does not hear of them."""
    return talks(world, who) if who == "cadre" else of_people(Talk)(world, who)


def concerns(*states: str) -> Callable[[World, str], set[int]]:
    """The offices' alone, of these states."""

    def rows(world: World, who: str) -> set[int]:
        seen = set() if who == "cadre" else people(world, who)
        found = Concern.objects.filter(cadre__in=seen, state__in=states)
        return set(found.values_list("pk", flat=True))

    return rows


def imports(world: World, who: str) -> set[int]:
    """A department's own uploads; whoever keeps no files has none to see."""
    if who not in ("city", "county"):
        return set()
    return set(ImportBatch.objects.filter(asked_by=world.users[who]).values_list("pk", flat=True))


def open_rounds(world: World, who: str) -> set[int]:
    """What the list of mentoring shows at first: rounds that go on, of the mentees one sees."""
    rows = Mentorship.objects.filter(cadre__in=people(world, who), ended_on=None)
    return set(rows.values_list("pk", flat=True))


def log(world: World, who: str) -> set[int]:
    """The auditor's alone."""
    return set(AuditEntry.objects.values_list("pk", flat=True)) if who == "auditor" else set()


def nudges(world: World, who: str) -> set[int]:
    """Of one's units; no business of the people they are about."""
    offices = ("city", "county", "secretary", "clerk")
    seen = units(world, who) if who in offices else set()
    return set(Nudge.objects.filter(unit__in=seen).values_list("pk", flat=True))


IN_THE_PLAN = ("city", "county", "secretary", "clerk", "cadre")


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


def duties(*states: str) -> Callable[[World, str], set[int]]:
    """What one's units owe about their people; no business of the cadre himself."""

    def rows(world: World, who: str) -> set[int]:
        seen = set() if who == "cadre" else people(world, who)
        owed = Duty.objects.filter(cadre__in=seen, state__in=states)
        return set(owed.values_list("pk", flat=True))

    return rows


def movements(world: World, who: str) -> set[int]:
    """Of one's people, and of whoever was sent to one's units."""
    return flows.of(people(world, who), units(world, who) if who in flows.HOSTS else set())


EXPECTED: dict[str, Callable[[World, str], set[int]]] = {
    "units": units,
    "accounts": accounts,
    "grants": grants,
    "clients": clients,
    "jobs": own_jobs,
    "codes": codes,
    "audit": log,
    "cadres": people,
    "roster": open_stays,
    "pools": of_people(PoolMembership),
    "changes": of_people(ChangeRequest),
    "findings": found("counts"),
    "intake": batches,
    "applicants": applicants,
    "imports": imports,
    "clauses": clauses,
    "parameters": values(),
    "talks": talks,
    "concerns": concerns("raised"),
    "conduct_findings": findings.findings,
    "cases": cases.listed,
    "nudges": nudges,
    "mentorships": open_rounds,
    "programmes": frontline.programmes,
    "batches": frontline.batches,
    "candidates": of_people(Candidate),
    "appraisals": appraisals.appraisals,
    "rounds": rounds.rounds,
    "assessments": rounds.assessments,
    "annual_reports": annual.reports,
    "report_opinions": annual.opinions,
    "positions": postings.positions,
    "postings": postings.held,
    "meters": open_stays,
    "spot_checks": spot_checks.checks,
    "spot_items": spot_checks.items,
    "rectifications": spot_checks.rectifications,
    "polls": holding.running,
    "poll_results": holding.results,
    "rotation_plans": moves.plans,
    "planned_moves": moves.moves,
    "movements": movements,
    "duties": duties("open"),
}
# What can be opened beyond what a list shows at first.
VISIBLE = {
    "polls": holding.polls,
    "roster": stays,
    "findings": found("counts", "muted"),
    "parameters": values("coming"),
    "talks": all_talks,
    "concerns": concerns("raised", "closed"),
    "conduct_findings": findings.all_findings,
    "cases": cases.visible,
    "mentorships": of_people(Mentorship),
    "positions": postings.all_positions,
    "postings": postings.postings,
    "meters": stays,
    "duties": duties("open", "done"),
}
# Whose listing has rows, for the statements of a page.
READERS = {"audit": "auditor", "nudges": "city"} | dict.fromkeys(
    (
        *("cadres", "roster", "pools", "changes", "findings", "intake", "applicants", "imports"),
        *("talks", "concerns"),
        *("conduct_findings", "cases"),
        *("spot_checks", "spot_items", "rectifications"),
        *("polls", "poll_results"),
        *("rotation_plans", "planned_moves", "movements"),
        *("clauses", "parameters"),
        "duties",
        "mentorships",
        *("programmes", "batches", "candidates"),
        "appraisals",
        *("rounds", "assessments"),
        *("annual_reports", "report_opinions"),
        *("positions", "postings"),
        "meters",
    ),
    "city",
)


def fill(world: World) -> World:
    """At least one row of every entity for everybody who could have one."""
    # A few tables are enough to tell "all" from "none"; two thousand rows would be paged.
    county = world.named["青川县"]
    world.users["county_secadmin"] = own = User.objects.create(
        username="county_secadmin",
        name="温守业",
        kind=AccountKind.SECURITY,
        unit=county,
        must_change_password=False,
    )
    Grant.objects.create(
        user=own,
        account_kind=own.kind,
        role=Role.SECURITY_ADMINISTRATOR,
        unit=county,
        during=("2026-01-01", None),
    )
    Code.objects.exclude(table__in=("GB2261.1_gender", "ZB14_post_status")).delete()
    for number, user in enumerate(world.users.values()):
        Job.objects.create(kind="core.export", label=f"任务 {number}", requested_by=user)
        record(Action.READ, actor=user, subject="units", label="单位")
        ImportBatch.objects.create(label=f"花名册 {number}.xlsx", asked_by=user)
    for name in ("清河市", "青川县"):
        ApiClient.objects.create(
            name=name,
            unit=world.named[name],
            prefix=name[:12],
            token_hash=name.ljust(64, "0"),
            expires_on="2027-01-01",
        )
    for name in ("市交通运输局", "青川县", "柳河镇", "市科技局"):
        Nudge.objects.create(unit=world.named[name], on="2026-11-02", number=1, sent_by=world.city)
    visible_rows.rows_about_people(world)
    visible_rows.figures_of_counties(world)
    spot_checks.fill(world)
    holding.fill(world)
    frontline.fill(world)
    moves.fill(world)
    flows.fill(world)
    appraisals.fill(world)
    rounds.fill(world)
    annual.fill(world)
    postings.fill(world)
    findings.fill(world)
    cases.fill(world)
    return world
