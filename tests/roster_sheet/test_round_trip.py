"""What is exported says the same when it is imported: values, cells, bytes, rows, values again."""

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.choices import DEGREE, EDUCATION, LEVEL, NATION, RANK, SOURCE, Direction, HeldBy, Tier
from cadres.exchange.roster_columns import ROSTER_COLUMNS
from cadres.exchange.roster_told import read_roster, told_of_row
from cadres.exchange.told import Told
from cadres.formats.roster_sheet.writing import write_roster_csv
from core.codes.vocabulary import vocabulary
from tests.roster_sheet.people import ON, people, read, row_of, workbook_of

STAY = ("entered_on", "tier", "direction", "held_by")
# Said in another way than by a value, or by none.
APART = {*STAY, "unit", "cadre_id", "grassroots_months", "assessments"}
SOMEBODY = {
    "name": "周晓航", "gender": "1", "nation": "01", "native_place": "云州清河",
    "birth": date(1992, 5, 1), "work_start": date(2015, 7, 1), "pro_title": "工程师",
    "title": "清河市交通运输局科员", "post_since": date(2023, 3, 1), "level": "1A42", "rank": "R08",
    "level_since": date(2022, 4, 1), "rank_since": date(2023, 6, 1), "grassroots_months": 30,
    "source": "02", "assessments": "2023年、2024年、2025年年度考核均为称职。", "note": "",
    "unit": "清河市交通运输局", "phone": "19900000001", "id_number": "", "cadre_id": 7,
    "entered_on": date(2024, 3, 15), "tier": 2, "direction": "building", "held_by": "city",
    "fulltime_education": "21", "fulltime_degree": "408", "fulltime_school": "云州大学交通学院",
    "fulltime_major": "交通工程", "inservice_education": "", "inservice_degree": "",
    "inservice_school": "", "inservice_major": "", "political_status": "01",
    "party_join": date(2014, 6, 1), "second_party": "", "second_party_join": None,
}  # fmt: skip


def assert_tells(told: Told, person: dict[str, Any]) -> None:
    """Everything that is on file is told, and nothing else."""
    errors = [remark for remark in told.remarks if remark.is_error]
    assert not errors, errors
    for field, value in person.items():
        if field not in APART and value not in ("", None):
            assert told.values.get(field) == value, (field, value, told.values.get(field))
    for field, value in told.values.items():
        assert person[field] == value, field
    told_stay = {field: person[field] for field in STAY if person[field] not in ("", None)}
    assert told.stay == told_stay
    assert told.texts == ({"assessments": person["assessments"]} if person["assessments"] else {})
    assert (told.unit_words, told.key) == (person["unit"], person["cadre_id"])
    assert told.at_least == ({"grassroots_months": 24} if person["grassroots_months"] >= 24 else {})


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(people(), min_size=1, max_size=8))
def test_a_workbook_says_what_the_people_are(found):
    rows = read(workbook_of([row_of(person, n) for n, person in enumerate(found, 1)]))
    assert [row.number for row in rows] == list(range(5, 5 + len(found)))
    for row, person in zip(rows, found, strict=True):
        assert_tells(told_of_row(row, ON), person)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(people(), min_size=1, max_size=5))
def test_a_csv_says_what_the_people_are(found):
    stream = io.BytesIO()
    write_roster_csv(stream, ROSTER_COLUMNS, [row_of(person) for person in found])
    stream.seek(0)
    for row, person in zip(read_roster(stream), found, strict=True):
        assert_tells(told_of_row(row, ON), person)


VOCABULARIES = [
    *(("nation", code) for code in vocabulary(NATION)),
    *(("level", code) for code in vocabulary(LEVEL)),
    *(("rank", code) for code in vocabulary(RANK)),
    *(("source", code) for code in vocabulary(SOURCE)),
    *(
        (f"{k}_education", code)
        for k in ("fulltime", "inservice")
        for code in vocabulary(EDUCATION)
    ),
    *((f"{k}_degree", code) for k in ("fulltime", "inservice") for code in vocabulary(DEGREE)),
    *(("tier", value) for value in Tier.values),
    *(("direction", value) for value in Direction.values),
    *(("held_by", value) for value in HeldBy.values),
]


def test_every_value_of_every_vocabulary_is_found_again():
    found = [SOMEBODY | {field: value} for field, value in VOCABULARIES]
    found += [
        SOMEBODY | {"political_status": f"{code:02d}", "party_join": None} for code in range(1, 14)
    ]
    found += [
        SOMEBODY | {"fulltime_education": level, "fulltime_degree": degree}
        for level in vocabulary(EDUCATION)
        for degree in vocabulary(DEGREE)
    ]
    found += [
        SOMEBODY | {"level": level, "rank": rank}
        for level in vocabulary(LEVEL)
        for rank in vocabulary(RANK)
    ]
    rows = read(workbook_of([row_of(person) for person in found]))
    assert len(rows) == len(found) > 1000
    for row, person in zip(rows, found, strict=True):
        assert_tells(told_of_row(row, ON), person)


@pytest.mark.parametrize(
    ("school", "major"),
    [
        ("云州大学交通学院", "交通工程"),
        ("云州大学", ""),
        ("云州大学行政管理专业", ""),
        ("", "法学"),
        ("云州大学", "系统科学"),
        ("云州大学", "工商管理专业"),
        ("云州大学", "专业"),
        ("清河一中 高中部", ""),
    ],
)
def test_school_and_major_are_parted_as_they_were(school, major):
    person = SOMEBODY | {"fulltime_school": school, "fulltime_major": major}
    (row,) = read(workbook_of([row_of(person)]))
    assert_tells(told_of_row(row, ON), person)
