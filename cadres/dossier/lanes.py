"""The lanes of what a person's file and the roster say; each is named in `config/person.py`."""

from cadres.choices import LineKind
from cadres.dossier.dossier import Dossier
from cadres.dossier.timeline import Bar, Lane, Mark, Tone, Window, recorded
from cadres.people.models import ResumeLine
from core.months import span_text


def posts(dossier: Dossier, _window: Window) -> Lane:
    """Posts: the main lines of work in the résumé."""
    lines = [line for line in dossier.resume if _is_post(line)]
    return Lane("岗位", [bar for line in lines for bar in _line(dossier, line)])


def studies(dossier: Dossier, _window: Window) -> Lane:
    """Studies, and what happened meanwhile (其间)."""
    lines = [line for line in dossier.resume if not _is_post(line)]
    return Lane("学习、其间", [bar for line in lines for bar in _line(dossier, line)])


def stays(dossier: Dossier, _window: Window) -> Lane:
    """Stages of the stays on the roster: status and tier."""
    bars: list[Bar | Mark] = []
    for entry in dossier.entries:
        for stage in entry.stages.all():
            words = [stage.get_status_display(), stage.get_tier_display() if stage.tier else ""]
            text = "　".join(filter(None, words))
            when = _days(stage.since, stage.until)
            bars += recorded(text, stage.since, stage.until, dossier.on, when)
    return Lane("名册", bars)


def reserve_pools(dossier: Dossier, _window: Window) -> Lane:
    """Memberships of the reserve pools (clauses 2.2 and 2.4)."""
    bars: list[Bar | Mark] = []
    for membership in dossier.pools:
        since, until = membership.since, membership.until
        text = membership.get_pool_display()
        bars += recorded(text, since, until, dossier.on, _days(since, until))
    return Lane("后备库", bars)


def conduct(dossier: Dossier, _window: Window) -> Lane:
    """Rewards as marks; discipline, for those who may see it, as long as it has effect."""
    items: list[Bar | Mark] = [
        Mark(reward.name, reward.decided_on)
        for reward in dossier.rewards
        if reward.decided_on <= dossier.on and not reward.revoked_on
    ]
    for case in dossier.discipline:
        if case.decided_on > dossier.on:
            continue
        if case.goes_on:
            when = _days(case.decided_on, None)
            items.append(Bar(case.measure, case.decided_on, None, Tone.CAUTION, when))
        elif case.effect_until is None:
            items.append(Mark(case.measure, case.decided_on, Tone.CAUTION))
        else:
            when = _days(case.decided_on, case.effect_until)
            items.append(Bar(case.measure, case.decided_on, case.effect_until, Tone.CAUTION, when))
    return Lane("奖惩" if dossier.may_answer else "奖励", items)


def _is_post(line: ResumeLine) -> bool:
    return line.within_id is None and line.kind == LineKind.WORK


def _line(dossier: Dossier, line: ResumeLine) -> list[Bar]:
    when = span_text(line.since, line.until)
    return recorded(line.text, line.since, line.until, dossier.on, when)


def _days(since: object, until: object) -> str:
    """A half-open period of days in words."""
    return f"{since} 至 {until}" if until else f"{since} 起"
