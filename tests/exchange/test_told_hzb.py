"""People of an exchange package, understood (domain §1.6, §3)."""

from datetime import date

import pytest

from cadres.exchange.told_hzb import told_of_hzb
from tests.exchange.making import TODAY
from tests.formats.packages import WHOLE, people, table

POST = {"A0201B": "1", "A0215A": "镇长", "A0255": "1", "A0279": "1", "A0243": "202305"}
UNIT = {"B0111": "001.001.015", "B0101": "柳河镇", "B0114": "990121001"}


def told(**more: str):
    tables = {
        "A01": table(WHOLE | more),
        "A02": table(POST),
        "B01": table(UNIT),
        "A99Z1": table({"A99Z101": "1", "A99Z103": "1", "A99Z104": "201407"}),
    }
    (person,) = people(tables)
    return told_of_hzb(person, file="x.zip", on=TODAY)


def test_facts_stand_beside_the_form():
    found = told()
    assert found.unit_words == "柳河镇"
    expected = {
        "name": "周航",
        "level": "1A41",
        "level_since": date(2023, 5, 1),
        "rank": "R09",
        "rank_since": date(2023, 5, 1),
        "post_since": date(2023, 5, 1),
        "short_title": "柳河镇镇长",
        "source": "02",
        "source_since": date(2014, 7, 1),
        "political_status": "01",
    }
    assert expected.items() <= found.values.items()
    assert len(found.resume) == 3
    # The number of the sample package has a wrong check digit.
    assert [remark.field for remark in found.remarks if remark.is_error] == ["id_number"]


@pytest.mark.parametrize("written", ["1A42", "0142", "142", "乡科级副职"])
def test_a_level_in_every_form_of_its_code(written):
    assert told(A0221=written).values["level"] == "1A42"


@pytest.mark.parametrize("written", ["一级主任科员", "R07"])
def test_a_rank_by_its_name(written):
    assert told(A0192E=written).values["rank"] == "R07"


@pytest.mark.parametrize(
    ("more", "field"),
    [({"A0221": "9999"}, "level"), ({"A0192E": "23"}, "rank"), ({"A0288": ""}, "level_since")],
)
def test_what_is_not_known_is_told_and_left_out(more, field):
    found = told(**more)
    assert field in [remark.field for remark in found.remarks]
    assert field.removesuffix("_since") not in found.values


def test_a_probationary_member_is_none_in_full():
    assert told(A0141="02").values["political_status"] == "02"


def test_two_years_at_the_grassroots_are_a_lower_bound():
    assert told(A0197="1").at_least == {"grassroots_months": 24}
    assert told(A0197="1", A0194="31").values["grassroots_months"] == 31
    assert told(A0197="0").at_least == {}
    assert "grassroots_months" in [r.field for r in told(A0194="三年").remarks]
