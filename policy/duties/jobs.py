"""The run over every rule: nightly, after great changes, or when a department asks for it."""

from __future__ import annotations

import logging
from typing import Any

from django.utils import timezone

from core.choices import Role
from core.errors import DomainError, NotAllowed, refuse_if
from core.jobs.models import Job
from core.jobs.progress import Progress
from core.scoping import roles_of
from core.units.models import Unit
from policy.duties.querysets import WAIVERS
from policy.duties.refreshing import Tally, TooEarly, refresh
from policy.duties.rule import all_rules
from policy.duties.services import NO_RUN, may_run
from policy.duties.tally import COUNTS

log = logging.getLogger(__name__)


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """Every rule, one after the other; one that cannot be computed stops none of the others."""
    on = timezone.localdate()
    units, whole = _units(job), job.params.get("whole", False)
    rules = list(all_rules().values())
    progress.expect(len(rules))
    sums, broken = Tally(), []
    for rule in rules:
        try:
            (tally,) = refresh(on=on, rules=[rule], units=units, whole=whole).values()
        except TooEarly:
            raise
        except Exception:
            log.exception("rule failed", extra={"rule": rule.name, "job": job.pk})
            tally = Tally(fault="计算出错，已记入系统日志。")
        if tally.fault:
            broken.append(rule.label)
            progress.problem(place=rule.label, value=rule.name, reason=tally.fault)
        sums.add([getattr(tally, name) for name in COUNTS])
        progress.advance(1, f"{rule.label}：应有 {tally.wanted:,} 项，变动 {tally.changes:,} 项。")
    progress.message = f"应有 {sums.wanted:,} 项，变动 {sums.changes:,} 项。"
    if broken:
        raise DomainError(
            f"“{'、'.join(broken)}”没有计算，原因见下；其余规则已计算：{progress.message}"
        )
    return {}


def _units(job: Job) -> list[int] | None:
    """The units of the department that asked; None for everybody."""
    if job.asker is None:
        return None
    refuse_if(not may_run(job.asker), NO_RUN, NotAllowed)
    if Role.CITY_DEPARTMENT in roles_of(job.asker):
        return None
    rows = Unit.objects.visible_to(job.asker, acting_as=WAIVERS)
    return list(rows.values_list("pk", flat=True))
