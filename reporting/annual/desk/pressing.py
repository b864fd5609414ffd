"""The buttons of the page: each first keeps what was typed, then does what it says."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from core.errors import DomainError
from reporting.annual import services
from reporting.annual.cells import OPINIONS, PROPOSALS
from reporting.annual.choices import Part
from reporting.annual.desk.outcome import Outcome, needed
from reporting.annual.desk.saving import Saving
from reporting.annual.desk.typed import Typed
from reporting.annual.models import AnnualReport, Proposal
from reporting.annual.reading import whole_for

PAGE = "page"  # the place of refusals that belong to no panel
UNKNOWN = "页面没有这个按钮，请刷新页面。"


def press(actor: Any, report: AnnualReport, typed: Typed, on: date) -> Outcome:
    """Save what was typed and do what the button says; a refusal before it keeps it from that."""
    button, key = typed.pressed()
    saving = Saving(actor, report, typed, on)
    saving.parts(but=key if button == "reset" else None)
    saving.opinions()
    saving.head()
    saving.explanations()
    saving.answers(actor, whole_for(actor, report))
    saving.proposals()
    outcome = saving.outcome
    if strange := typed.strange():
        services.ignored_figures(actor, report, strange)
        outcome.told.append("数字取自记录，不能在报告里手改：提交的数字没有采用，已记入日志。")
    if not outcome.refused:
        _act(outcome, button, key, typed, actor=actor, report=report, on=on)
    return outcome


def _act(
    outcome: Outcome,
    button: str,
    key: int | None,
    typed: Typed,
    *,
    actor: Any,
    report: AnnualReport,
    on: date,
) -> None:
    by: dict[str, Any] = {"actor": actor, "on": on}
    match button:
        case "save" | "find":
            pass
        case "file":
            outcome.goes_on = True
        case "reset" if key in Part.values:
            part = Part(key)
            place = f"part-{key}"
            verb = partial(_reset, report, part, typed.seen(place), by)
            outcome.attempt(place, f"{part.heading}已恢复自动稿", verb)
        case "keep_rest" | "adopt":
            act = services.keep_rest if button == "keep_rest" else services.adopt
            done = outcome.attempt(OPINIONS, "", partial(act, report=report, **by))
            if done is not None:
                rest = "其余" if button == "keep_rest" else "所属单位已报的"
                outcome.saved.append(f"{rest} {len(done)} 人的意见")
        case "unpropose":
            outcome.attempt(PROPOSALS, "移出人选", partial(_unpropose, report, key, by))
        case "refresh":
            done = outcome.attempt(PAGE, "", partial(services.refresh, report=report, **by))
            if done is not None:
                outcome.done.append(done.sentence)
        case _:
            outcome.attempt(PAGE, "", _unknown)


def _reset(report: AnnualReport, part: Part, seen: int | None, by: dict[str, Any]) -> None:
    services.reset(report=report, part=part, seen=needed(seen), **by)


def _unpropose(report: AnnualReport, key: int | None, by: dict[str, Any]) -> None:
    rows = Proposal.objects.visible_to(by["actor"]).filter(report=report, pk=key)
    one = rows.select_related("report__unit", "report__collector", "cadre").first()
    if one is None:
        raise DomainError("这名拟补充人选已被他人移出，请刷新页面。")
    services.unpropose(proposal=one, **by)


def _unknown() -> None:
    raise DomainError(UNKNOWN)
