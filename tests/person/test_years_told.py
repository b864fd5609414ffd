"""年度考核 on the roster, in REST and in 任免审批表: told, offered, never overwritten."""

import pytest
from django.urls import reverse

from cadres.approval.composing import assessed_texts, offered_text
from cadres.approval.models import ApprovalTexts
from cadres.exchange.forms import forms_of
from cadres.exchange.roster_rows import roster_columns, roster_rows
from cadres.formats.approval_form import Edition
from cadres.formats.assessed import in_words, told
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from tests.importing.telling import look, only
from tests.person.making import ON
from tests.rounds.making import past
from tests.world import World

TEXT = "2023年、2024年年度考核均为称职，2025年年度考核为优秀。"


@pytest.fixture
def assessed(world: World) -> World:
    """陈思远 with four years, of which the form tells the last three; 周雨晴 with a text alone."""
    for year, outcome in ((2022, "1"), (2023, "2"), (2024, "2"), (2025, "1")):
        past(world, "陈思远", year, outcome)
    ApprovalTexts.objects.create(
        cadre=world.cadres["周雨晴"], assessments="2024年、2025年年度考核均为称职。"
    )
    return world


@pytest.mark.parametrize(
    ("kept", "years", "words"),
    [
        (None, [], ""),
        ("无", [], ""),
        ("免予考核", [{"year": None, "result": "免予考核"}], "免予考核"),
        (
            "2025年年度考核为优秀。",
            [{"year": 2025, "result": "优秀"}],
            "2025年年度考核为优秀。",
        ),
        (
            [
                {"year": 2023, "result": "称职"},
                {"year": 2025, "result": None},
                {"year": 2026, "result": "优秀"},
            ],
            [{"year": 2026, "result": "优秀"}],
            "2026年年度考核为优秀。",
        ),
    ],
)
def test_years_that_are_told(kept, years, words) -> None:
    assert told(kept) == years
    assert in_words(years) == words


def test_the_roster_tells_it(assessed, client_for) -> None:
    browser = client_for(assessed.city)
    page = browser.get(reverse("roster:list"), {"columns": ["name", "assessments"]})
    assert TEXT in page.content.decode()
    assert "2024年、2025年年度考核均为称职。" in page.content.decode()
    rows = browser.get("/api/v1/roster/", {"columns": "name,assessments"}).json()["results"]
    of = {row["name"]: row["assessments"] for row in rows}
    assert of["陈思远"] == [
        {"year": 2023, "result": "称职"},
        {"year": 2024, "result": "称职"},
        {"year": 2025, "result": "优秀"},
    ]
    assert of["周雨晴"] == [{"year": year, "result": "称职"} for year in (2024, 2025)]
    assert of["李明朗"] is None


def test_a_past_day_tells_what_was_decided_by_then(assessed, client_for) -> None:
    browser = client_for(assessed.city)
    for on, known in (("2024-12-24", [2022, 2023]), ("2024-12-25", [2022, 2023, 2024])):
        query = {"columns": "name,assessments", "as_of": on}
        rows = browser.get("/api/v1/roster/", query).json()["results"]
        (years,) = [row["assessments"] for row in rows if row["name"] == "陈思远"]
        assert [one["year"] for one in years] == known


def test_the_printed_roster_tells_it(assessed) -> None:
    columns = [column.name for column in roster_columns(assessed.city)]
    place = columns.index("assessments")
    rows = roster_rows(RosterEntry.objects.open(), assessed.city, ON)
    told_of = {row[columns.index("name")].replace("　", ""): row[place] for row in rows}
    assert told_of["陈思远"] == TEXT
    assert told_of["周雨晴"] == "2024年、2025年年度考核均为称职。"
    assert told_of["李明朗"] == ""


def form(world: World, name: str = "陈思远") -> str:
    cadres = Cadre.objects.filter(pk=world.cadres[name].pk)
    ((_cadre, found),) = forms_of(cadres, world.city, ON, Edition.OLD)
    return found.assessments


def test_the_form_is_composed_where_it_has_no_text(assessed) -> None:
    assert form(assessed) == TEXT
    assert form(assessed, "李明朗") == "无"
    own = ApprovalTexts.objects.create(cadre=assessed.cadres["陈思远"], assessments="免予考核")
    assert form(assessed) == "免予考核"
    assert offered_text(own.pk, own.assessments, ON) == TEXT
    assert offered_text(own.pk, TEXT, ON) == ""
    assert assessed_texts([], ON) == {}


def test_it_is_offered_and_taken_by_hand_alone(assessed, client_for) -> None:
    cadre = assessed.cadres["陈思远"]
    own = ApprovalTexts.objects.create(cadre=cadre, assessments="免予考核")
    url, browser = reverse("approval:edit", args=[cadre.pk]), client_for(assessed.city)
    page = browser.get(url).content.decode()
    assert TEXT in page
    assert "采用考核记录" in page
    taken = browser.get(url, {"take": "assessments"})
    assert taken.context["form"]["assessments"].value() == TEXT
    own.refresh_from_db()
    assert own.assessments == "免予考核"
    sent = {"seen": own.version, "assessments": TEXT}
    assert browser.post(f"{url}?take=assessments", sent).status_code == 302
    own.refresh_from_db()
    assert own.assessments == TEXT
    assert "采用考核记录" not in browser.get(url).content.decode()


def test_a_file_that_says_what_was_assessed_says_nothing_new(assessed) -> None:
    cadre = assessed.cadres["陈思远"]
    for own, text, is_new in (
        ("", TEXT, False),
        ("免予考核", TEXT, False),
        ("", "2025年年度考核为称职。", True),
    ):
        ApprovalTexts.objects.filter(cadre=cadre).delete()
        ApprovalTexts.objects.create(cadre=cadre, assessments=own)
        row = only(cadre.name, (1993, 11))
        row.texts["assessments"] = text
        (staged,) = look([row], assessed.city)
        assert staged.cadre == cadre.pk
        assert ("assessments" in staged.changes) is is_new, (own, text)
