"""Filing a report: everything that it says is sealed; and taking it back before it was read.

draft | returned --file--> filed --withdraw--> draft (while nothing was said about it)
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core.errors import DomainError, Stale, refuse_if
from reporting.annual.checks import Reach, checks_of
from reporting.annual.checks.check import Check
from reporting.annual.choices import ReportState, ReportVerb
from reporting.annual.flow import REPORT_FLOW
from reporting.annual.models import AnnualReport, Comment, Filing
from reporting.annual.reading import himself, last_filing, whole_of
from reporting.annual.services.holding import hold, note, step
from reporting.annual.services.owing import owe
from reporting.annual.tag import tag_of
from reporting.gathering.content import digest_of

CHANGED = "打开本页以后，有人改过报告的内容，没有上报。请返回核对改动的地方，再上报。"


class Contradicts(DomainError):
    """Checks that keep a report from being filed; `checks` are those."""

    title = "校核未通过"

    def __init__(self, checks: tuple[Check, ...]) -> None:
        self.checks = checks
        first = "".join(f"{number}. {one.asked}" for number, one in enumerate(checks[:3], 1))
        more = f"还有 {len(checks) - 3} 项，见校核页。" if len(checks) > 3 else ""
        super().__init__(f"还有 {len(checks)} 项校核没有通过，不能上报：{first}{more}")


@transaction.atomic
def file(*, actor: Any, report: AnnualReport, seen: int, on: date, tag: str = "") -> Filing:
    """Hand the report in, once: all of it is sealed as it is, late or in time.

    `seen` is the report's version; `tag`, where there is one, that of all that was read before
    (tag.py). Raises Stale, NotAllowed, Contradicts, DomainError.
    """
    held = hold(report, ReportVerb.FILE, actor=actor, seen=seen)
    refuse_if(tag not in ("", tag_of(held)), CHANGED, Stale)
    whole = whole_of(held)
    reach = Reach(himself=himself(actor))  # what is refused is told to whoever files
    against = tuple(one for one in checks_of(held, whole, on, reach) if one.stops)
    if against:
        raise Contradicts(against)
    due = held.owed_by
    sealed = whole.as_json()
    last = last_filing(held)
    filing = Filing.objects.create(
        report=held,
        number=last.number + 1 if last else 1,
        filed_on=on,
        filed_by=actor,
        is_late=on > due,
        sealed=sealed,
        digest=digest_of(sealed),
    )
    held.change(
        actor=actor,
        seen=held.version,
        state=REPORT_FLOW.step(held.state, ReportVerb.FILE).to,
        filed_on=on,
        first_filed_on=held.first_filed_on or on,
    )
    late = f"，逾期 {(on - due).days} 天" if filing.is_late else ""
    step(held, ReportVerb.FILE, actor=actor, on=on, words=f"第 {filing.number} 次上报{late}")
    note(held, "上报", actor=actor, 次数=filing.number, 摘要=filing.digest, 逾期=filing.is_late)
    owe([held], on=on)
    return filing


@transaction.atomic
def withdraw(*, actor: Any, report: AnnualReport, seen: int, on: date) -> AnnualReport:
    """Take a report back that nobody has said anything about. Raises Stale, DomainError.

    What was sealed stays sealed; a report that was never returned is owed as if it never was filed.
    """
    held = hold(report, ReportVerb.WITHDRAW, actor=actor, seen=seen)
    filing = last_filing(held)
    refuse_if(
        Comment.objects.filter(filing=filing).exists(),
        f"{held.collector.short_name}已对这份报告提出审核意见，不能撤回；"
        "请等退回后修改，或与接收单位联系退回。",
    )
    values: dict[str, Any] = {"state": ReportState.DRAFT, "filed_on": None}
    if held.returned_on is None:
        values["first_filed_on"] = None
    held.change(actor=actor, seen=held.version, **values)
    step(held, ReportVerb.WITHDRAW, actor=actor, on=on)
    note(held, "撤回", actor=actor, 次数=filing.number if filing else 0)
    owe([held], on=on)
    return held
