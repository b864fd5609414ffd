"""The buttons of a report's page: a verb, where its form is, and which one the state asks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from reporting.annual.choices import UNFILED, ReportVerb
from reporting.annual.models import AnnualReport

V = ReportVerb
PAGES = {
    V.EDIT: "annual:edit",
    V.WITHDRAW: "annual:withdraw",
    V.REOPEN: "annual:reopen",
    V.RETURN: "annual:return",
    V.ACCEPT: "annual:accept",
}
LABELS = {V.EDIT: "填写和上报"}


@dataclass(frozen=True, slots=True)
class Button:
    """A verb of the page and where its form is."""

    verb: str
    label: str
    url: str
    is_main: bool = False


def buttons(report: AnnualReport, verbs: Collection[str]) -> list[Button]:
    """The verbs that have a page, the one that the state asks for filled."""
    main = V.EDIT if report.state in UNFILED else V.ACCEPT
    return [
        Button(
            verb.value,
            LABELS.get(verb, str(verb.label)),
            reverse(view, args=[report.pk]),
            verb == main,
        )
        for verb, view in PAGES.items()
        if verb in verbs
    ]
