"""The auditor: reads the log, narrows it, and has its seal checked."""

import pytest
from playwright.sync_api import expect

from core.audit.models import Action, AuditEntry
from core.jobs import services as jobs
from core.jobs.models import Job, State

pytestmark = pytest.mark.browser


def test_the_log_is_read_narrowed_and_found_whole(open_window, committed_world):
    visitor, auditor = open_window(), open_window("auditor")
    visitor.log_in("city", "wrong-one")
    visitor.log_in("city")
    visitor.press("退出")
    sealing = jobs.enqueue_once(kind="core.audit.seal", slot="now")
    jobs.perform(sealing.pk)
    assert Job.objects.get(pk=sealing.pk).state == State.SUCCEEDED

    auditor.go("/")
    auditor.follow("操作日志")
    page = auditor.page
    sealed = AuditEntry.objects.filter(link__isnull=False).count()
    assert sealed >= 3
    auditor.sees(f"已封存 {sealed} 条")
    panel = page.get_by_role("form", name="筛选")
    panel.get_by_label("动作").select_option(Action.LOGIN_FAILED)
    panel.get_by_role("button", name="查询").click()
    expect(panel).to_contain_text("1 个条件，1 条日志")
    expect(page.locator("tbody tr")).to_have_count(1)
    auditor.look()
    with page.expect_navigation():
        page.locator("tbody th a").click()
    auditor.sees("用户名或密码错误")
    auditor.look()
    assert AuditEntry.objects.filter(action=Action.READ, actor_id=committed_world.auditor.pk)

    auditor.go("/audit/")
    auditor.press("核对封存链")
    job = Job.objects.get(requested_by=committed_world.auditor)
    with page.expect_navigation(url=f"**/audit/check/{job.pk}/"):
        jobs.perform(job.pk)
    auditor.look()
    auditor.sees("日志完整，逐条核对无误。")
    checked = AuditEntry.objects.get(action=Action.RUN, subject="audit")
    assert (checked.actor_id, checked.detail["faults"]) == (committed_world.auditor.pk, 0)


def test_to_others_the_log_is_not_there(open_window):
    window = open_window("sysadmin")
    window.go("/audit/")
    window.sees("没有找到")
    expect(window.page.get_by_role("link", name="操作日志")).to_have_count(0)
