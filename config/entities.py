"""Every entity, by name: the lists, exports, REST resources and the visibility matrix read this."""

from assessments.cases.entities import CASES
from assessments.concerns.entities import CONCERNS
from assessments.findings.entities import CONDUCT_FINDINGS
from assessments.holding.entities import POLL_RESULTS, POLLS
from assessments.rounds.entities import ASSESSMENTS, ROUNDS
from assessments.spot_checks.entities import RECTIFICATIONS, SPOT_CHECKS, SPOT_ITEMS
from assessments.talks.entities import TALKS
from cadres.changes.entities import CHANGES
from cadres.checks.entities import FINDINGS
from cadres.importing.entities import IMPORTS
from cadres.intake.entities import APPLICANTS, INTAKE
from cadres.people.entities import CADRES
from cadres.pools.entities import POOLS
from cadres.roster.entities import ROSTER
from core.accounts.entities import ACCOUNTS, GRANTS
from core.audit.entities import AUDIT
from core.clients.entities import CLIENTS
from core.codes.entities import CODES
from core.jobs.entities import JOBS
from core.units.entities import UNITS
from policy.clauses.entities import CLAUSES
from policy.duties.entities import DUTIES
from policy.notices.entities import NUDGES
from policy.parameters.entities import PARAMETERS
from reporting.annual.entities import ANNUAL_REPORTS, REPORT_OPINIONS
from rotation.appraisals.entities import APPRAISALS
from rotation.flows.entities import MOVEMENTS
from rotation.frontline.entities.batches import BATCHES
from rotation.frontline.entities.candidates import CANDIDATES
from rotation.frontline.entities.programmes import PROGRAMMES
from rotation.meter.entities import METERS
from rotation.moves.entities import PLANNED_MOVES, ROTATION_PLANS
from rotation.positions.entities import POSITIONS
from rotation.postings.entities import POSTINGS
from training.mentoring.entities import MENTORSHIPS

ENTITIES = (
    CADRES,
    ROSTER,
    POOLS,
    CHANGES,
    FINDINGS,
    INTAKE,
    APPLICANTS,
    IMPORTS,
    SPOT_CHECKS,
    SPOT_ITEMS,
    RECTIFICATIONS,
    POLLS,
    POLL_RESULTS,
    DUTIES,
    NUDGES,
    TALKS,
    CONCERNS,
    CONDUCT_FINDINGS,
    CASES,
    ROUNDS,
    ASSESSMENTS,
    ANNUAL_REPORTS,
    REPORT_OPINIONS,
    CLAUSES,
    PARAMETERS,
    MENTORSHIPS,
    ROTATION_PLANS,
    PLANNED_MOVES,
    MOVEMENTS,
    APPRAISALS,
    POSITIONS,
    POSTINGS,
    METERS,
    PROGRAMMES,
    BATCHES,
    CANDIDATES,
    UNITS,
    ACCOUNTS,
    GRANTS,
    CLIENTS,
    JOBS,
    CODES,
    AUDIT,
)
