"""The tab 校核 on a person's page: what is wrong with this file now."""

from typing import Any

from django.http import QueryDict
from django.utils import timezone

from cadres.checks.models import Finding
from cadres.checks.querysets import OfCheckQuerySet
from cadres.checks.refreshing import refresh_people
from cadres.checks.shown import shown
from cadres.checks.standing import counting, unlooked
from cadres.dossier.dossier import Dossier
from cadres.dossier.tabs import Tab
from cadres.people.models import Cadre


def _rows(dossier: Dossier) -> OfCheckQuerySet:
    return Finding.objects.visible_to(dossier.viewer).filter(cadre=dossier.cadre)


def _content(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    """The file is looked at again first: whoever has just mended it sees that it is mended."""
    on = timezone.localdate()
    refresh_people([dossier.cadre.pk], on=on)
    found = shown(_rows(dossier).order_by("severity", "rule", "spot"), dossier.viewer, on)
    return {
        "open": [one for one in found if not one.mute],
        "muted": [one for one in found if one.mute],
    }


def _counted(dossier: Dossier) -> list[OfCheckQuerySet]:
    """The number is that of the file as it is: looked at first, unless it was already."""
    on = timezone.localdate()
    here = Cadre.objects.filter(pk=dossier.cadre.pk)
    refresh_people(list(unlooked(here).values_list("pk", flat=True)), on=on)
    return [counting(_rows(dossier), on)]


CHECKS = Tab(
    name="checks",
    template="checks/tab.html",
    label=lambda _d: "校核",
    content=_content,
    counted=_counted,
    open_to=lambda d: d.may_keep or d.may_ask,
)
