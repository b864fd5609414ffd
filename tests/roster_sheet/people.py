"""Invented people as the database has them, and as a sheet of them.

A person is a mapping of fields of `Cadre`, of the stay and of the form's texts to stored values;
`row_of` hands them to the columns the way one SQL statement does: days as texts.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from cadres.choices import DEGREE, EDUCATION, LEVEL, NATION, RANK, SOURCE, Direction, HeldBy
from cadres.exchange.roster_columns import ROSTER_COLUMNS
from cadres.exchange.roster_told import read_roster
from cadres.formats.roster_sheet.head import RosterHead
from cadres.formats.roster_sheet.rows import SheetRow
from cadres.formats.roster_sheet.writing import write_roster
from cadres.identity.number import check_digit
from cadres.roster.entities import ROSTER
from core.codes.vocabulary import vocabulary

ON = date(2026, 11, 28)
HEAD = RosterHead(
    title="清河市优秀年轻干部名册",
    filed_by="中共清河市委组织部",
    on=ON,
    exported_by="林静文",
    exported_at="2026年11月28日 17:30",
)
# Everything that has ever broken a file: markup, formulas, rare and full-width characters, commas.
MARKS = "甲乙丙清河市委，、；（）“”·&<>'\"=+-@%#,;_xX0041０９〇ＡａA1 𠮷㛃䶮龑~—《》"
LINE = st.text(st.sampled_from(MARKS), max_size=30).map(str.strip)
LINES = st.lists(LINE.filter(bool), max_size=4).map("\n".join)
NAMES = st.one_of(
    st.text(st.sampled_from("周赵钱孙李欧阳单䶮𠮷喆玥子涵雨晴明朗"), min_size=2, max_size=4),
    st.sampled_from(["艾力·买买提", "阿依古丽·吐尔逊"]),
)
MONTHS = st.dates(date(1950, 1, 1), date(2026, 11, 1)).map(lambda day: day.replace(day=1))
FIELDS = {  # the paths of the columns, and the field that each of them is
    "id_masked": "id_number",
    "unit__name": "unit",
    "fact_assessments": "assessments",
}


def _code(table: str, *, may_be_absent: bool = True) -> st.SearchStrategy[str]:
    return st.sampled_from([*(("",) if may_be_absent else ()), *vocabulary(table)])


@st.composite
def politics(draw) -> dict[str, Any]:
    """A status with what may stand beside it (domain §1.3)."""
    status = draw(st.sampled_from([f"{code:02d}" for code in range(1, 14)]))
    is_member, is_democratic = status in ("01", "02"), "04" <= status <= "11"
    others = [f"{code:02d}" for code in range(4, 12) if f"{code:02d}" != status]
    may_join = is_member or is_democratic
    second = draw(st.sampled_from(["", *others])) if may_join else ""
    return {
        "political_status": status,
        "party_join": draw(st.none() | MONTHS) if may_join else None,
        "second_party": second,
        "second_party_join": draw(st.none() | MONTHS) if second else None,
    }


@st.composite
def posts(draw) -> dict[str, Any]:
    """Level and rank, each with its month, as the guards of a person have it."""
    level, rank = draw(_code(LEVEL)), draw(_code(RANK))
    return {
        "level": level,
        "level_since": draw(MONTHS) if level else None,
        "rank": rank,
        "rank_since": draw(MONTHS) if rank else None,
    }


@st.composite
def numbers(draw) -> str:
    """An ID number of the place 990121, which does not exist."""
    born = draw(st.dates(date(1950, 1, 1), date(2008, 1, 1)))
    first = f"990121{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + check_digit(first)


def people() -> st.SearchStrategy[dict[str, Any]]:
    """A person on the roster."""
    facts = {
        "name": NAMES,
        "gender": st.sampled_from("12"),
        "nation": _code(NATION, may_be_absent=False),
        "native_place": LINE,
        "birth": MONTHS,
        "work_start": st.none() | MONTHS,
        "pro_title": LINE,
        "title": LINE.filter(bool),
        "post_since": st.none() | MONTHS,
        "grassroots_months": st.integers(0, 400),
        "source": _code(SOURCE),
        "assessments": LINES.filter(lambda text: text not in ("无", "（无）")),
        "note": LINES,
        "unit": LINE.filter(bool),
        "phone": st.text("0123456789-", max_size=20),
        "id_number": st.just("") | numbers(),
        "cadre_id": st.integers(1, 2**31),
        "entered_on": st.dates(date(2019, 1, 1), ON),
        "tier": st.sampled_from([None, 1, 2, 3, 4]),
        "direction": st.sampled_from(["", *Direction.values]),
        "held_by": st.sampled_from(HeldBy.values),
    }
    for kind in ("fulltime", "inservice"):
        facts |= {
            f"{kind}_education": _code(EDUCATION),
            f"{kind}_degree": _code(DEGREE),
            f"{kind}_school": LINE,
            f"{kind}_major": LINE | LINE.map(lambda text: f"{text}专业"),
        }
    parts = (st.fixed_dictionaries(facts), politics(), posts())
    return st.tuples(*parts).map(lambda found: found[0] | found[1] | found[2])


def row_of(person: Mapping[str, Any], number: int = 1) -> tuple[str, ...]:
    """The texts of all columns."""
    return tuple(_text(column, person, number) for column in ROSTER_COLUMNS)


def _text(column, person: Mapping[str, Any], number: int) -> str:
    if column.name == "number":
        return str(number)
    paths = [ROSTER.column(name).path for name in column.made_of] + list(column.beyond)
    values = []
    for path in paths:
        field = path.removeprefix("cadre__")
        # A mentor is written, and not read again.
        is_empty = field in ("id_sealed", "fact_mentor", "fact_posts")
        value = None if is_empty else person[FIELDS.get(field, field)]
        values.append(value.isoformat() if isinstance(value, date) else value)
    return column.write(*([ON] if column.is_dated else []), *values)


def workbook_of(rows: Sequence[Sequence[str]]) -> bytes:
    """The official sheet of them."""
    stream = io.BytesIO()
    assert write_roster(stream, HEAD, ROSTER_COLUMNS, rows) == len(rows)
    return stream.getvalue()


def read(content: bytes) -> list[SheetRow]:
    """Its rows."""
    return read_roster(io.BytesIO(content))
