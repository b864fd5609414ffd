"""Draws: the list of all of them, and one with its figures, its seed, signs and records."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from assessments.choices import CheckState
from assessments.spot_checks.entities import SPOT_CHECKS, SPOT_ITEMS
from assessments.spot_checks.models import SpotCheck
from assessments.spot_checks.services.drawing import LOOK
from assessments.spot_checks.standing import Tally, overview, tally
from assessments.spot_checks.views.reach import crumb, refuse_units, seen_check
from core.jobs.models import Job
from core.listing.nothing import filled_by
from core.listing.views import list_page

FEW_UNITS = 12  # beyond these the table of units is folded
NOTHING = {
    "title": "还没有抽查过",
    "text": "按季度从各单位的谈话记录里随机抽取，逐份核查后反馈；每一次抽取都会留存。",
}


@login_required
def checks(request: HttpRequest) -> HttpResponse:
    """Every draw, whoever made it: none can be hidden by drawing again."""
    refuse_units(request)
    nothing = filled_by(NOTHING, "spot_checks:create", "抽取")
    return list_page(request, SPOT_CHECKS, template="spot_checks/list.html", nothing=nothing)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw above the list of its records."""
    check = seen_check(request, pk)
    counts = tally(check)
    is_open = check.state == CheckState.DRAWN
    found = overview(check)
    return list_page(
        request,
        SPOT_ITEMS,
        title=str(check),
        template="spot_checks/detail.html",
        fixed={"check": str(pk)},
        spot=check,
        crumbs=[*crumb(check)[:1], {"label": str(check)}],
        facts=facts_of(check, counts),
        counts=counts,
        signs=found,
        few_signs=len(found.rows) <= FEW_UNITS,
        few_units=len(check.strata) <= FEW_UNITS,
        job=_job(request, check) if check.looked_at is None else None,
        is_open=is_open,
        may_report=is_open and not counts.unread,
    )


def facts_of(check: SpotCheck, counts: Tally) -> list[dict[str, Any]]:
    """The figures of a draw, for components/facts.html."""
    who = f"　{check.drawn_by.name}" if check.drawn_by else ""
    share = 100 * check.drawn / check.population
    facts = [
        {"label": "范围", "value": check.unit.name},
        {"label": "季度", "value": check.period.label},
        {"label": "抽取", "value": f"{check.drawn_on}{who}"},
        {"label": "记录总数", "value": f"{check.population:,} 份（{len(check.strata)} 个单位）"},
        {
            "label": "抽取数",
            "value": f"{check.drawn:,} 份（比例 {check.percent}%，实抽 {share:.1f}%）",
        },
        {"label": "随机种子", "value": check.seed},
        {"label": "已核查", "value": f"{counts.read:,}／{counts.total:,} 份"},
        {"label": "存在问题", "value": f"{counts.faulty:,} 份"},
        {"label": "反馈日期", "value": check.reported_on and check.reported_on.isoformat()},
    ]
    if check.summary:
        facts.append({"label": "总体情况", "value": check.summary, "is_wide": True})
    return facts


def _job(request: HttpRequest, check: SpotCheck) -> Job | None:
    """The search for signs under way, for who asked for it."""
    jobs = Job.objects.visible_to(request.user).filter(kind=LOOK, params__check=check.pk)
    return jobs.order_by("-pk").first()
