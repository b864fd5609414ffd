"""The lane 考核 of the five years: grades, polls, cases and, for departments, findings."""

from __future__ import annotations

from assessments.cases.choices import CaseKind, CaseState
from assessments.cases.models import RosterCase
from assessments.person.rows import cases, findings, polls, years
from assessments.rounds.choices import Outcome
from cadres.dossier.dossier import Dossier
from cadres.dossier.timeline import Bar, Lane, Mark, Tone, Window

LOW = (Outcome.BASIC, Outcome.INCOMPETENT)


def assessed(dossier: Dossier, _window: Window) -> Lane:
    """Each on its day; a case that is not decided from its opening on."""
    items: list[Bar | Mark] = [
        Mark(
            f"{row.year} 年度考核{row.get_outcome_display()}",
            row.decided_on,
            Tone.CAUTION if row.outcome in LOW else Tone.DONE,
        )
        for row in years(dossier)
        if row.decided_on is not None
    ]
    items += [
        Mark(f"民主测评：{row.poll.title}", row.poll.counted_on)
        for row in polls(dossier)
        if row.poll.counted_on is not None
    ]
    items += [_case(row) for row in cases(dossier)]
    items += [
        Mark("组织认定", row.found_on, Tone.CAUTION)
        for row in findings(dossier)
        if row.withdrawn_on is None or row.withdrawn_on > dossier.on
    ]
    return Lane("考核", items)


def _case(row: RosterCase) -> Bar | Mark:
    noun = f"{CaseKind(row.kind).label}个案"
    if row.state == CaseState.WITHDRAWN:
        return Mark(f"{noun}（已撤销）", row.opened_on)
    if not row.is_decided:  # type: ignore[attr-defined]
        return Bar(noun, row.opened_on, None, Tone.OWED, f"{row.opened_on} 起")
    when = f"{row.opened_on} 至 {row.decided_on}"
    words = f"{noun}：{row.get_state_display()}"
    if row.state == CaseState.OBSERVING:
        when = f"{row.opened_on} 起，观察至 {row.observe_until}"
        return Bar(words, row.opened_on, row.observe_until, Tone.RUNNING, when)
    if row.decided_on == row.opened_on:
        return Mark(words, row.opened_on)
    return Bar(words, row.opened_on, row.decided_on, Tone.DONE, when)
