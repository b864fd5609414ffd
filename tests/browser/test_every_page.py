"""Every page, as the roles that work on it: no fault, and room enough on a desk and a telephone."""

from collections.abc import Iterator
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from playwright.sync_api import expect

from core.accounts.models import Grant, User
from core.audit.models import AuditEntry
from core.codes.datafile import read
from core.codes.loader import load
from core.jobs import services as jobs
from core.jobs.models import Job
from core.units.models import Unit
from tests.clients.issuing import issue
from tests.units.test_imports import row, workbook
from tests.world import World

pytestmark = pytest.mark.browser

# Who looks at what; `{unit}` and the like stand for one record of the world.
PAGES = {
    None: ("login",),
    "city": (
        *("home", "search", "search?q=jtys", "search?q=没有这个单位", "codes:list", "api-docs"),
        *("jobs:list", "jobs:detail {export}", "jobs:detail {queued}", "jobs:detail {failed}"),
        *("units:list", "units:list?unit={group}", "units:list?name=没有", "units:detail {unit}"),
        *("units:detail {leaf}", "units:detail 0", "units:add", "units:edit {unit}"),
        *("units:rename {unit}", "units:move {unit}", "units:abolish {unit}", "units:import"),
        *("units:preview {check}", "units:preview {checked}"),
    ),
    "county": ("home", "units:list", "units:detail {county}", "search?q=qc"),
    "secretary": ("home", "units:list", "units:detail {unit}", "units:add"),
    "cadre": ("home", "units:list"),
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
    "clerk": ("home", "account", "accounts:detail {clerk}", "password", "totp"),
}
# Answers that are no pages: fragments, files, data, and verbs that only take a posted form.
NO_PAGES = {
    *("healthz", "readyz", "schema", "logout"),
    *("jobs:progress", "jobs:result", "jobs:cancel", "jobs:run_again"),
    *("units:branch", "units:options", "units:template", "units:shift", "units:apply"),
    *("listing:export", "listing:save_view", "listing:delete_view"),
    *("accounts:close", "accounts:open", "audit:check"),
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
    return jobs_of(world.city, named["青川县"]) | {
        "unit": named["市交通运输局"].pk,
        "group": named["市直机关"].pk,
        "county": named["青川县"].pk,
        "leaf": named["柳河镇"].pk,
        "account": world.secretary.pk,
        "clerk": world.clerk.pk,
        "grant": Grant.objects.get(user=world.secretary).pk,
        "client": issue(world)[0].pk,
        "entry": AuditEntry.objects.first().pk,
        "verdict": verdict.pk,
    }


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
