"""Differences between filings against an oracle of their JSON; the seal against random reports."""

from dataclasses import replace
from datetime import date

import orjson
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.annual.choices import Part, Stand
from reporting.annual.differing import difference
from reporting.annual.whole import Proposed, Said, Whole, Words
from reporting.gathering.content import Content, Figure, Row, Table, digest_of, figures_of
from tests.annual.test_content import whole

# Texts as people type them: PostgreSQL's JSON has no NUL, and lone surrogates are no text.
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
KEYS = st.integers(1, 9)
ROWS = st.lists(
    st.builds(
        Row,
        cadre=st.none() | KEYS,
        cells=st.tuples(TEXT, TEXT),
        source=st.sampled_from(["", "posting:1", "posting:2"]),
    ),
    max_size=3,
)
SAID = st.builds(
    Said,
    cadre=KEYS,
    name=TEXT,
    title=TEXT,
    stand=st.none() | st.sampled_from(Stand),
    reason=TEXT,
)
PROPOSED = st.builds(
    Proposed, cadre=KEYS, name=TEXT, birth=TEXT, education=TEXT, title=TEXT, reason=TEXT
)


@st.composite
def wholes(draw) -> Whole:
    figures = draw(st.dictionaries(st.sampled_from(["roster.open", "talks.held", "x"]), TEXT))
    content = Content(
        year=2026,
        on=date(2026, 12, draw(st.integers(1, 31))),
        figures=figures_of(Figure(key, value) for key, value in figures.items()),
        tables={"changes": Table("changes", tuple(draw(ROWS)))},
        people=tuple(draw(st.lists(KEYS, max_size=3))),
    )
    opinions = draw(st.lists(SAID, max_size=3, unique_by=lambda one: one.cadre))
    proposals = draw(st.lists(PROPOSED, max_size=2, unique_by=lambda one: one.cadre))
    return whole(
        words=tuple(Words(part, draw(TEXT)) for part in (Part.OVERVIEW, Part.PLAN)),
        content=content,
        opinions=tuple(opinions),
        proposals=tuple(proposals),
        none_to_add=draw(st.booleans()),
        document=draw(TEXT),
        issuer=draw(TEXT),
    )


QUICK = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@QUICK
@given(one=wholes())
def test_what_the_database_keeps_of_a_seal_has_the_same_digest(db, one):
    sealed = one.as_json()
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::jsonb::text", [orjson.dumps(sealed).decode()])
        kept = orjson.loads(cursor.fetchone()[0])
    assert digest_of(kept) == digest_of(sealed)
    assert Whole.of(kept) == one


@QUICK
@given(one=wholes(), other=wholes())
def test_the_digest_tells_reports_apart(one, other):
    same = one.as_json() == other.as_json()
    assert (digest_of(one.as_json()) == digest_of(other.as_json())) is same


def cells(one: Whole) -> dict:
    """The oracle: what a report says by cell, read from its JSON alone."""
    told = one.as_json()
    found: dict = {
        "head": [told[name] for name in ("document", "signer", "meeting", "contact")]
        + [told.get("issuer", "")],
        "none": told["none_to_add"],
    }
    text = {words.part: one.text_of(words) for words in one.words}
    found |= {f"part:{part}": text[Part(part)] for part, _ in told["words"] if text[Part(part)]}
    found |= {f"figure:{f['key']}": f["value"] for f in told["content"]["figures"] if f["value"]}
    for table in told["content"]["tables"]:
        lines = [(r["source"], r["cadre"], tuple(r["cells"])) for r in table["rows"]]
        found[f"table:{table['name']}"] = sorted(lines, key=str)
    found |= {f"opinion:{said[0]}": said[3:] for said in told["opinions"]}
    found |= {f"proposal:{one[0]}": one[2:] for one in told["proposals"]}
    return found


@QUICK
@given(one=wholes(), other=wholes())
def test_every_cell_that_differs_is_told_and_no_other(one, other):
    told = {item.cell for item in difference(one, other)}
    before, after = cells(one), cells(other)
    expected = {
        cell for cell in before.keys() | after.keys() if before.get(cell) != after.get(cell)
    }
    expected = {"proposals" if cell == "none" else cell for cell in expected}
    # A line of a table or a proposal reads the same where blanks alone moved between its cells.
    unsure = {cell for cell in told ^ expected if cell.startswith(("table:", "proposal:"))}
    assert told ^ expected == unsure
    assert difference(one, one) == [] == difference(other, other)


@QUICK
@given(one=wholes(), other=wholes())
def test_backwards_it_says_the_same_the_other_way_round(one, other):
    forth = {(item.cell, item.label, item.before, item.after) for item in difference(one, other)}
    back = {(item.cell, item.after, item.before) for item in difference(other, one)}
    assert {(cell, before, after) for cell, _, before, after in forth} == back


def test_a_difference_in_the_words_of_people():
    one = whole()
    content = Content.of(one.content.as_json())
    figures = dict(content.figures) | {"roster.open": Figure("roster.open", "18")}
    rows = (
        Row(3, ("周雨晴", "称职", "", "", "", "党内警告"), "assessment:1"),
        Row(5, ("许诺", "优秀", "", "", "", ""), "assessment:2"),
    )
    other = replace(
        one,
        content=replace(content, figures=figures, tables={"assessed": Table("assessed", rows)}),
        opinions=(replace(one.opinions[0], stand=Stand.EXIT, reason="到龄"), one.opinions[1]),
        proposals=(),
        none_to_add=True,
        document="清交党发〔2026〕4号",
    )
    told = [(item.cell, item.label, item.before, item.after) for item in difference(one, other)]
    assert told == [
        ("head", "发文字号", "清交党发〔2026〕3号", "清交党发〔2026〕4号"),
        (
            "part:1",
            "一、总体情况",
            "在库17人，—，拟保留1人〔没有〕",
            "在库18人，—，拟保留0人〔没有〕",
        ),
        ("figure:roster.open", "在库人数", "17人", "18人"),
        (
            "table:assessed",
            "年度考核及奖惩情况表　周雨晴",
            "周雨晴｜优秀｜｜｜｜党内警告",
            "周雨晴｜称职｜｜｜｜党内警告",
        ),
        ("table:assessed", "年度考核及奖惩情况表　许诺", "", "许诺｜优秀｜｜｜｜"),
        ("opinion:3", "周雨晴的保留资格初步意见", "保留", "调出：到龄"),
        ("proposal:9", "拟补充人选　许诺", "科员｜大学｜1994.05｜表现突出", ""),
        ("proposals", "拟补充人选", "", "无拟补充人选"),
    ]


def test_what_is_hidden_in_both_differs_in_neither():
    one = whole()
    figures = dict(one.content.figures) | {
        "conduct.disciplines": Figure("conduct.disciplines", "2")
    }
    other = replace(one, content=replace(one.content, figures=figures))
    assert [item.cell for item in difference(one, other)] == ["figure:conduct.disciplines"]
    hidden = [each.without(guarded=True, cadre=4) for each in (one, other)]
    assert difference(*hidden) == []
