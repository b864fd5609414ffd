"""What the secretary does in several steps, and what others did before he came."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from core.accounts.logins import LAST_SEEN
from core.accounts.sessions import SessionStore
from policy.duties.refreshing import refresh
from policy.notices.making import remind
from reporting.annual.duties import REPORT
from reporting.annual.models import AnnualReport
from tests.browser.window import Window

BUREAU = "市交通运输局"
HIMSELF = "马建国"
FILE = "上报清河市委组织部"


def due_tomorrow() -> AnnualReport:
    """The report that the demonstration's secretary writes, and its duty."""
    today = timezone.localdate()
    rows = AnnualReport.objects.filter(unit__short_name=BUREAU, year=today.year)
    rows.update(due_on=today + timedelta(days=1))
    refresh(rules=[REPORT], on=today)
    return rows.get()


def fresh(report: AnnualReport) -> AnnualReport:
    """As it is now."""
    return AnnualReport.objects.get(pk=report.pk)


def write(window: Window, part: int, words: str) -> None:
    """His words before those of a part, not yet saved."""
    section = window.page.locator(f"#part-{part}")
    section.locator("details").evaluate("one => one.open = true")
    box = section.locator("textarea").first
    box.fill(f"{words}\n{box.input_value()}")


def leave_alone(window: Window) -> None:
    """As if he had gone to the telephone for as long as a session lives."""
    [key] = [one["value"] for one in window.context.cookies() if one["name"] == "sessionid"]
    session = SessionStore(key)
    session[LAST_SEEN] -= int(settings.IDLE_TIMEOUT.total_seconds()) + 60
    session.save()


@contextmanager
def beside(window: Window, page: Page) -> Iterator[None]:
    """Another page of the same window, looked at as the first one is, and closed at the end."""
    first, window.page = window.page, page
    try:
        yield
    finally:
        window.page = first
        page.close()
        first.bring_to_front()


def record_first_talk(window: Window) -> None:
    """From the list of talks that are owed to one that was held today."""
    others = window.page.locator("table.q-tbl tbody tr", has_not_text=HIMSELF)
    others.first.get_by_role("link").first.click()
    window.page.wait_for_url("**/duties/*/")
    window.follow("登记谈话")
    window.fill(place="书记办公室", on_work="工作踏实，想多到一线锻炼。")
    window.press("保存")
    window.sees("已登记")


def press_rest(window: Window) -> None:
    """All others stay; the answer has come when the button says so or a refusal stands there."""
    with window.page.expect_response(lambda answer: answer.request.method == "POST"):
        window.page.locator("#keep-rest").click()


def download(window: Window, kind: str) -> Path:
    """The file behind the button."""
    with window.page.expect_download() as waiting:
        window.page.get_by_role("link", name=f"下载 {kind}").click()
    return Path(waiting.value.path())


def comment_and_return(city: Window, report: AnnualReport, words: str) -> None:
    """The department says what is missing in the sixth part, and gives the report back."""
    city.go(reverse("annual:detail", args=[report.pk]))
    city.page.locator("#part-6").get_by_role("link", name="提意见").click()
    city.page.wait_for_url("**/comment/**")
    city.page.get_by_label("意见").fill(words)
    city.press("提出")
    city.follow("退回")
    city.page.locator("[name=words]").fill("请修改后重报。")
    city.press("退回")


def open_notice(window: Window) -> None:
    """The reminder of the day, and its button."""
    remind(on=timezone.localdate())
    window.go("/notices/")
    notice = window.page.locator("article", has_text="年度报告").first
    notice.locator("a.btn").click()


def propose_one_mentor(window: Window) -> None:
    """One of those without a mentor, through the preview to the deed."""
    page = window.page
    line = page.locator("tbody tr", has=page.locator("[name^=mentor-] option:nth-child(2)")).first
    picked = line.locator("[name=pick]").get_attribute("value")
    for box in page.locator("[name=pick]").all():
        box.set_checked(box.get_attribute("value") == picked)
    choice = line.locator("[name^=mentor-]")
    if not choice.input_value():
        choice.select_option(index=1)
    for box in page.locator("section[aria-labelledby=common]").get_by_role("textbox").all():
        if box.get_attribute("type") != "date" and not box.input_value():
            box.fill("每月谈一次，带着办一件难事。")
    window.press("下一步：核对")
    for box in page.locator("[name=reason]").all():
        box.fill("由分管领导帮带。")
    window.press("确认落实 1 人")
    window.sees("已为 1 人落实帮带人。")
