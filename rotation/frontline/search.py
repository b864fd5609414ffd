"""Finding programmes of the front line by their name."""

from django.urls import reverse
from django.utils.http import urlencode

from core.scoping import Viewer
from core.shell.searches import MOST_HITS, Found, Hit
from rotation.choices import Channel, ProgrammeState
from rotation.frontline.models import Programme


def programmes(viewer: Viewer, text: str) -> Found:
    """Programmes in scope, the latest year first, for the global search."""
    rows = Programme.objects.visible_to(viewer).filter(name__icontains=text).order_by("-year", "pk")
    found = rows.values_list("pk", "name", "year", "channel", "state")
    channels, states = dict(Channel.choices), dict(ProgrammeState.choices)
    return Found(
        label="一线锻炼项目",
        heads=("项目", "年度", "渠道", "状态"),
        hits=[
            Hit(
                reverse("frontline:programme", args=[pk]),
                (name, str(year), str(channels.get(channel, "")), str(states.get(state, ""))),
            )
            for pk, name, year, channel, state in found[: MOST_HITS + 1]
        ],
        more=f"{reverse('frontline:programmes')}?{urlencode({'name': text})}",
    )
