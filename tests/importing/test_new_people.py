"""Somebody new is what the file says of him, and nothing else; all his faults are told at once."""

from datetime import date

import pytest

from cadres.importing.review import lines
from cadres.people.models import Cadre
from tests.importing.telling import an_id, batch_of, look, only, taken_in, told

REFUSED = "没有填写，请补上。"


def faults(row) -> dict[str, str]:
    return {one["field"]: one["reason"] for one in row.remarks(errors=True)}


def test_what_the_file_does_not_say_stays_empty(world):
    taken_in([told(political_status=None, party_join=None)])
    new = Cadre.objects.get(name="周晓航")
    assert (new.political_status, new.health, new.seat_order) == ("", "", 999)
    assert (new.grassroots_months, new.source, new.level) == (0, "", "1A42")


def test_the_nation_has_to_be_said_of_somebody_new(world):
    (row,) = look([told(nation=None)])
    assert (row.action, faults(row)) == ("error", {"nation": REFUSED})
    (known,) = look([only("周雨晴", (1992, 5), pro_title="工程师")])
    assert known.action == "update"


def test_the_review_shows_what_will_be_written(world):
    batch = batch_of(look([told(political_status=None, party_join=None)], world.city), world.city)
    (line,) = lines(batch.rows.all(), world.city, "create")
    said = dict(line.told)
    assert said["民族"] == "汉族" and said["人员状态"] == "现职人员（文件未写，按此写入）"
    assert not {"政治面貌", "健康状况"} & said.keys()


def test_all_faults_of_a_row_are_told_at_once(world):
    wrong = told(nation=None, gender=None, id_number=None)
    wrong.values |= {"work_start": date(1990, 1, 1), "rank": "194"}
    wrong.refuse("id_number", "", "校验码不对。")
    wrong.refuse("level", "什么级", "职务层次不认识。")
    del wrong.values["level"]
    wrong.unit_words = "没有的局"
    (row,) = look([wrong])
    assert row.action == "error"
    assert faults(row).keys() == {
        *("level", "id_number", "gender", "nation", "unit", "work_start", "rank"),
    }


def test_what_is_missing_is_not_said_of_who_may_be_on_file(world):
    def unread(name: str):
        found = told(name=name, birth=None, nation=None, id_number=None)
        found.refuse("birth", "1992.13", "不是年月。")
        (row,) = look([found])
        return faults(row).keys()

    assert unread("周雨晴") == {"birth"}
    assert unread("周晓航") == {"birth", "nation"}


@pytest.mark.parametrize("number", [an_id(), None])
def test_who_is_on_file_and_in_error_is_measured_with_his_file(world, number):
    found = only("周雨晴", (1992, 5), title="", post_since=date(2001, 1, 1))
    found.refuse("pro_title", "", "太长。")
    (row,) = look([found])
    assert "nation" not in faults(row) and "post_since" in faults(row)
