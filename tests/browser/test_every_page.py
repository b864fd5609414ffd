"""Every page, as the roles that work on it: no fault, and room enough on a desk and a telephone."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessments.voting.views import token_of
from cadres.checks.models import Finding
from cadres.checks.refreshing import refresh_all
from cadres.checks.tallying import tally
from cadres.importing.applying import write
from cadres.people.models import Cadre, Discipline, Reward
from cadres.pools.models import PoolMembership
from core.accounts.models import Grant, User
from core.audit.models import AuditEntry
from core.codes.datafile import read
from core.codes.loader import load
from core.jobs import services as jobs
from core.jobs.models import Job
from core.units.models import Unit
from policy.clauses.models import Clause
from policy.parameters.services import set_value
from tests.annual_pages.stages import reports_of
from tests.browser.postings import postings_of
from tests.browser.work import work_of
from tests.changes.test_requests import asked
from tests.clients.issuing import issue
from tests.dossier.lives import with_file
from tests.findings.making import found as finding_about
from tests.frontline.stages import frontline_of
from tests.holding.stages import polls_of
from tests.importing.telling import batch_of, look, told
from tests.intake.making import every_stage
from tests.moves.stages import plans_of
from tests.polls.making import opened
from tests.roster.stepping import act_upon
from tests.rounds.stages import rounds_of
from tests.units.test_imports import row, workbook
from tests.world import World
from tests.world_people import TODAY

pytestmark = pytest.mark.browser

# Who looks at what; `{unit}` and the like stand for one record of the world.
PAGES = {
    None: ("login", "ballot:enter", "ballot:done {poll_token}"),
    "city": (
        *("home", "search", "search?q=jtys", "search?q=没有这个单位", "codes:list", "api-docs"),
        *("jobs:list", "jobs:detail {export}", "jobs:detail {queued}", "jobs:detail {failed}"),
        *("units:list", "units:list?unit={group}", "units:list?name=没有", "units:detail {unit}"),
        *("units:list?filters=all", "listing:views units"),
        *("units:detail {leaf}", "units:detail 0", "units:add", "units:edit {unit}"),
        *("units:rename {unit}", "units:move {unit}", "units:abolish {unit}", "units:import"),
        *("units:preview {check}", "units:preview {checked}"),
        *("cadres:list", "cadres:list?name=没有", "cadres:detail {person}", "search?q=zyq"),
        *("cadres:tab {person} resume", "cadres:tab {person} family", "cadres:reveal {person}"),
        *("cadres:tab {person} conduct", "cadres:tab {person} roster"),
        *("cadres:tab {person} history", "cadres:tab {person} approval"),
        *("cadres:tab {person} approval?edition=new", "approval:edit {person}"),
        *("cadres:compare?id={person}&id={other}", "cadres:compare?id={person}"),
        *("cadres:add", "cadres:edit {person}", "cadres:edit_resume {person}"),
        *("cadres:edit_resume {person}?as=text", "cadres:edit_family {person}"),
        *("cadres:edit_photo {person}", "cadres:rewards {person}", "cadres:add_reward {person}"),
        *("cadres:edit_reward {person} {reward}", "cadres:add_discipline {person}"),
        "cadres:edit_discipline {person} {discipline}",
        *("changes:list", "changes:list?state=decided", "changes:detail {change}"),
        *("checks:list", "checks:list?standing=muted", "checks:rules", "checks:people"),
        *("checks:trend", "checks:trend?by=month", "checks:detail {finding}"),
        *("checks:accept_many?id={finding}", "checks:mute_many?id={finding}"),
        *("checks:trend?units=all", "checks:people?severity=error"),
        "cadres:tab {person} checks",
        *("roster:list", "roster:list?standing=all", "roster:list?as_of=2025-06-30&name=没有"),
        *("roster:side", "roster:entry {stay}", "roster:acts", "roster:act {act}"),
        *("roster:tier?id={stay}", "roster:direction?id={stay}", "roster:holder?id={stay}"),
        *("roster:status?id={stay}", "roster:release?id={stay}", "roster:admit?id={newcomer}"),
        *("pools:list", "pools:join?id={stay}", "pools:leave?id={membership}"),
        *("intake:list", "intake:create", "intake:applicants", "intake:applicant {applicant}"),
        *("intake:detail {draft}", "intake:edit {draft}", "intake:announce {draft}"),
        *("intake:detail {open}", "intake:people {open}", "intake:check {open}"),
        *("intake:test {open}", "intake:cancel {open}", "intake:detail {open}?state=tested"),
        *("intake:marks {testing}", "intake:inspection {testing}", "intake:rank {inspecting}"),
        *("intake:findings {inspecting}", "intake:return {inspecting}"),
        *("intake:detail {ranking}", "intake:ranking {ranking}", "intake:admit {ranking}"),
        "intake:close {ranking}",
        *("imports:list", "imports:upload", "imports:review {staged}"),
        *("imports:review {staged}?tab=create", "imports:confirm {staged}"),
        "imports:review {written}",
        *("plan:page", "plan:page?as_of=2026-03-31&unit={county}", "plan:print", "plan:clauses"),
        *("plan:units 3.3.2", "plan:parameters", "plan:parameters?standing=all"),
        *("plan:parameter talk.per_quarter", "plan:change talk.per_quarter"),
        *("plan:clause {clause}", "plan:value {coming}", "plan:withdraw {coming}"),
        *(
            "duties:list",
            "duties:list?light=overdue",
            "duties:detail {owed}",
            "duties:waive {owed}",
        ),
        *("notices:inbox", "notices:nudges", "notices:preferences", "talks:list", "talks:coverage"),
        *("talks:detail {talk}", "talks:paper {talk}", "talks:amend {talk}", "talks:void {talk}"),
        *("findings:list", "findings:list?which=all", "findings:create", "findings:create?q=csy"),
        *("findings:create?cadre={other}", "findings:detail {conduct}", "findings:amend {conduct}"),
        *("findings:withdraw {conduct}", "cadres:tab {other} assessments"),
        *("concerns:list", "concerns:detail {concern}", "concerns:of_duty?duty={worry}"),
        *("cases:list", "cases:list?standing=all", "cases:detail {case}", "cases:replay {case}"),
        *("cases:step {case} opine", "cases:step {case} state", "cases:step {case} keep"),
        *("cases:step {case} observe", "cases:step {case} release", "cases:step {case} withdraw"),
        *("cases:detail {addition}", "cases:step {addition} admit", "cases:open"),
        *("cases:step {addition} decline", "cases:nominate", "cases:open?cadre={other}"),
        *("cases:replay {addition}", "cadres:tab {other} cases", "cases:of_duty"),
        *("spot_checks:list", "spot_checks:create", "spot_checks:items", "spot_checks:item {item}"),
        *("spot_checks:detail {drawn}", "spot_checks:next {drawn}", "spot_checks:signs {drawn}"),
        *("spot_checks:report {drawn}", "rectifications:list", "rectifications:detail {asked}"),
        *("rounds:list", "rounds:open", "rounds:open?year=2025", "rounds:sheets"),
        *("rounds:detail {year_open}", "rounds:edit {year_open}", "rounds:add {year_open}"),
        *("rounds:settle {year_open}", "rounds:detail {year_settled}"),
        *("rounds:reopen {year_settled}", "rounds:sheets?standing=mine"),
        *("rounds:sheet {year_own_summary}", "rounds:write {year_own_summary}"),
        *("rounds:sheet {year_appraising}", "rounds:propose {year_appraising}"),
        *("rounds:send_back {year_appraising}", "rounds:leave_out {year_appraising}"),
        *("rounds:sheet {year_proposed}", "rounds:interview {year_proposed}"),
        *("rounds:sheet {year_own_decided}", "rounds:agree {year_own_decided}"),
        *("rounds:object {year_own_decided}", "rounds:sheet {year_objected}"),
        *("rounds:review {year_objected}", "rounds:sheet {year_final}"),
        *("rounds:sheet {year_past}", "rounds:amend_past {year_past}"),
        *("rounds:remove_past {year_past}", "rounds:past {person}"),
        *("annual:list", "annual:list?year=2025", "annual:list?standing=mine", "annual:open"),
        *("annual:open?year=2025", "annual:opinions", "annual:detail {report_draft}"),
        *("annual:detail {report_filed}", "annual:comment {report_filed}?cell=part:5"),
        *("annual:return {report_filed}", "annual:accept {report_filed}"),
        *("annual:detail {report_accepted}", "annual:filing {report_accepted} 1"),
        *("annual:differences {report_accepted}", "annual:changes {report_accepted}"),
        "annual:reopen {report_accepted}",
        *("mentoring:list", "mentoring:pairing", "mentoring:detail {round}"),
        *("mentoring:create?duty={pairing}", "mentoring:renew {round}", "mentoring:amend {round}"),
        *("mentoring:end {round}", "mentoring:session {round}", "mentoring:review {round} midterm"),
        *("mentoring:amend_session {session}", "mentoring:midterm_of_duty?duty={half}"),
        *("mentoring:final_of_duty?duty={over}", "cadres:tab {other} talks"),
        "cadres:tab {other} mentoring",
        *("moves:list", "moves:create", "moves:moves", "moves:detail {plan_draft}"),
        *("moves:edit {plan_draft}", "moves:propose {plan_draft}", "moves:add {plan_draft}"),
        *("moves:consult {plan_draft}", "moves:discard {plan_draft}"),
        *("moves:detail {plan_asking}", "moves:decide {plan_asking}", "moves:move {move_asked}"),
        *("moves:arrange {move_asked}", "moves:answer {question}", "moves:detail {plan_decided}"),
        *("moves:reopen {plan_decided}", "moves:close {plan_decided}", "moves:move {move_lost}"),
        *("moves:carry_out {move_coming}", "moves:restore {move_lost}"),
        *("flows:map", "flows:map?since_after=2010-01-01", "flows:list"),
        *("dashboards:page", "dashboards:page?as_of=2026-03-31", "statistics:structure"),
        "statistics:structure?rows=unit&columns=none",
        *("statistics:targets", "statistics:coverage", "statistics:coverage?unit={county}"),
        *("volume:list", "guide"),
        *("frontline:list", "frontline:list?standing=work", "frontline:programmes"),
        *("frontline:create", "frontline:create?channel=A", "frontline:programme {township}"),
        *("frontline:edit_programme {township}", "frontline:close {township}"),
        *("frontline:reopen {finished}", "frontline:add_batch {township}"),
        *("frontline:candidates", "frontline:candidates?standing=out"),
        *("frontline:candidate {named}", "frontline:detail {batch_draft}"),
        *("frontline:edit {batch_draft}", "frontline:announce {batch_draft}"),
        *("frontline:posts {batch_draft}", "frontline:detail {batch_announced}"),
        *("frontline:pick {batch_announced}", "frontline:people {batch_announced}"),
        *("frontline:check {batch_announced}", "frontline:select {batch_announced}"),
        *("frontline:edit_post {batch_announced} {post}", "frontline:detail {batch_selecting}"),
        *("frontline:scores {batch_selecting}", "frontline:decide {batch_selecting}"),
        *("frontline:step_back {batch_selecting}", "frontline:cancel {batch_selecting}"),
        *("frontline:detail {batch_decided}", "frontline:assign {batch_decided}"),
        *("frontline:dispatch {batch_decided}", "frontline:detail {batch_out}"),
        *("frontline:bring_back {batch_out}", "frontline:detail {batch_out}?standing=out"),
        *("cadres:tab {other} mentoring", "cadres:tab {other} postings", "grassroots:judge {line}"),
        *("from_resume:unit", "from_resume:unit?unit={unit}", "from_resume:person {other}"),
        *("meter:units", "meter:units?as_of=2025-06-30", "meter:list", "meter:list?standing=short"),
        *("meter:detail {other}", "meter:detail {person}?as_of=2025-06-30"),
        *("appraisals:list", "appraisals:list?standing=mine", "appraisals:detail {sheet}"),
        *("appraisals:judge {sheet}", "appraisals:comment {heard}", "appraisals:detail {heard}"),
        *(
            "appraisals:conclude {read}",
            "appraisals:send_back {read}",
            "appraisals:reopen {closed}",
        ),
        *("appraisals:draft {begun}", "appraisals:fill {out} midterm"),
        *("positions:list", "positions:create", "positions:detail {position}"),
        *("positions:edit {position}", "positions:abolish {position}"),
        *("polls:list", "polls:list?standing=all", "polls:create", "polls:edit {poll_draft}"),
        *("polls:people {poll_draft}", "polls:detail {poll_draft}", "polls:issue {poll_draft}"),
        *("polls:open {poll_printed}", "polls:cancel {poll_printed}", "polls:detail {poll_open}"),
        *("polls:close {poll_open}", "polls:paper {poll_closed}", "polls:count {poll_closed}"),
        *("polls:enter {poll_closed} {paper}", "polls:results", "polls:person {poll_person}"),
        *("polls:detail {poll_counted}", "polls:result {poll_counted}"),
        "polls:share {poll_counted}",
        *("postings:list", "postings:list?standing=away", "postings:list?standing=ended"),
        *("postings:create", "postings:create?cadre={other}", "postings:send?cadre={other}"),
        *("postings:enter?cadre={other}", "postings:detail {posting}", "postings:detail {away}"),
        *("postings:end {away}", "postings:extend {away}", "postings:correct {away}"),
        *("postings:take_back {away}", "postings:reopen {ended}", "postings:arrange {away}"),
    ),
    "county": (
        *("home", "units:list", "units:detail {county}", "search?q=qc", "roster:list"),
        *("dashboards:page", "statistics:structure", "statistics:coverage"),
    ),
    "secretary": (
        *("dashboards:page", "statistics:structure", "statistics:targets", "statistics:coverage"),
        *("checks:list", "checks:trend", "checks:detail {finding}", "cadres:tab {person} checks"),
        *("home", "units:list", "units:detail {unit}", "units:add"),
        *("intake:list", "intake:detail {open}", "intake:people {open}"),
        *("notices:inbox", "notices:detail {notice}", "talks:list", "talks:create"),
        *("talks:create?duty={owed}", "talks:concern {talk}", "duties:detail {owed}"),
        *("rectifications:detail {asked}", "rectifications:of_duty?duty={answer}"),
        *("rectifications:answer {asked}", "mentoring:list", "mentoring:create?duty={pairing}"),
        *("frontline:list", "frontline:detail {batch_announced}", "frontline:candidates"),
        *("moves:moves", "moves:move {move_asked}", "moves:answer {question}", "flows:map"),
        *("rounds:list", "rounds:detail {year_open}", "rounds:propose {year_appraising}"),
        *("rounds:sheet {year_proposed}", "rounds:settle {year_open}"),
        *("annual:list", "annual:detail {report_draft}", "annual:edit {report_draft}"),
        *("annual:file {report_draft}", "annual:withdraw {report_own}", "annual:opinions"),
        *("frontline:programme {township}", "frontline:pick {batch_announced}"),
        *("polls:list", "polls:detail {poll_open}", "polls:enter {poll_closed} {paper}"),
    ),
    "cadre": (
        *("home", "units:list", "cadres:list", "cadres:detail {other}"),
        *("rounds:sheets", "rounds:sheet {year_own_summary}", "rounds:write {year_own_summary}"),
        *("rounds:sheet {year_own_decided}", "rounds:agree {year_own_decided}"),
        "rounds:object {year_own_decided}",
        *("frontline:apply {batch_announced}", "frontline:retract {batch_announced}"),
        *("frontline:detail {batch_announced}", "cadres:tab {other} assessments"),
        "frontline:detail {batch_announced}",
        *("cases:list", "cases:detail {case}", "cases:replay {case}", "cases:step {case} state"),
    ),
    "nobody": ("home", "account"),
    "sysadmin": (
        *("home", "accounts:list", "accounts:create", "accounts:detail {account}", "search?q=马"),
        *("accounts:edit {account}", "accounts:reset {account}", "accounts:unlock {account}"),
        "accounts:remove_totp {account}",
    ),
    "secadmin": (
        *("home", "accounts:list", "accounts:grants", "accounts:rules", "clients:list"),
        *("accounts:detail {account}", "accounts:give {account}", "accounts:grant {grant}"),
        *("accounts:revoke {grant}", "clients:issue", "clients:detail {client}"),
        *("clients:edit {client}", "clients:renew {client}", "clients:revoke {client}"),
    ),
    "auditor": (
        "home",
        "audit:list",
        "audit:list?actor=林",
        "audit:detail {entry}",
        "audit:verdict {verdict}",
    ),
    "clerk": (
        *("home", "account", "accounts:detail {clerk}", "password", "totp"),
        *("cadres:edit {other}", "cadres:edit_resume {other}", "changes:detail {change}"),
        *("roster:list", "pools:list", "approval:edit {other}", "cadres:tab {other} approval"),
    ),
}
# Answers that are no pages: fragments, files, data, and verbs that only take a posted form.
NO_PAGES = {
    *("findings:attach", "findings:file", "findings:remove"),
    "ballot:vote",
    *("statistics:workbook", "volume:start"),
    *("duties:run", "duties:unwaive", "notices:read_all", "notices:nudge"),
    *("talks:attach", "talks:attachment", "talks:remove", "mentoring:mentors"),
    *("mentoring:remove_session", "rectifications:accept", "rectifications:return"),
    *("appraisals:paper", "cases:paper", "frontline:letters", "appraisals:return_of_duty"),
    *("rounds:paper", "rounds:papers", "rounds:grade", "rounds:remove_interview"),
    "rounds:of_duty",
    *("annual:nudge", "annual:accept_many", "annual:uncomment", "annual:paper"),
    "annual:of_duty",
    *("appraisals:midterm_of_duty", "appraisals:final_of_duty"),
    *("healthz", "readyz", "schema", "logout"),
    *("jobs:progress", "jobs:result", "jobs:cancel", "jobs:run_again"),
    *("units:branch", "units:options", "units:template", "units:shift", "units:apply"),
    *("listing:export", "listing:filters", "listing:save_view", "listing:delete_view"),
    *("accounts:close", "accounts:open", "audit:check"),
    *("cadres:tree", "cadres:options", "cadres:photo", "changes:withdraw"),
    *("cadres:remove_reward", "cadres:remove_discipline"),
    *("checks:run", "checks:accept", "checks:mute", "checks:unmute"),
    *("exporting:roster", "exporting:cadres", "exporting:form"),
    *("roster:branch", "roster:revert"),
    *("intake:propose", "intake:judge"),
    *("moves:people", "moves:judge", "flows:movement"),
    "frontline:suggest",
    *("frontline:nominate", "frontline:judge", "frontline:remove_post", "frontline:letters"),
    *("positions:options", "postings:people"),
    *("polls:turnout", "polls:sheet", "polls:recount"),
    *("imports:template", "imports:failed", "imports:of_job", "imports:abandon"),
    *("imports:decide", "imports:decide_all", "imports:check_again"),
}


def page_names(resolver=None, prefix: str = "") -> Iterator[str]:
    """The name of every address outside the REST interface."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            if space != "api:":
                yield from page_names(pattern, space)
        else:
            yield f"{prefix}{pattern.name}"


def test_every_page_is_visited_here():
    visited = {page.split("?")[0].split()[0] for pages in PAGES.values() for page in pages}
    assert visited | NO_PAGES == set(page_names())


@pytest.fixture
def records(committed_world: World) -> dict[str, int]:
    """One record of each kind to open."""
    load(read())
    world, named = committed_world, committed_world.named
    verdict = jobs.enqueue(actor=world.auditor, kind="core.audit.verify", label="核对封存链")
    jobs.perform(verdict.pk)
    reports = reports_of(world)  # before findings stand in the way of filing
    return jobs_of(world.city, named["青川县"]) | {
        "unit": named["市交通运输局"].pk,
        "group": named["市直机关"].pk,
        "county": named["青川县"].pk,
        "leaf": named["柳河镇"].pk,
        "person": with_file(world.cadres["周雨晴"]).pk,
        "other": world.cadres["陈思远"].pk,
        "reward": Reward.objects.get(cadre__name="周雨晴").pk,
        "discipline": Discipline.objects.get(cadre__name="周雨晴").pk,
        "finding": found(world.cadres["周雨晴"]),
        "change": asked(world, world.cadres["周雨晴"]).pk,
        "membership": PoolMembership.objects.get(cadre__name="周雨晴").pk,
        "act": act_upon(world.city, world.stay("李明朗")).pk,
        "stay": world.stay("赵文博").pk,
        "newcomer": world.cadres["单文静"].pk,
        "account": world.secretary.pk,
        "clerk": world.clerk.pk,
        "grant": Grant.objects.get(user=world.secretary).pk,
        "client": issue(world)[0].pk,
        "entry": AuditEntry.objects.first().pk,
        "verdict": verdict.pk,
        "conduct": finding_about(world, on=timezone.localdate()).pk,
        **every_stage(world),
        **plan_of(world),
        **imports_of(world),
        **work_of(world),
        **frontline_of(world),
        **postings_of(world),
        **plans_of(world),
        **rounds_of(world),
        **reports,
        **polls_of(world),
        "poll_token": token_of(opened(world, on=timezone.localdate(), title="扫码").poll),
    }


def plan_of(world: World) -> dict[str, int]:
    """A clause, and a value that is still to come."""
    on = timezone.localdate()
    change = {"since": on + timedelta(days=9), "reason": "会议决定", "document": "", "on": on}
    coming = set_value(actor=world.city, key="talk.per_quarter", text="2", **change)
    return {"clause": Clause.objects.get(code="3.3.2").pk, "coming": coming.pk}


def imports_of(world: World) -> dict[str, int]:
    """A batch that is looked through, and one that was written."""
    staged = batch_of(look([told(), told(name="李小一", birth=None)], world.city), world.city)
    done = batch_of(look([told(name="王小二")], world.city), world.city)
    write(actor=world.city, batch=done, on=TODAY)
    return {"staged": staged.pk, "written": done.pk}


def found(cadre: Cadre) -> int:
    """What was found in somebody's file, and the figures of the day."""
    on = timezone.localdate()
    refresh_all(on=on)
    tally(on=on)
    return Finding.objects.get(cadre=cadre, rule="origin.no_birth_place").pk


def jobs_of(city: User, county: Unit) -> dict[str, int]:
    """An export that is done, one that failed, one that waits; a wrong upload and a right one."""
    enqueue = partial(jobs.enqueue, actor=city)
    export = partial(enqueue, kind="core.export", entity="units")
    made = {
        "export": export(label="导出单位（Excel 工作簿）", format="xlsx"),
        "failed": export(label="导出单位（CSV 文本）", format="nothing"),
    }
    town = row("001.001.901", "001.001")
    renamed = row(county.code, "001.002", name="青川自治县", short_name="青川县", kind="县（区）")
    wrong = workbook(row("001.001.901", "001.001", kind="什么"), row("", "001"))
    for name, content in {"check": wrong, "checked": workbook(town, renamed)}.items():
        made[name] = enqueue(kind="core.units.check_import", label=f"核对单位导入：{name}.xlsx")
        made[name].result.save("upload.xlsx", ContentFile(content))
    for job in made.values():
        jobs.perform(job.pk)
    made["queued"] = export(label="导出单位（CSV 文本）", format="csv")
    states = Job.objects.filter(requested_by=city).order_by("state").values_list("state", flat=True)
    assert list(states) == ["failed", "queued", *["succeeded"] * 3]
    return {name: job.pk for name, job in made.items()}


def address(page: str, records: dict[str, int]) -> str:
    """`name argument?query` as an address."""
    named, _, query = page.format(**records).partition("?")
    name, *arguments = named.split()
    return reverse(name, args=arguments) + (f"?{query}" if query else "")


@pytest.mark.parametrize("role", PAGES, ids=str)
def test_the_pages_of_a_role_have_no_fault(open_window, records, role):
    window = open_window(role)
    for page in PAGES[role]:
        window.go(address(page, records))
        expect(window.page.get_by_role("heading", level=1)).to_be_visible()
