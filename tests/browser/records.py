"""One record of each kind, for whoever looks at every page."""

from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.utils import timezone

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


def every_record(world: World) -> dict[str, int]:
    """By the names that pages.py uses: committed, for servers of their own."""
    load(read())
    named = world.named
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
