"""The verbs of the roster upon many, and how each is carried out: at once, or as a job."""

from functools import partial

from django.db import transaction
from django.urls import reverse

from cadres.people.entities import CADRES
from cadres.roster import batch_acts, services
from cadres.roster.batch import Done, Order, Verb
from cadres.roster.batch_preview import admitting, releasing, restating
from cadres.roster.entities import ROSTER
from cadres.roster.forms import (
    AdmitForm,
    DirectionForm,
    HolderForm,
    ReleaseForm,
    StatusForm,
    TierForm,
)
from cadres.roster.keeping import CITY_ALONE
from cadres.roster.models import RosterAct
from core.errors import refuse_if
from core.jobs.services import enqueue

MOST_AT_ONCE = 1000  # more are worked through by a job
JOB = "cadres.roster.act"


def carry_out(verb: Verb, order: Order) -> Done:
    """Act now, or hand many over to a job."""
    count = len(order.rows)
    refuse_if(not count, "没有需要变动的人，没有办理；请返回列表重新勾选。")
    if count > MOST_AT_ONCE:
        job = enqueue(
            actor=order.actor,
            kind=JOB,
            label=f"名册{verb.label} {count} 人",
            verb=verb.name,
            rows=list(order.rows),
            typed=order.typed,
        )
        return Done(reverse("jobs:detail", args=[job.pk]), f"{count} 人较多，正在后台办理。")
    act = act_now(verb, order)
    back = f"?{order.query}" if order.query else ""  # the list as it was, for the way back
    return Done(reverse("roster:act", args=[act.pk]) + back, f"已办理 {count} 人。")


@transaction.atomic
def act_now(verb: Verb, order: Order) -> RosterAct:
    """The whole act in one transaction."""
    act = batch_acts.begin(order=order, verb=verb.name, label=verb.label)
    act_upon(verb, order, act)
    return act


def act_upon(verb: Verb, order: Order, act: RosterAct) -> int:
    """Do the verb to these rows as a part of the act; how many changed."""
    return len(DOING[verb.name](act=act, order=order))


RESTATE = {"entity": ROSTER, "foresee": restating, "carry_out": carry_out}
TIER = Verb(name="tier", label="调整层级", view="roster:tier", form=TierForm, **RESTATE)
DIRECTION = Verb(
    name="direction", label="指定方向", view="roster:direction", form=DirectionForm, **RESTATE
)
HOLDER = Verb(
    name="holder",
    label="调整掌握",
    view="roster:holder",
    form=HolderForm,
    keepers=CITY_ALONE,  # a county's department has one list: nothing to choose
    **RESTATE,
)
STATUS = Verb(name="status", label="调整状态", view="roster:status", form=StatusForm, **RESTATE)
RELEASE = Verb(
    name="release",
    label="调出",
    view="roster:release",
    entity=ROSTER,
    form=ReleaseForm,
    foresee=releasing,
    carry_out=carry_out,
    is_danger=True,
)
ADMIT = Verb(
    name="admit",
    label="入库",
    view="roster:admit",
    entity=CADRES,
    form=AdmitForm,
    foresee=admitting,
    carry_out=carry_out,
)

VERBS = {verb.name: verb for verb in (TIER, DIRECTION, HOLDER, STATUS, RELEASE, ADMIT)}
# Those of the roster's own bar; 入库 acts upon people.
UPON_STAYS = (TIER, DIRECTION, HOLDER, STATUS, RELEASE)

DOING = {verb.name: partial(batch_acts.change, service=services.restate) for verb in UPON_STAYS} | {
    RELEASE.name: partial(batch_acts.change, service=services.release),
    ADMIT.name: partial(batch_acts.make, service=services.admit),
}
