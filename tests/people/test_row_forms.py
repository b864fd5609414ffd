"""Résumé and family as rows and as text: what the pages take, and what they refuse."""

from datetime import date

import pytest

from cadres.people import services
from cadres.people.formsets import ResumeSet
from cadres.people.guards.family import Member
from cadres.people.services.rows import family_of, resume_of
from core.months import dotted
from tests.formats.test_resume_text import LINES, OFFICIAL
from tests.people.filing import address, rows


def test_rows_of_the_resume_are_written_by_time(world, client_for, cadre):
    browser = client_for(world.city)
    data = rows(
        {"since": "2018.03", "until": "", "text": "副科长", "kind": "work"},
        {"since": "2011.09", "until": "2015.07", "text": "云州大学学习", "kind": ""},
        {"since": "2015.07", "until": "2018.03", "text": "科员", "kind": "work"},
        {"since": "2016.03", "until": "2017.03", "text": "挂职", "within": "on", "kind": ""},
        {"since": "2010.01", "text": "写错的一行", "gone": "on"},
        {"since": "", "until": "", "text": "", "kind": "work"},
        seen=cadre.version,
    )
    response = browser.post(address("edit_resume", cadre), data)
    assert response.status_code == 302, response.context["rows"].errors
    assert [(dotted(x.since), x.text, x.kind, x.within) for x in resume_of(cadre)] == [
        ("2011.09", "云州大学学习", "study", False),
        ("2015.07", "科员", "work", False),
        ("2016.03", "挂职", "work", True),
        ("2018.03", "副科长", "work", False),
    ]
    page = browser.get(address("edit_resume", cadre)).content.decode()
    assert page.count('name="form-') > 5 * 5
    assert 'value="2011.09"' in page


def test_an_overlap_stands_at_the_row_as_it_was_typed(world, client_for, cadre):
    data = rows(
        {"since": "2015.06", "until": "", "text": "科员", "kind": ""},
        {"since": "", "until": "", "text": "", "kind": ""},
        {"since": "2011.09", "until": "2015.07", "text": "学习", "kind": ""},
        seen=cadre.version,
    )
    response = client_for(world.city).post(address("edit_resume", cadre), data)
    assert response.status_code == 400
    faults = [dict(found) for found in response.context["rows"].errors]
    assert list(faults[0]) == ["since"]
    assert "2015.06 早于 2015.07" in faults[0]["since"][0]
    assert faults[1] == faults[2] == {}
    assert resume_of(cadre) == []


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"since": "2015.13", "text": "科员"}, "since"),
        ({"since": "", "text": "科员"}, "since"),
        ({"since": "2015.07", "text": ""}, "text"),
        ({"since": "2015.07", "text": "长" * 301}, "text"),
        ({"since": "2015.07", "text": "科\x00员"}, "text"),
        ({"since": "2015.07", "text": "科员", "kind": "play"}, "kind"),
        ({"since": "2015.07", "text": "科员", "within": "on"}, "since"),
    ],
)
def test_a_bad_row_is_refused_at_its_field(world, client_for, cadre, row, field):
    response = client_for(world.city).post(
        address("edit_resume", cadre), rows(row, seen=cadre.version)
    )
    assert response.status_code == 400
    (faults,) = response.context["rows"].errors
    assert list(faults) == [field]


def test_another_row_is_had_without_script_and_keeps_what_was_typed(world, client_for, cadre):
    data = rows({"since": "2015.07", "text": "写了一半"}, seen=cadre.version, more="1")
    response = client_for(world.city).post(address("edit_resume", cadre), data)
    assert response.status_code == 200
    page = response.content.decode()
    assert 'name="form-1-since"' in page and "写了一半" in page
    assert resume_of(cadre) == []


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 40, "1000000", "٣"])
def test_a_forged_number_of_rows_is_no_fault(world, client_for, cadre, total):
    data = rows({"since": "2015.07", "text": "科员"}, seen=cadre.version)
    data["form-TOTAL_FORMS"] = total
    response = client_for(world.city).post(address("edit_resume", cadre), data)
    assert response.status_code in (302, 400)


def test_the_resume_is_pasted_as_a_text(world, client_for, cadre):
    page = address("edit_resume", cadre) + "?as=text"
    browser = client_for(world.city)
    data = {"seen": str(cadre.version), "text": OFFICIAL.replace("\n", "\r\n")}
    assert browser.post(page, data).status_code == 302
    assert resume_of(cadre) == LINES
    assert OFFICIAL in browser.get(page).content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2015.07 科员", "第 1 行“2015.07 科员”没有起止之间的“--”"),
        ("2015.07--2099.12 科员", "“2015.07—2099.12 科员”：终止年月 2099.12 还没有到"),
    ],
)
def test_a_text_that_is_no_resume_changes_nothing(world, client_for, cadre, text, said):
    page = address("edit_resume", cadre) + "?as=text"
    response = client_for(world.city).post(page, {"seen": str(cadre.version), "text": text})
    assert response.status_code == 400
    assert said in response.content.decode()
    assert resume_of(cadre) == []


def test_a_pasted_period_that_is_misspelt_is_told(world, client_for, cadre):
    text = "2013.07--2015.07  学习\n2o15.07--2018.03  科员\n2015.07--  科长"
    data = {"seen": str(cadre.version), "text": text}
    response = client_for(world.city).post(
        address("edit_resume", cadre) + "?as=text", data, follow=True
    )
    assert "第 2 行“2o15.07--2018.03" in response.content.decode()
    assert [line.text for line in resume_of(cadre)] == ["学习2o15.07--2018.03  科员", "科长"]


def test_meanwhile_goes_to_the_line_that_its_month_is_in():
    data = rows(
        {"since": "2016.03", "until": "2017.03", "text": "挂职", "within": "on"},
        {"since": "2015.07", "until": "2018.03", "text": "科员"},
        {"since": "2018.03", "until": "", "text": "科长"},
        {"since": "2017.09", "until": "2018.01", "text": "培训", "within": "on"},
        seen=1,
    )
    found = ResumeSet(data)
    assert found.is_valid()
    assert [row.line().text for row in found.arranged()] == ["科员", "挂职", "培训", "科长"]


def test_a_family_is_written_in_the_order_of_the_page(world, client_for, cadre):
    data = rows(
        {"relation": "丈夫", "name": "何　一鸣", "birth": "1990.2", "politics": "中共党员"},
        {"relation": "干妈", "name": "Anna Lee", "work": "（已退休）"},
        {"relation": "", "name": "", "birth": ""},
        seen=cadre.version,
    )
    response = client_for(world.city).post(address("edit_family", cadre), data)
    assert response.status_code == 302, response.context["rows"].errors
    assert family_of(cadre) == [
        Member("丈夫", "何一鸣", date(1990, 2, 1), "中共党员", ""),
        Member("干妈", "Anna Lee", None, "", "（已退休）"),
    ]


def test_a_stale_family_is_refused(world, client_for, cadre):
    seen = cadre.version
    services.edit(actor=world.city, cadre=cadre, seen=seen, on=date(2026, 11, 23), phone="1")
    data = rows({"relation": "父亲", "name": "周国强"}, seen=seen)
    response = client_for(world.city).post(address("edit_family", cadre), data)
    assert response.status_code == 409
    assert "修改过" in response.content.decode()
    assert family_of(cadre) == []


# Photo, rewards, discipline
