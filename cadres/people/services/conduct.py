"""Rewards; discipline with its effect, and investigations until they are concluded (A14)."""

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Any, Final, cast

from django.core.exceptions import ValidationError
from django.db import models, transaction

from cadres.choices import DisciplineKind
from cadres.people.following import facts_changed
from cadres.people.models import Cadre, Discipline, Reward
from cadres.people.services.person import touch
from core.audit.models import Action
from core.audit.services import changes, record
from core.codes.datafile import read
from core.months import shift

TABLES: Final = {
    DisciplineKind.PARTY: "DISCIPLINE_party",
    DisciplineKind.GOVERNMENT: "SANCTION_government",
    DisciplineKind.HANDLING: "ORG_HANDLING",
    DisciplineKind.INVESTIGATION: "INVESTIGATION",
}

Row = Reward | Discipline


@lru_cache(maxsize=1)
def measures() -> dict[str, dict[str, int | None]]:
    """Per kind, the measures of its table and the months that each stands in the way."""
    found: dict[str, dict[str, int | None]] = {kind: {} for kind in TABLES}
    kinds = {table: kind for kind, table in TABLES.items()}
    for meaning in read().meanings:
        if kind := kinds.get(meaning.table):
            months = meaning.extra.get("months", meaning.extra.get("no_promotion_months"))
            found[kind][meaning.name] = months
    return found


def proposed_until(kind: str, measure: str, decided_on: date) -> date | None:
    """The first day after the effect that the code table gives; None when it gives none.

    Same day so many months later, the month's last where there is no such day.
    """
    months = measures().get(kind, {}).get(measure)
    if not months:
        return None
    month = shift(decided_on.replace(day=1), months)
    return month.replace(day=min(decided_on.day, monthrange(month.year, month.month)[1]))


def add_reward(*, actor: Any, cadre: Cadre, seen: int | None, on: date, **values: Any) -> Reward:
    """A reward on file. Raises ValidationError by field, and Stale."""
    return _write(actor, Reward(cadre=cadre), seen, on, values)


def edit_reward(*, actor: Any, reward: Reward, seen: int | None, on: date, **values: Any) -> Reward:
    """Change a reward; `seen` is the version of the file. Raises Stale."""
    return _write(actor, reward, seen, on, values)


def remove_reward(*, actor: Any, reward: Reward, seen: int | None) -> None:
    """Take away a reward that was entered by mistake. Raises Stale."""
    _remove(actor, reward, seen)


def add_discipline(
    *, actor: Any, cadre: Cadre, seen: int | None, on: date, **values: Any
) -> Discipline:
    """A sanction or a measure; without `effect_until` the code table's months are counted."""
    return _write_discipline(actor, Discipline(cadre=cadre), seen, on, values)


def edit_discipline(
    *, actor: Any, discipline: Discipline, seen: int | None, on: date, **values: Any
) -> Discipline:
    """Change it; `seen` is the version of the file. Raises Stale."""
    return _write_discipline(actor, discipline, seen, on, values)


@transaction.atomic
def remove_discipline(*, actor: Any, discipline: Discipline, seen: int | None, on: date) -> None:
    """Take away what was entered by mistake. Raises Stale."""
    person = discipline.cadre_id
    _remove(actor, discipline, seen)
    facts_changed([person], on=on)


@transaction.atomic
def _write_discipline(
    actor: Any, row: Discipline, seen: int | None, on: date, values: dict[str, Any]
) -> Discipline:
    """Judgements hang on it: whoever judges looks again, in the same transaction."""
    written: Discipline = _write(actor, row, seen, on, _with_effect(values, on))
    facts_changed([written.cadre_id], on=on)
    return written


def _with_effect(values: dict[str, Any], on: date) -> dict[str, Any]:
    """With the months of the code table; none are counted from a day to come, which is refused."""
    until, decided = values.get("effect_until"), values["decided_on"]
    if not until and decided <= on:
        until = proposed_until(values["kind"], values["measure"], decided)
    return values | {"effect_until": until}


@transaction.atomic
def _write(
    actor: Any,
    row: Row,
    seen: int | None,
    on: date,
    values: dict[str, Any],
) -> Any:
    is_new = row.pk is None
    before = {name: None if is_new else getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    _check(row, on)
    touch(actor=actor, cadre=row.cadre, seen=seen)
    row.save()
    record(
        Action.CREATE if is_new else Action.CHANGE,
        actor=actor,
        target=row.cadre,
        label=_label(row),
        detail=_in_words(row, changes(before, values)),
    )
    return row


def _check(row: Row, on: date) -> None:
    """Not in the future, not before the person was born, and what the model itself says."""
    decided = row.decided_on
    birth = row.cadre.birth
    label = _column(row, "decided_on").verbose_name
    if decided > on:
        raise ValidationError({"decided_on": f"{label} {decided} 还没有到，请核对。"})
    if decided <= birth:
        raise ValidationError(
            {"decided_on": f"{label} {decided} 不晚于出生年月 {birth:%Y.%m}，请核对。"}
        )
    revoked = getattr(row, "revoked_on", None)
    if revoked and revoked > on:
        raise ValidationError({"revoked_on": f"撤销日期 {revoked} 还没有到，请核对。"})
    if revoked and revoked < decided:
        raise ValidationError(
            {"revoked_on": f"撤销日期 {revoked} 早于批准日期 {decided}，请核对两个日期。"}
        )
    until = getattr(row, "effect_until", None)
    if until and isinstance(row, Discipline) and row.is_inquiry and until > on:
        raise ValidationError({"effect_until": f"结案日期 {until} 还没有到；没有结案的，请留空。"})
    if until and until <= decided:
        raise ValidationError(
            {"effect_until": f"影响期 {until} 不晚于决定日期 {decided}，请核对两个日期。"}
        )
    row.full_clean()


@transaction.atomic
def _remove(actor: Any, row: Row, seen: int | None) -> None:
    touch(actor=actor, cadre=row.cadre, seen=seen)
    detail = {str(row._meta.verbose_name): f"{row} {row.decided_on}"}
    record(Action.DELETE, actor=actor, target=row.cadre, label=_label(row), detail=detail)
    row.delete()


def _in_words(row: Row, detail: dict[str, list[str]]) -> dict[str, list[str]]:
    """The detail of the log row under the labels of the fields, codes by their names."""
    found = {}
    for name, texts in detail.items():
        field = _column(row, name)
        words = dict(field.flatchoices)
        found[str(field.verbose_name)] = [str(words.get(text, text)) for text in texts]
    return found


def _column(row: Row, name: str) -> models.Field:
    return cast("models.Field", row._meta.get_field(name))


def _label(row: Row) -> str:
    return f"{row.cadre} {row._meta.verbose_name}"
