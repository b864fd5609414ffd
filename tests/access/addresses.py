"""Every address, walked from the URL configuration and filled from rows that exist.

Pages are asked for with the records that `tests/browser/pages.py` names; what stands below a page
with that page's; anything else with a row of each model that its view has to do with.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from inspect import getmodule
from itertools import product
from typing import Any

from django.db.models import Model
from django.urls import URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from django.urls.exceptions import NoReverseMatch

from assessments.findings.models import FindingFile
from assessments.talks.models import TalkAttachment
from cadres.people.models import Cadre
from core.listing.models import SavedView
from rotation.postings.models import Posting
from tests.browser.pages import PAGES

# What stands for the words in an address where no page says so.
WORDS = {
    "name": ("units", "cadres", "accounts"),
    "kind": ("pdf", "lrmx"),
    "fmt": ("pdf", "docx"),
    "verb": ("approve", "admit", "qualify"),
}
# Whose rows the number in an address means, where neither a page nor the view's module says so.
ROWS: dict[str, type[Model]] = {
    "exporting:form": Cadre,
    "findings:file": FindingFile,
    "findings:remove": FindingFile,
    "flows:movement": Posting,
    "listing:delete_view": SavedView,
    "talks:attachment": TalkAttachment,
    "talks:remove": TalkAttachment,
}


@dataclass(frozen=True)
class Pattern:
    """One line of the URL configuration: `space:name`, its whole route, and its view."""

    name: str
    route: str
    view: Any
    parameters: Mapping[str, bool]  # in their order, and whether each is a number

    @property
    def models(self) -> list[type[Model]]:
        """The model that is said above, the one that REST shows, or those that the view names."""
        if self.name in ROWS:
            return [ROWS[self.name]]
        view = self.view
        entity = getattr(view, "view_initkwargs", {}).get("entity")
        named = vars(getmodule(getattr(view, "cls", view))).values()
        known = [one for one in named if isinstance(one, type) and issubclass(one, Model)]
        return [entity.model] if entity else [one for one in known if not one._meta.abstract]


def patterns() -> list[Pattern]:
    """Every line of the URL configuration."""
    return list(_below_of(get_resolver(), "", "", {}))


def _below_of(
    resolver: URLResolver, route: str, space: str, before: Mapping[str, bool]
) -> Iterator[Pattern]:
    for one in resolver.url_patterns:
        whole = f"{route}{one.pattern}"
        converters = one.pattern.converters.items()
        asked = {**before, **{name: isinstance(kind, IntConverter) for name, kind in converters}}
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _below_of(one, whole, inner, asked)
        else:
            yield Pattern(f"{space}{one.name}", whole, one.callback, asked)


def addresses(records: Mapping[str, int]) -> dict[str, list[str]]:
    """`space:name` to its addresses; a name without one has an empty list."""
    every = patterns()
    told = _told(records)
    routes = {one.route: told[one.name] for one in every if one.name in told}
    return {one.name: _filled(one, told.get(one.name), routes) for one in every}


def _told(records: Mapping[str, int]) -> dict[str, list[list[str]]]:
    """The arguments with which pages are looked at, by name."""
    found: dict[str, list[list[str]]] = {}
    for page in (page for pages in PAGES.values() for page in pages):
        name, *arguments = page.partition("?")[0].format(**records).split()
        if arguments not in found.setdefault(name, []):
            found[name].append(arguments)
    return found


def _filled(one: Pattern, told: list[list[str]] | None, routes: Mapping[str, Any]) -> list[str]:
    tried = told or [*_below(one, routes), *_by_model(one)]
    found = []
    for arguments in tried:
        try:
            found.append(reverse(one.name, args=arguments))
        except NoReverseMatch:
            continue  # a word that this address does not take
    return list(dict.fromkeys(found))


def _below(one: Pattern, routes: Mapping[str, list[list[str]]]) -> Iterator[list[Any]]:
    """The records of the page that it stands below, with the words that come after."""
    above = [route for route in routes if one.route.startswith(route) and "<" in route]
    nearest = max(above, key=len, default="")
    for arguments in routes.get(nearest, ()):
        rest = list(one.parameters.items())[len(arguments) :]
        if not any(is_number for _, is_number in rest):
            yield from ([*arguments, *words] for words in product(*_words(rest)))


def _by_model(one: Pattern) -> Iterator[list[Any]]:
    """The first row of each model that the view has to do with, with words in the other places."""
    if not any(one.parameters.values()):
        yield from map(list, product(*_words(one.parameters.items())))
        return
    rows = [row for row in (m._default_manager.order_by("pk").first() for m in one.models) if row]
    for row in rows:
        places = [
            (row.pk,) if is_number else WORDS[name] for name, is_number in one.parameters.items()
        ]
        yield from map(list, product(*places))


def _words(parameters: Any) -> list[tuple[str, ...]]:
    return [WORDS[name] for name, _ in parameters]
