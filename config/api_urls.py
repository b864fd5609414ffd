"""Every address of the REST interface, and those that describe it."""

from django.urls import path

from assessments.cases.entities import CASES
from assessments.holding.entities import POLL_RESULTS
from assessments.rounds.entities import ASSESSMENTS
from assessments.talks.entities import TALKS
from cadres.feed.api import FeedList
from cadres.people.entities import CADRES
from cadres.roster.entities import ROSTER
from core.api.code_tables import CodeTables
from core.api.jobs import job_urls
from core.api.resources import entity_urls
from core.api.views import Schema, docs
from core.codes.entities import CODES
from core.units.entities import UNITS
from policy.clauses.entities import CLAUSES
from policy.duties.entities import DUTIES
from policy.parameters.entities import PARAMETERS
from reporting.annual.api import report_urls
from reporting.annual.entities import ANNUAL_REPORTS
from reporting.statistics.api import CoverageView, Structure, TargetsView
from rotation.frontline.entities.programmes import PROGRAMMES
from rotation.positions.entities import POSITIONS
from rotation.postings.entities import POSTINGS
from training.mentoring.entities import MENTORSHIPS

app_name = "api"
urlpatterns = [
    *entity_urls(CADRES, list_view=FeedList),
    *entity_urls(ROSTER, list_view=FeedList),
    *entity_urls(DUTIES),
    *entity_urls(TALKS),
    *entity_urls(CASES),
    *entity_urls(ASSESSMENTS),
    *entity_urls(ANNUAL_REPORTS),
    *report_urls,
    *entity_urls(POLL_RESULTS),
    *entity_urls(CLAUSES),
    *entity_urls(PARAMETERS),
    *entity_urls(MENTORSHIPS),
    *entity_urls(POSITIONS),
    *entity_urls(POSTINGS),
    *entity_urls(PROGRAMMES),
    *entity_urls(UNITS),
    *entity_urls(CODES),
    path("statistics/structure/", Structure.as_view(), name="statistics-structure"),
    path("statistics/targets/", TargetsView.as_view(), name="statistics-targets"),
    path("statistics/coverage/", CoverageView.as_view(), name="statistics-coverage"),
    path("code-tables/", CodeTables.as_view(), name="code-tables"),
    *job_urls,
]

docs_urls = [
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", docs, name="api-docs"),
]
