"""Rubbish sent to every address of the year end: refused in Chinese, and no page breaks of it."""

import json
import re
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.test import Client
from django.urls import reverse
from django.urls.exceptions import NoReverseMatch

from reporting.annual.models import AnnualReport, Comment, Explanation, Filing
from tests.annual_pages.stages import reports_of
from tests.browser.test_every_page import page_names
from tests.clients.issuing import caller, issue
from tests.rubbish.test_rotation import fields_of, refusals
from tests.world import World

SPACES = ("annual", "volume", "statistics", "dashboards")
RUBBISH = ("\x00", "9" * 30, "9999-12-31", "²", "\x01\x0b\ufffe😀", "x" * 9000, "-1", "0001-01-01")
CHINESE = re.compile("[一-鿿]")
NAMES = {"seen", "words", "do", "find", "year", "unit", "cell", "selected", "confirmed", "answer-1"}
NAMES |= {"explain-talks:\x00", "explain-talks:2026Q9", "explain-units", "figure:roster.open"}
ASKED = ("year", "unit", "as_of", "rows", "columns", "standing", "level", "state", "cursor", "q")
ASKED += ("before", "after", "filing", "cell", "duty", "find", "reached", "timing")
REST = ("structure", "targets", "coverage")
PAPERS = ("pdf", "docx", "xlsx")


@pytest.fixture
def made(world: World) -> dict[str, int]:
    """A report in every state."""
    return reports_of(world)


def addresses(made: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Every address with every report, one that is not there, and words."""
    numbers = [*made.values(), 0, 10**18, 10**30]
    words = [*PAPERS, "x"]
    comment = Comment.objects.values_list("pk", flat=True)[0]
    rest = [1, 9, comment, 99_999, 10**30, *words]
    tried = [[], *([n] for n in numbers), *([n, one] for n in numbers for one in rest)]
    for name in page_names():
        if name.partition(":")[0] not in SPACES:
            continue
        for arguments in tried:
            try:
                yield name, reverse(name, args=arguments)
            except NoReverseMatch:
                continue


def made_later(made: dict[str, int]) -> set[str]:
    """All papers but one of each report, in turns: in the end every one of them is made."""
    turns = zip(made.values(), cycle(PAPERS), strict=False)
    others = [(key, kind) for key, turn in turns for kind in PAPERS if kind != turn]
    return {reverse("annual:paper", args=paper) for paper in others}


@pytest.mark.parametrize("who", ["city", "secretary", "cadre"])
def test_rubbish_is_refused_in_a_sentence_and_breaks_nothing(world, made, client_for, who) -> None:
    browser: Client = client_for(world.users[who])
    browser.raise_request_exception = False
    filings, asked = Filing.objects.count(), 0
    states = list(AnnualReport.objects.order_by("pk").values_list("state", flat=True))
    later = made_later(made)
    for number, (name, address) in enumerate(addresses(made)):
        if address in later:
            continue
        page = browser.get(address)
        assert page.status_code < 500, address
        if page.status_code == 404:
            continue
        names = set(NAMES)
        if page.status_code == 200 and "text/html" in page["Content-Type"]:
            names |= fields_of(page)
        word = RUBBISH[number % len(RUBBISH)]
        for given in (dict.fromkeys(names - {"csrfmiddlewaretoken"}, word), {}):
            answer = browser.post(address, given)
            asked += 1
            assert answer.status_code < 500, (name, address, word)
            assert all(CHINESE.search(text) for text in refusals(answer)), (address, word)
    assert asked > (10 if who != "cadre" else 0)
    assert Filing.objects.count() == filings
    assert list(AnnualReport.objects.order_by("pk").values_list("state", flat=True)) == states
    # What was kept of it is a text like any other: pages and papers are made of it.
    reader: Client = client_for(world.city)
    for key in made.values():
        for view in ("detail", "changes", "differences"):
            assert reader.get(reverse(f"annual:{view}", args=[key])).status_code == 200, view
        for kind in PAPERS:
            assert reader.get(reverse("annual:paper", args=[key, kind])).status_code == 200, kind


def test_questions_with_rubbish(world, made, client_for) -> None:
    browser: Client = client_for(world.city)
    browser.raise_request_exception = False
    views = ("annual:list", "annual:opinions", "annual:open", "annual:of_duty", "volume:list")
    views += ("statistics:structure", "statistics:workbook", "statistics:targets")
    views += ("statistics:coverage", "statistics:coverage_workbook", "dashboards:page")
    views += ("statistics:targets_workbook",)
    pages = [reverse(view) for view in views]
    about = ("detail", "differences", "changes", "edit", "comment")
    pages += [reverse(f"annual:{view}", args=[made["report_filed"]]) for view in about]
    pages.append(reverse("annual:paper", args=[made["report_filed"], "xlsx"]))
    pages += [f"/api/v1/statistics/{name}/" for name in REST] + ["/api/v1/annual_reports/"]
    words = cycle([*RUBBISH, "1.5", "' or 1=1", "9" * 5000, "-1"])
    for page in pages:
        for name in ASKED:
            word = next(words)
            answer = browser.get(page, {name: word})
            assert answer.status_code < 500, (page, name, word)


def test_cells_that_there_are_not(world, made, client_for) -> None:
    browser: Client = client_for(world.city)
    address = reverse("annual:comment", args=[made["report_filed"]])
    for kind in ("part", "opinion", "proposal", "figure", "table", "head", "proposals", ""):
        for word in (*RUBBISH, "٣", "9" * 5000, "0"):
            answer = browser.get(address, {"cell": f"{kind}:{word}"})
            assert answer.status_code == 404, (kind, word)


def test_checks_that_there_are_not_are_not_explained(world, made, client_for) -> None:
    browser: Client = client_for(world.secretary)
    address = reverse("annual:edit", args=[made["report_draft"]])
    before = Explanation.objects.count()
    for key in ("talks:\x00", "talks:2026Q5", "talks:x", "units\x00", "talks:"):
        answer = browser.post(address, {"do": "save", f"explain-{key}": "随便写的。"})
        assert answer.status_code == 409, key
    assert Explanation.objects.count() == before
    assert browser.get(reverse("annual:detail", args=[made["report_draft"]])).status_code == 200


BODIES = (
    {"words": [{"part": 10**40, "text": "x"}]},
    {"words": [{"part": True, "text": "x"}]},
    {"words": [{"part": 1, "text": "x" * 9000}]},
    {"words": {"part": 1}},
    {"words": [1, None]},
    {"opinions": [{"cadre": 2**62, "stand": "keep"}]},
    {"opinions": [{"cadre": -1, "stand": "keep"}]},
    {"opinions": [{"cadre": 1, "stand": ["keep"]}]},
    {"opinions": [{"cadre": 1, "stand": "keep", "reason": 5}]},
    {"figures": []},
    [],
    None,
)


def test_drafts_of_programs_with_rubbish(world, made) -> None:
    client, token = issue(world, at="市交通运输局")
    client.powers = ["annual_reports.content", "annual_reports.draft"]
    client.save()
    program = caller(token)
    program.raise_request_exception = False
    address = f"/api/v1/annual_reports/{made['report_draft']}"
    headers = {"If-Match": program.get(f"{address}/content/")["ETag"]}
    for body in BODIES:
        answer = program.put(
            f"{address}/draft/", json.dumps(body), content_type="application/json", headers=headers
        )
        assert answer.status_code == 400, (body, answer.content)
        assert CHINESE.search(answer.content.decode())
    for tag in ("\x7f", "*", '"a", "b"', "x" * 3000):
        answer = program.put(
            f"{address}/draft/", b"{}", content_type="application/json", headers={"If-Match": tag}
        )
        assert answer.status_code in (412, 428), tag
    for key in (0, 10**18, 10**30):
        assert program.get(f"/api/v1/annual_reports/{key}/content/").status_code == 404
