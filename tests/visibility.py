"""Who sees what, written by hand: the expectations of the visibility matrix, and rows to see.

A later noun adds one function to EXPECTED (what its list shows at first), one to VISIBLE where more
can be reached than is shown at first, and one line to `fill`.
"""

from collections.abc import Callable

from cadres.changes.models import ChangeRequest
from cadres.importing.models import ImportBatch
from cadres.pools.models import PoolMembership
from core.accounts.models import Grant, User
from core.audit.models import Action
from core.audit.services import record
from core.choices import AccountKind, Role
from core.clients.models import ApiClient
from core.codes.models import Code
from core.jobs.models import Job
from policy.notices.models import Nudge
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
from tests.visible_core import (
    accounts,
    clauses,
    clients,
    codes,
    grants,
    log,
    nudges,
    own_jobs,
    units,
    values,
)
from tests.visible_people import (
    all_talks,
    applicants,
    batches,
    concerns,
    duties,
    found,
    imports,
    of_people,
    open_rounds,
    open_stays,
    people,
    stays,
    talks,
)
from tests.world import World
from training.mentoring.models import Mentorship

WHO = ("city", "county", "secretary", "clerk", "cadre", "auditor", "sysadmin", "secadmin", "nobody")
EVERYBODY = (*WHO, "county_secadmin")  # whose reach ends at his county


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
READERS = (
    dict.fromkeys(EXPECTED, "city")
    | dict.fromkeys(("units", "accounts", "grants", "clients", "jobs", "codes"), "secadmin")
    | {"audit": "auditor"}
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
