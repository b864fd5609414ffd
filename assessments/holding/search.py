"""Finding polls by their name."""

from django.urls import reverse
from django.utils.http import urlencode

from assessments.polls.choices import PollState
from assessments.polls.models import Poll
from core.scoping import Viewer
from core.shell.searches import MOST_HITS, Found, Hit


def polls(viewer: Viewer, text: str) -> Found:
    """Polls in scope, the latest first, for the global search."""
    rows = Poll.objects.visible_to(viewer).filter(title__icontains=text)
    found = rows.order_by("-opens_on", "-pk").values_list(
        "pk", "title", "unit__short_name", "year", "state"
    )
    states = dict(PollState.choices)
    return Found(
        label="民主测评",
        heads=("名称", "测评单位", "年度", "状态"),
        hits=[
            Hit(reverse("polls:detail", args=[pk]), (title, unit, str(year), str(states[state])))
            for pk, title, unit, year, state in found[: MOST_HITS + 1]
        ],
        more=f"{reverse('polls:list')}?{urlencode({'title': text, 'standing': 'all'})}",
    )
