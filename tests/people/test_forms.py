"""The pages on which files are changed: who reaches them, what they take, what they say."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cadres.changes.models import ChangeRequest
from cadres.formats.resume_text import Line
from cadres.people import services
from cadres.people.models import Cadre, Discipline, Reward
from cadres.people.services.rows import resume_of
from core.audit.models import Action, AuditEntry
from tests.people.filing import EDIT, NUMBER, address, errors, posted, rows


@pytest.mark.parametrize("name", EDIT)
def test_out_of_scope_there_is_no_page(world, client_for, cadre, name):
    assert client_for(world.county).get(address(name, cadre)).status_code == 404
    for who in ("auditor", "sysadmin", "secadmin", "nobody"):
        assert client_for(world.users[who]).get(address(name, cadre)).status_code == 404


@pytest.mark.parametrize("name", EDIT)
def test_one_sees_oneself_and_changes_nothing(world, client_for, name):
    own = world.cadres["陈思远"]
    assert client_for(world.cadre).get(address(name, own)).status_code == 403
    assert client_for(world.cadre).post(address(name, own), {}).status_code == 403


@pytest.mark.parametrize("name", EDIT)
def test_a_department_has_every_page(world, client_for, cadre, name):
    assert client_for(world.city).get(address(name, cadre)).status_code == 200


@pytest.mark.parametrize("name", ["edit_photo", "rewards", "add_reward", "add_discipline"])
def test_a_unit_does_not_reach_what_departments_keep(world, client_for, cadre, name):
    for who in (world.clerk, world.secretary):
        assert client_for(who).post(address(name, cadre), {}).status_code == 403


def test_opening_the_form_is_logged_as_reading(world, client_for, cadre):
    client_for(world.city).get(address("edit", cadre))
    row = AuditEntry.objects.filter(action=Action.READ, subject_id=str(cadre.pk)).first()
    assert row.detail == {"tab": "修改基本信息"}


def test_opening_a_sanction_to_edit_is_logged_as_reading(world, client_for, cadre):
    browser = client_for(world.city)
    sanction = {"seen": cadre.version, "measure": "party/警告", "decided_on": "2026-01-10"}
    browser.post(address("add_discipline", cadre), sanction)
    browser.get(address("edit_discipline", cadre, Discipline.objects.get().pk))
    row = AuditEntry.objects.filter(action=Action.READ, subject_id=str(cadre.pk)).latest("pk")
    assert row.detail == {"tab": "修改处分与组织处理"}


def test_the_facts_are_written_and_nothing_else(world, client_for, cadre):
    response = client_for(world.city).post(
        address("edit", cadre), posted(cadre, title="清河市交通运输局副局长", birth="1992年5月")
    )
    assert response.status_code == 302, errors(response)
    before = cadre.version
    cadre.refresh_from_db()
    assert (cadre.title, cadre.version) == ("清河市交通运输局副局长", before + 1)
    log = AuditEntry.objects.filter(action=Action.CHANGE, subject_id=str(cadre.pk)).first()
    assert list(log.detail) == ["现任职务"]


def test_a_form_sent_unchanged_writes_nothing(world, client_for, cadre):
    assert client_for(world.city).post(address("edit", cadre), posted(cadre)).status_code == 302
    assert Cadre.objects.get(pk=cadre.pk).version == cadre.version


@pytest.mark.parametrize(
    ("box", "value", "said"),
    [
        ("birth", "1992.13", "月份应在 1 到 12 之间"),
        ("birth", "", "必填"),
        ("birth", "199\x002.05", "不是年月"),
        ("birth", "١٩٩٢.٠٥", "不是年月"),
        ("birth", "9" * 400, "不是年月"),
        ("work_start", "1990.01", "不晚于出生年月"),
        ("name", "周\x00雨晴", "空字符"),
        ("name", "周" * 41, "40"),
        ("gender", "9", "9"),
        ("level", "ZZZZ", "ZZZZ"),
        ("nation", "77", "77"),
        ("seat_order", "9" * 30, "32767"),
        ("seat_order", "-1", "0"),
        ("grassroots_months", "十二", "整数"),
        ("unit", "9" * 30, "没有这个单位"),
        ("unit", "abc", "没有这个单位"),
        ("id_number", NUMBER[:-1] + "8", "最后一位"),
        ("seen", "9" * 30, "修改过"),
        ("seen", "x", "整数"),
    ],
)
def test_bad_input_is_one_sentence_at_its_field(world, client_for, cadre, box, value, said):
    data = posted(cadre, title="新的职务") | {box: value}
    response = client_for(world.city).post(address("edit", cadre), data)
    assert response.status_code in (400, 409)
    found = errors(response)
    at = "__all__" if "修改过" in said else box
    assert list(found) == [at]
    assert len(found[at]) == 1
    assert said in found[at][0]
    assert Cadre.objects.get(pk=cadre.pk).version == cadre.version


def test_an_id_number_typed_once_is_masked_ever_after(world, client_for, cadre):
    browser = client_for(world.city)
    data = posted(cadre, id_number=NUMBER)
    assert browser.post(address("edit", cadre), data).status_code == 302
    page = browser.get(address("edit", cadre)).content.decode()
    assert NUMBER not in page
    assert "990101********0249" in page
    cadre.refresh_from_db()
    assert browser.post(address("edit", cadre), posted(cadre, phone="1")).status_code == 302
    assert Cadre.objects.get(pk=cadre.pk).id_masked == "990101********0249"


def test_a_unit_out_of_reach_is_no_choice(world, client_for):
    town = world.cadres["赵文博"]  # 青川县柳河镇
    elsewhere = world.named["市科技局"]
    response = client_for(world.county).post(
        address("edit", town), posted(town, unit=str(elsewhere.pk))
    )
    assert errors(response) == {"unit": ["没有这个单位，或者它不在您的范围内。"]}
    page = client_for(world.county).get(address("edit", town)).content.decode()
    assert "市科技局" not in page


# Taking somebody up


def newcomer(world, **changed) -> dict[str, str]:
    return {
        "name": "宋　知远",
        "gender": "1",
        "birth": "1994.03",
        "nation": "01",
        "unit": str(world.named["市科技局"].pk),
        "title": "清河市科学技术局规划科科员",
        "political_status": "13",
        "status": "1",
        "seat_order": "999",
        "grassroots_months": "0",
    } | changed


def test_departments_take_people_up_within_their_reach(world, client_for):
    page = reverse("cadres:add")
    for who in (world.clerk, world.secretary, world.cadre, world.auditor, world.nobody):
        assert client_for(who).post(page, newcomer(world)).status_code == 403
    response = client_for(world.county).post(page, newcomer(world))
    assert "unit" in errors(response)
    response = client_for(world.city).post(page, newcomer(world))
    assert response.status_code == 302, errors(response)
    assert Cadre.objects.get(name="宋知远").unit == world.named["市科技局"]


def test_the_same_name_and_month_of_birth_must_be_confirmed(world, client_for):
    page, browser = reverse("cadres:add"), client_for(world.city)
    data = newcomer(world, name="周雨晴", birth="1992.05", gender="2")
    response = browser.post(page, data)
    assert response.status_code == 400
    assert "清河市交通运输局综合规划科科长" in response.content.decode()
    assert browser.post(page, data | {"is_another": "on"}).status_code == 302
    assert Cadre.objects.filter(name="周雨晴").count() == 2


def test_whom_one_may_not_see_one_is_not_told_of(world, client_for):
    data = newcomer(world, name="周雨晴", birth="1992.05", unit=str(world.named["柳河镇"].pk))
    assert client_for(world.county).post(reverse("cadres:add"), data).status_code == 302


# Rows


def test_a_photo_is_taken_and_taken_away(world, client_for, cadre):
    file = io.BytesIO()
    Image.new("RGB", (400, 500)).save(file, "PNG")
    upload = SimpleUploadedFile("../../我的 照片.png", file.getvalue(), "image/png")
    browser, page = client_for(world.city), address("edit_photo", cadre)
    assert browser.post(page, {"seen": cadre.version, "photo": upload}).status_code == 302
    cadre.refresh_from_db()
    assert cadre.photo.name.startswith(f"photos/{cadre.pk}-")
    assert browser.post(page, {"seen": cadre.version, "gone": "on"}).status_code == 302
    assert not Cadre.objects.get(pk=cadre.pk).photo
    wrong = SimpleUploadedFile("photo.jpg", b"<html>", "image/jpeg")
    response = browser.post(page, {"seen": cadre.version + 1, "photo": wrong})
    assert errors(response) == {"photo": ["照片不是 JPG 或 PNG 图片，请换一张。"]}
    assert "photo" in errors(browser.post(page, {"seen": cadre.version + 1}))


def test_rewards_and_discipline_by_their_forms(world, client_for, cadre):
    browser = client_for(world.city)
    reward = {"seen": cadre.version, "name": "嘉奖", "decided_on": "2025-01-10"}
    assert browser.post(address("add_reward", cadre), reward).status_code == 302
    row = Reward.objects.get()
    page = address("edit_reward", cadre, row.pk)
    assert 'value="2025-01-10"' in browser.get(page).content.decode()
    changed = reward | {"seen": cadre.version + 1, "name": "记三等功"}
    assert browser.post(page, changed).status_code == 302
    assert Reward.objects.get().name == "记三等功"
    sanction = {"seen": cadre.version + 2, "measure": "party/警告", "decided_on": "2026-01-10"}
    assert browser.post(address("add_discipline", cadre), sanction).status_code == 302
    found = Discipline.objects.get()
    assert (found.kind, found.measure, found.effect_until) == ("party", "警告", date(2027, 1, 10))
    days = ({"decided_on": day} for day in ("2026-02-30", "9999-12-31", "0001-01-01"))
    for wrong in ({"measure": "party/记过"}, {"measure": "x"}, *days):
        response = browser.post(address("add_discipline", cadre), sanction | wrong)
        assert list(errors(response)) == list(wrong)
        response = browser.post(address("edit_discipline", cadre, found.pk), sanction | wrong)
        assert list(errors(response)) == list(wrong)
    assert browser.post(address("remove_reward", cadre, row.pk)).status_code == 302
    assert browser.post(address("remove_discipline", cadre, found.pk)).status_code == 302
    assert not Reward.objects.exists() and not Discipline.objects.exists()


def test_a_row_of_another_file_is_not_reached_through_ones_own(world, client_for, cadre):
    other = world.cadres["赵文博"]
    services.add_reward(
        actor=None,
        cadre=cadre,
        seen=None,
        on=date(2026, 11, 23),
        name="嘉奖",
        decided_on=date(2025, 1, 1),
    )
    row = Reward.objects.get()
    browser = client_for(world.county)
    assert browser.get(address("edit_reward", other, row.pk)).status_code == 404
    assert browser.post(address("remove_reward", other, row.pk)).status_code == 404
    assert Reward.objects.exists()


# A unit's way


def test_a_clerk_writes_for_people_who_are_not_on_the_roster(world, client_for, unlisted):
    page = address("edit", unlisted)
    response = client_for(world.clerk).post(page, posted(unlisted, phone="13900000000"))
    assert response.status_code == 302, errors(response)
    unlisted.refresh_from_db()
    assert (unlisted.phone, unlisted.changed_by) == ("13900000000", world.clerk)
    assert not ChangeRequest.objects.exists()


@pytest.mark.parametrize(
    ("box", "value"), [("level", "1A32"), ("level_since", "2025.01"), ("id_number", "")]
)
def test_what_is_reserved_goes_to_the_department(world, client_for, unlisted, box, value):
    page = address("edit", unlisted)
    # 曾可欣, a woman born 1991.04; another number than that of the world's test above.
    data = posted(unlisted) | {box: value or "990101199104010249"}
    response = client_for(world.clerk).post(page, data)
    assert list(errors(response)) == ["reason"]
    response = client_for(world.clerk).post(page, data | {"reason": "任职文件"})
    assert response.status_code == 302, errors(response)
    assert [change.field for change in ChangeRequest.objects.get().fields.all()] == [box]
    assert Cadre.objects.get(pk=unlisted.pk).version == unlisted.version


def test_a_clerk_writes_an_unlisted_resume_at_once(world, client_for, unlisted):
    data = rows({"since": "2015.07", "text": "科员"}, seen=unlisted.version)
    response = client_for(world.clerk).post(address("edit_resume", unlisted), data)
    assert response.status_code == 302
    assert resume_of(unlisted) == [Line(date(2015, 7, 1), None, "科员")]
