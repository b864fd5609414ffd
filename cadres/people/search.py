"""Finding people by what was typed: a name, its beginning or tail, pinyin, initials."""

from django.db.models import F, QuerySet, Value
from django.urls import reverse
from django.utils.http import urlencode

from cadres.people.columns import asked_name
from cadres.people.models import Cadre
from core.listing.filter_rows import Matches
from core.scoping import Viewer
from core.shell.searches import MOST_HITS, Found, Hit

# The index gives people in no order: so many are fetched by it, and these are put in order.
MOST_FETCHED = 300


def called(viewer: Viewer, text: str) -> QuerySet[Cadre]:
    """People in scope whose name answers the text, by unit and seat; nobody for no text."""
    literal = asked_name(text)
    if not literal:
        return Cadre.objects.none()
    visible = Cadre.objects.visible_to(viewer)
    matching = visible.filter(Matches(F("tokens"), Value(literal))).order_by()
    return visible.filter(pk__in=matching.values("pk")[:MOST_FETCHED])


def people(viewer: Viewer, text: str) -> Found:
    """People for the global search."""
    found = called(viewer, text).values_list("pk", "name", "title", "unit__short_name")
    hits = [
        Hit(reverse("cadres:detail", args=[pk]), (name, title, unit))
        for pk, name, title, unit in found[: MOST_HITS + 1]
    ]
    return Found(
        label="干部",
        heads=("姓名", "现任职务", "所在单位"),
        hits=hits,
        more=f"{reverse('cadres:list')}?{urlencode({'name': text})}",
    )
