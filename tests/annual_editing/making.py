"""Reports to write on: opened, filled, returned."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

from django.urls import reverse

from reporting.annual.models import AnnualReport, Opinion, Passage
from tests.annual.making import BUREAU
from tests.annual.making import opened as open_for
from tests.world import World

TODAY = date(2026, 11, 23)


def opened(world: World, place: str = BUREAU) -> AnnualReport:
    """The unit's report, as the department has opened it on the day of these tests."""
    return open_for(world, place, on=TODAY)


def page(report: AnnualReport) -> str:
    """The address of the page."""
    return reverse("annual:edit", args=[report.pk])


class Fields(HTMLParser):
    """The fields of a page's form as a browser without script would send them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.area = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("id") == "report"
        name = told.get("name")
        if not self.inside or not name or "disabled" in told:
            return
        if tag == "textarea":
            self.area, self.found[name] = name, ""
        elif tag == "select":
            self.found[name] = ""
        elif tag == "input" and (
            told.get("type") not in ("radio", "checkbox") or "checked" in told
        ):
            self.found[name] = told.get("value", "on")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.found[self.area] = self.found[self.area].removeprefix("\n")
            self.area = ""
        if tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area] += data


def fields(html: str) -> dict[str, str]:
    """What the form would send if nothing was touched; line ends as browsers send them."""
    reader = Fields()
    reader.feed(html)
    return {name: value.replace("\n", "\r\n") for name, value in reader.found.items()}


def sent(client, report: AnnualReport, *, do: str = "save", **typed: str):
    """Open the page, type (`part_1` is part-1), press a button."""
    data = fields(client.get(page(report)).content.decode())
    data |= {name.replace("_", "-"): value for name, value in typed.items()}
    return client.post(page(report), data | {"do": do})


def passage(report: AnnualReport, part: int) -> Passage:
    """A part as it is now."""
    return Passage.objects.get(report=report, part=part)


def opinion(report: AnnualReport, name: str) -> Opinion:
    """What is thought of somebody now."""
    return Opinion.objects.get(report=report, cadre__name=name)


def text(answer) -> str:
    """The page in plain text."""
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
