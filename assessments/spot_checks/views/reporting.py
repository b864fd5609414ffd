"""The page on which the findings of a check go back to the units."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from assessments.choices import CheckState, ItemResult
from assessments.spot_checks.checklist import failed
from assessments.spot_checks.forms import Report
from assessments.spot_checks.models import SpotItem
from assessments.spot_checks.services import reporting
from assessments.spot_checks.services.reading import REPORTED
from assessments.spot_checks.standing import tally
from assessments.spot_checks.views.reach import crumb, seen_check
from core.errors import refuse_if
from core.pages import form_page
from core.units.models import Unit


@login_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A demand per unit with faulty records, drafted from what was found."""
    check, on = seen_check(request, pk), timezone.localdate()
    refuse_if(check.state == CheckState.REPORTED, REPORTED)
    counts = tally(check)
    refuse_if(counts.unread, f"还有 {counts.unread} 份记录没有核查，请核查完再反馈。")
    units = reporting.faulty_units(check)
    first = {
        "seen": check.version,
        "answer_by": reporting.answer_by(check, on),
        "summary": (
            f"从{check.unit.name}{check.period.label}的 {check.population} 份谈话记录中"
            f"随机抽取 {check.drawn} 份，{counts.faulty} 份存在问题，涉及 {len(units)} 个单位。"
        ),
    } | {f"demand_{unit.pk}": demand for unit, demand in _drafts(check.pk, units)}
    form = Report(request.POST or None, units=units, initial=first)
    intro = (
        "反馈后，各单位只看到本单位存在问题的记录和核查意见；核查结果不能再改。"
        if units
        else "抽取的记录都符合要求，反馈后抽查结束，没有单位需要整改。"
    )
    return form_page(
        request,
        form,
        lambda _data: (
            reporting.report(actor=request.user, check=check, on=on, **form.told(on)),
            reverse("spot_checks:detail", args=[pk]),
        )[1],
        title=f"反馈结果：{check}",
        intro=intro,
        back=reverse("spot_checks:detail", args=[pk]),
        submit=f"反馈给 {len(units)} 个单位" if units else "结束抽查",
        done="已反馈结果，单位的整改已列入责任事项。" if units else "已结束抽查。",
        template="spot_checks/report.html",
        crumbs=crumb(check, "反馈"),
    )


def _drafts(check: int, units: list[Unit]) -> Iterator[tuple[Unit, str]]:
    """What is asked of each unit, in a first wording."""
    for unit in units:
        rows = SpotItem.objects.filter(check_of=check, unit=unit, result=ItemResult.FAULTY)
        faults = {fault: None for item in rows for fault in failed(item.answers)}
        said = "：" + "；".join(f"没有做到“{fault}”" for fault in faults) if faults else ""
        count = unit.faults  # type: ignore[attr-defined]
        ask = "请逐份对照核查意见改正，并报告整改情况。"
        yield unit, f"抽查发现 {count} 份记录存在问题{said}。{ask}"
