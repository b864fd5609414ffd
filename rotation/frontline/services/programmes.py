"""A programme from its draft to its end."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Sum

from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import changes, record
from core.choices import UnitKind
from core.errors import NotAllowed, Stale, refuse_if
from core.flows import acts_on
from core.units.models import Unit
from rotation.choices import BatchState, ProgrammeState
from rotation.frontline.flow import BEFORE_DISPATCH, PROGRAMME_FLOW
from rotation.frontline.models import Batch, Programme
from rotation.frontline.verbs import ProgrammeVerb

HOSTS = (UnitKind.CITY, UnitKind.COUNTY)
UNDER_WAY = (*BEFORE_DISPATCH, BatchState.DISPATCHED)


@transaction.atomic
def create(*, actor: Any, unit: Unit, **values: Any) -> Programme:
    """A draft of the city's or a county's department, with the figures of the clause."""
    refuse_if(
        unit.kind not in HOSTS,
        f"“{unit}”不是市或县（区），项目由市或县（区）委组织部组织，请另选地区。",
    )
    refuse_if(
        actor is not None and not acts_on(unit, actor, KEEPERS),
        "一线锻炼项目由市、县（区）委组织部新建，您的角色不能进行这项操作；请联系组织部门。",
        NotAllowed,
    )
    programme = Programme(unit=unit, changed_by=actor, **values)
    programme.full_clean(exclude=["changed_by"])
    programme.save(force_insert=True)
    record(Action.CREATE, actor=actor, target=programme, detail={"unit": str(unit)})
    return programme


@transaction.atomic
def edit(*, actor: Any, programme: Programme, seen: int, **values: Any) -> Programme:
    """Other figures. How people are selected stays once a batch was announced."""
    held = hold(programme, ProgrammeVerb.EDIT, actor=actor, seen=seen)
    told = changes({name: getattr(held, name) for name in values}, values)
    if not told:
        return held
    fixed = {"channel", "selection", "test_weight", "roster_only", "max_age", "min_service_months"}
    moved = fixed & set(told)
    announced = held.batches.exclude(state__in=(BatchState.DRAFT, BatchState.CANCELLED))
    refuse_if(
        moved and announced.exists(),
        "已有批次发布公告，渠道、选派方式、权重和选派条件不能再改；其他内容可以改。",
    )
    for name, value in values.items():
        setattr(held, name, value)
    held.full_clean(exclude=["changed_by"])
    planned = planned_quota(held)
    refuse_if(
        planned > held.quota,
        f"各批次已安排 {planned} 个名额，项目名额不能改为 {held.quota} 个，请先改批次的名额。",
    )
    held.change(actor=actor, seen=seen, **values)
    record(Action.CHANGE, actor=actor, target=held, detail=told)
    return held


@transaction.atomic
def close(*, actor: Any, programme: Programme, seen: int) -> Programme:
    """The programme ends when all its batches are back or cancelled."""
    held = hold(programme, ProgrammeVerb.CLOSE, actor=actor, seen=seen)
    open_ = [str(batch.number) for batch in held.batches.filter(state__in=UNDER_WAY)]
    refuse_if(open_, f"第 {'、'.join(open_)} 批还没有办完，请先办理返回或取消批次，再结束项目。")
    return _move(held, ProgrammeVerb.CLOSE, actor)


@transaction.atomic
def reopen(*, actor: Any, programme: Programme, seen: int) -> Programme:
    """Another batch is wanted after all."""
    return _move(
        hold(programme, ProgrammeVerb.REOPEN, actor=actor, seen=seen), ProgrammeVerb.REOPEN, actor
    )


def hold(
    programme: Programme, verb: ProgrammeVerb, *, actor: Any, seen: int | None = None
) -> Programme:
    """The programme, locked, after asking the table. Raises NotAllowed, DomainError, Stale."""
    rows = Programme.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("unit", "changed_by").get(pk=programme.pk)
    refuse_if(seen is not None and held.version != seen, held.stale_sentence(), Stale)
    PROGRAMME_FLOW.permit(held, verb, actor)
    return held


def planned_quota(programme: Programme, *, without: Batch | None = None) -> int:
    """The seats that the programme's batches have together; cancelled ones give theirs back."""
    rows = programme.batches.exclude(state=BatchState.CANCELLED)
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    return rows.aggregate(all=Sum("quota"))["all"] or 0


def _move(programme: Programme, verb: ProgrammeVerb, actor: Any) -> Programme:
    before, to = programme.state, PROGRAMME_FLOW.step(programme.state, verb).to
    programme.change(actor=actor, seen=programme.version, state=to)
    states = [str(ProgrammeState(state).label) for state in (before, to)]
    record(
        Action.CHANGE,
        actor=actor,
        target=programme,
        detail={"verb": str(verb.label), "state": states},
    )
    return programme
