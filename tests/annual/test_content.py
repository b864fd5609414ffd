"""What is sealed is read back as it was, and what a viewer may not hear is taken out."""

from dataclasses import replace
from datetime import date

import orjson

from reporting.annual.choices import Part, Stand
from reporting.annual.whole import HIDDEN, OWN, Proposed, Said, Whole, Words
from reporting.gathering.content import Behind, Content, Figure, Row, Table, figures_of
from reporting.gathering.keys import BY_KEY, BY_LABEL, KEYS, Key
from reporting.gathering.tables import TABLES, TableKind
from reporting.gathering.tables import Column as ColumnOf
from reporting.papers.sheets import sheets_of


def content() -> Content:
    return Content(
        year=2026,
        on=date(2026, 11, 29),
        figures=figures_of(
            [
                Figure("roster.open", "17", Behind("roster:list", {"unit": ("12",)})),
                Figure("conduct.disciplines", "1", Behind("cadres:list")),
                Figure("roster.average_age", ""),
            ]
        ),
        tables={
            "assessed": Table(
                "assessed", (Row(3, ("周雨晴", "优秀", "", "", "", "党内警告"), "assessment:1"),)
            )
        },
        people=(3, 4),
    )


def whole(**more) -> Whole:
    usual = {
        "report": 1,
        "unit": 2,
        "code": "001.001.008",
        "unit_name": "清河市交通运输局",
        "short_name": "市交通运输局",
        "collector_name": "清河市",
        "is_county": False,
        "year": 2026,
        "number": 0,
        "words": (
            Words(Part.OVERVIEW, "在库〔在库人数〕，〔平均年龄〕，拟保留〔拟保留人数〕〔没有〕"),
        ),
        "content": content(),
        "opinions": (
            Said(3, "周雨晴", "科长", Stand.KEEP, ""),
            Said(4, "陈思远", "科员", None, ""),
        ),
        "proposals": (Proposed(9, "许诺", "1994.05", "大学", "科员", "表现突出"),),
        "none_to_add": False,
        "document": "清交党发〔2026〕3号",
        "signer": "马建国",
        "meeting": "",
        "contact": "",
    }
    return Whole(**usual | more)


def test_what_is_sealed_is_read_back():
    one = whole(number=2, filed_on=date(2026, 12, 1), digest="a" * 64)
    told = orjson.loads(orjson.dumps(one.as_json()))
    back = Whole.of(told, number=2, filed_on=date(2026, 12, 1), digest="a" * 64)
    assert back == one


def test_a_seal_needs_no_catalogue_of_later_years():
    """Figures and columns that were dropped or called otherwise read as on the day of filing."""
    dropped = Key("old.cases", "旧立案件数", "件", guarded=True)
    plain = Key("old.visits", "走访人次", "人次")
    columns = (ColumnOf("姓名", 18), ColumnOf("考察结论", 30, guarded=True))
    figures = figures_of((Figure("old.cases", "3"), Figure("old.visits", "5")))
    tables = {"gone": Table("gone", (Row(3, ("周雨晴", "不合格")),))}
    one = whole(
        content=replace(content(), figures=figures, tables=tables),
        words=(Words(Part.OVERVIEW, "走访〔走访人次〕，立案〔旧立案件数〕。"),),
        explanations=(("talks:2026Q4", "已补谈"),),
        keys=(plain, dropped),
        kinds=(TableKind("gone", "考察表", columns),),
    )
    back = Whole.of(orjson.loads(orjson.dumps(one.as_json())))
    assert back == one
    assert back.text_of(back.words[0]) == "走访5人次，立案3件。"
    assert [row[:2] for row in sheets_of(back)["figures"].rows] == [
        ("走访人次", "5"),
        ("旧立案件数", "3"),
    ]
    told = back.without(guarded=True, cadre=None)
    assert told.text_of(told.words[0]) == f"走访5人次，立案{HIDDEN}。"
    assert told.content.tables["gone"].rows[0].cells == ("周雨晴", HIDDEN)
    nameless = replace(one, keys=(plain,)).without(guarded=True, cadre=None)
    assert nameless.content.value("old.cases") == HIDDEN  # what nobody knows is not told


def test_the_digest_of_content_is_of_what_it_says_not_of_the_day():
    one, later = content(), Content.of(content().as_json() | {"on": "2026-12-01"})
    assert one.digest == later.digest
    other = content().as_json()
    other["figures"][0]["value"] = "18"
    assert Content.of(other).digest != one.digest


def test_words_stand_with_their_figures():
    one = whole()
    assert one.text_of(one.words[0]) == "在库17人，—，拟保留1人〔没有〕"
    assert list(one.unknown(one.words[0])) == ["没有"]


def test_discipline_and_what_is_thought_of_oneself_are_taken_out():
    own = whole().without(guarded=False, cadre=3).content.tables["assessed"].rows[0]
    assert own.cells == (
        "周雨晴",
        "优秀",
        HIDDEN,
        HIDDEN,
        "",
        "党内警告",
    )  # his polls are never his
    told = whole().without(guarded=True, cadre=4)
    assert told.content.value("conduct.disciplines") == HIDDEN
    assert told.content.figures["conduct.disciplines"].behind is None
    assert told.content.tables["assessed"].rows[0].cells[-1] == HIDDEN
    assert told.content.value("roster.open") == "17"
    assert [one.reason for one in told.opinions] == ["", OWN]
    assert whole().without(guarded=False, cadre=None) == whole()


def test_keys_and_labels_are_unique_and_tables_have_their_columns():
    assert len(BY_KEY) == len(BY_LABEL) == len(KEYS)
    assert not set(BY_LABEL) & set(whole().tallies)
    assert len({kind.name for kind in TABLES}) == len(TABLES)


def test_whose_report_it_is():
    assert whole().organization == "中共清河市交通运输局党组织"
    assert whole(unit_name="青川县", is_county=True).organization == "中共青川县委员会"
    assert whole(unit_name="中共清河市委组织部").organization == "中共清河市委组织部"


def test_the_unit_says_how_its_party_organization_is_called():
    named = whole(issuer="中共清河市交通运输局党组")
    assert named.organization == "中共清河市交通运输局党组"
    assert named.title.startswith("中共清河市交通运输局党组\n关于2026年度")
    assert [one.is_named for one in (whole(), named)] == [False, True]
    assert whole(unit_name="青川县", is_county=True).is_named
    assert whole(unit_name="中共清河市委组织部").is_named


def test_a_filing_of_before_there_was_such_a_name_is_as_it_was():
    assert "issuer" not in whole().as_json()
    assert Whole.of(whole().as_json()) == whole()
    named = whole(issuer="中共清河市交通运输局党组")
    assert Whole.of(named.as_json()) == named
