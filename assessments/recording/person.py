"""Talks on a person's page: a tab, and marks on the timeline.

Himself sees that they took place; what was said and what was found are the offices'.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from assessments.choices import ConcernState
from assessments.concerns.models import Concern
from assessments.recording.shown import hours
from assessments.talks.guards import RULE
from assessments.talks.models import Talk
from cadres.dossier.dossier import Dossier
from cadres.dossier.tabs import Tab
from cadres.dossier.timeline import Lane, Mark, Tone, Window
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.duties.shown import light_of, light_on, thing
from policy.periods import Quarter

LATEST = 40  # ten years of quarters
TONES = {Light.OVERDUE: Tone.LATE, Light.SOON: Tone.OWED, Light.LATER: Tone.OWED}


def _talks(dossier: Dossier) -> QuerySet:
    rows = Talk.objects.visible_to(dossier.viewer).filter(cadre=dossier.cadre)
    return rows.filter(held_on__lte=dossier.on).standing()


def _owed(dossier: Dossier) -> QuerySet:
    duties = Duty.objects.visible_to(dossier.viewer).filter(rule=RULE, cadre=dossier.cadre)
    return duties.unfinished(dossier.on).select_related("cadre", "unit").order_by("due_on")


def _content(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    """The latest talks, what is owed, and (for the offices) concerns in hand."""
    talks = list(_talks(dossier).order_by("-held_on", "-pk")[:LATEST])
    concerns = Concern.objects.visible_to(dossier.viewer).standing().filter(cadre=dossier.cadre)
    owed = [
        {"duty": duty, "thing": thing(duty), "light": light_of(duty, dossier.on)}
        for duty in _owed(dossier)
    ]
    return {
        "talks": [(talk, hours(talk), Quarter.of(talk.counts_for)) for talk in talks],
        "owed": owed,
        "concerns": concerns.exclude(state=ConcernState.CLOSED).order_by("-raised_on"),
        "may_record": (dossier.may_keep or dossier.may_ask) and not dossier.is_own,
        "is_today": dossier.on == timezone.localdate(),
    }


TALKS = Tab(
    name="talks",
    template="talks/tab.html",
    label=lambda _d: "谈话",
    content=_content,
    counted=lambda d: [_talks(d)],
)


def lane(dossier: Dossier, _window: Window) -> Lane:
    """Talks as marks on their day; what is still owed on the day that it is due."""
    held = _talks(dossier).order_by("held_on").values_list("held_on", "kind")
    kinds = dict(Talk._meta.get_field("kind").flatchoices)  # type: ignore[union-attr]
    marks: list[Any] = [Mark(f"谈话：{kinds[kind]}", day) for day, kind in held]
    marks += [
        Mark(f"应谈：{thing(duty)}", duty.due_on, TONES[light_on(duty, dossier.on)])
        for duty in _owed(dossier)
    ]
    return Lane("谈话", marks)
