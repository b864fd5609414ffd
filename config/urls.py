"""Every address of the application."""

from django.urls import include, path

from config.api_urls import docs_urls
from core.accounts.urls import entrance_urls
from core.shell import health, views

handler400 = "core.shell.errors.bad_request"
handler403 = "core.shell.errors.forbidden"
handler404 = "core.shell.errors.not_found"
handler500 = "core.shell.errors.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    *entrance_urls,
    path("roster/", include("cadres.roster.urls")),
    path("cadres/", include("cadres.dossier.urls")),
    path("approval/", include("cadres.approval.urls")),
    path("exports/", include("cadres.exporting.urls")),
    path("checks/", include("cadres.checks.urls")),
    path("changes/", include("cadres.changes.urls")),
    path("pools/", include("cadres.pools.urls")),
    path("intake/", include("cadres.intake.urls")),
    path("imports/", include("cadres.importing.urls")),
    path("spot-checks/", include("assessments.spot_checks.urls")),
    path("rectifications/", include("assessments.spot_checks.rectification_urls")),
    path("polls/", include("assessments.holding.urls")),
    path("duties/", include("policy.duties.urls")),
    path("notices/", include("policy.notices.urls")),
    path("ballot/", include("assessments.voting.urls")),
    path("talks/", include("assessments.recording.urls")),
    path("concerns/", include("assessments.recording.concern_urls")),
    path("findings/", include("assessments.findings.urls")),
    path("cases/", include("assessments.cases.urls")),
    path("assessments/", include("assessments.rounds.urls")),
    path("statistics/", include("reporting.statistics.urls")),
    path("dashboard/", include("reporting.dashboards.urls")),
    path("annual/", include("reporting.annual.urls")),
    path("annual/volume/", include("reporting.volume.urls")),
    path("plan/", include("policy.plan.urls")),
    path("meter/", include("rotation.meter.urls")),
    path("mentoring/", include("training.mentoring.urls")),
    path("grassroots/", include("rotation.grassroots.urls")),
    path("moves/", include("rotation.moves.urls")),
    path("flows/", include("rotation.flows.urls")),
    path("positions/", include("rotation.positions.urls")),
    path("postings/resume/", include("rotation.from_resume.urls")),
    path("postings/", include("rotation.postings.urls")),
    path("frontline/", include("rotation.frontline.urls")),
    path("appraisals/", include("rotation.appraisals.urls")),
    path("guide/", include("core.guide.urls")),
    path("units/", include("core.units.urls")),
    path("accounts/", include("core.accounts.urls")),
    path("clients/", include("core.clients.urls")),
    path("codes/", include("core.codes.urls")),
    path("jobs/", include("core.jobs.urls")),
    path("audit/", include("core.audit.urls")),
    path("lists/", include("core.listing.urls")),
    path("api/v1/", include("config.api_urls")),
    path("api/", include(docs_urls)),
]
