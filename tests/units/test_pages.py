"""Pages of units: who may do what, and what a refusal looks like."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.jobs.models import Job
from core.units import services, sheet
from core.units.models import Unit

OUTSIDERS = ("cadre", "secretary", "clerk", "auditor", "sysadmin", "secadmin", "nobody")
ON = "2026-06-01"


def page(name: str, unit: Unit) -> str:
    return reverse(f"units:{name}", args=[unit.pk])


def new_unit(parent: Unit, **changed) -> dict:
    return {
        "parent": parent.pk,
        "name": "青川县示例局",
        "short_name": "县示例局",
        "code": "900",
        "kind": "county_department",
        "level": "109",
        "principal_quota": 1,
        "deputy_quota": 2,
        "on": ON,
        "document": "青编发〔2026〕1号",
    } | changed


def test_a_county_department_establishes_units_in_its_county(world, client_for):
    response = client_for(world.county).post(
        reverse("units:add"), new_unit(world.named["青川县"]), follow=True
    )
    unit = Unit.objects.get(code="900")
    assert response.redirect_chain[-1][0] == page("detail", unit)
    assert "已新设单位。" in response.content.decode()
    assert unit.periods.get().document == "青编发〔2026〕1号"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("parent", "999999", "没有这个单位，或者它不在您的范围内。"),
        ("parent", "甲", "没有这个单位，或者它不在您的范围内。"),
        ("parent", "", "必填"),
        ("code", "编码", "编码只能由数字、字母和点组成"),
        ("code", "001", "这个编码已有单位使用"),
        ("name", "长" * 121, "120"),
        ("name", "", "必填"),
        ("kind", "planet", "planet"),
        ("deputy_quota", "-1", "0"),
        ("deputy_quota", "100", "99"),
        ("deputy_quota", "三", "整数"),
        ("on", "2026-02-30", "日期"),
        ("on", "2999-01-01", "日期不能晚于今天"),
        ("on", "1900-01-01", "早于上级"),
        ("name", "a\x00b", "不允许"),
    ],
)
def test_a_new_unit_is_refused_with_a_sentence_at_its_field(
    world, client_for, field, value, sentence
):
    before = Unit.objects.count()
    data = new_unit(world.named["青川县"]) | {field: value}
    response = client_for(world.county).post(reverse("units:add"), data)
    assert response.status_code in (400, 409)
    errors = response.context["form"].errors
    assert sentence in str(errors.get(field) or errors), errors
    assert Unit.objects.count() == before


def test_a_county_cannot_establish_units_elsewhere(world, client_for):
    browser = client_for(world.county)
    response = browser.post(reverse("units:add"), new_unit(world.named["市直机关"]))
    assert response.status_code == 400
    assert not Unit.objects.filter(code="900").exists()


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("name", ["edit", "rename", "move", "abolish"])
def test_others_may_look_but_not_change(world, client_for, who, name):
    user = world.users[who]
    unit = world.named["市交通运输局"]
    seen = Unit.objects.visible_to(user).filter(pk=unit.pk).exists()
    response = client_for(user).post(page(name, unit), {})
    assert response.status_code == (403 if seen else 404)
    if seen:
        assert "您的角色不能更改" in response.content.decode()


def test_another_countys_unit_is_not_there(world, client_for):
    browser = client_for(world.county)
    foreign = world.named["市交通运输局"]
    for name in ("detail", "branch", "edit", "rename", "move", "abolish"):
        assert browser.get(page(name, foreign)).status_code == 404
    assert browser.post(page("shift", foreign), {"up": 1}).status_code == 404


def test_a_stale_edit_is_a_conflict_that_names_who_was_faster(world, client_for):
    unit = world.named["柳河镇"]
    browser = client_for(world.county)
    form = browser.get(page("edit", unit)).context["form"]
    stale = {name: form[name].value() for name in form.fields} | {"deputy_quota": 9}
    services.edit(actor=world.city, unit=Unit.objects.get(pk=unit.pk), seen=1, deputy_quota=5)
    response = browser.post(page("edit", unit), stale)
    assert response.status_code == 409
    assert "已由林静文在" in response.content.decode()
    assert 'value="9"' in response.content.decode()
    assert Unit.objects.get(pk=unit.pk).deputy_quota == 5


def test_the_choice_of_units_is_scoped_and_found_by_initials(world, client_for):
    browser = client_for(world.county)
    found = browser.get(reverse("units:options"), {"q": "lhz"}).json()
    assert [option["text"].split("（")[0] for option in found] == ["柳河镇"]
    assert browser.get(reverse("units:options"), {"q": "jtysj"}).json() == []
    shown = browser.get(reverse("units:add")).content.decode()
    assert "市交通运输局" not in shown


def test_the_template_is_a_workbook(world, client_for):
    response = client_for(world.city).get(reverse("units:template"))
    (line,) = sheet.read_lines(io.BytesIO(response.content))
    assert not line.faults


def test_the_city_is_chosen_for_the_root_alone(world, client_for):
    browser = client_for(world.city)

    def kinds(url: str) -> list[str]:
        return [value for value, _ in browser.get(url).context["form"].fields["kind"].choices]

    assert kinds(page("edit", world.named["清河市"])) == ["city"]
    assert "city" not in kinds(page("edit", world.named["青川县"]))
    assert "city" not in kinds(reverse("units:add"))


def test_the_limits_of_an_upload_are_said_as_they_are_set(world, client_for, settings):
    settings.UPLOAD_MAX_BYTES = 2**20
    browser = client_for(world.city)
    assert "最多 5,000 行、1 MB" in browser.get(reverse("units:import")).content.decode()
    upload = SimpleUploadedFile("单位.xlsx", b"x" * (2**20 + 1))
    response = browser.post(reverse("units:import"), {"file": upload})
    assert "最大 1 MB" in response.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "空"),
        (b"not a workbook", "不是能读的 Excel"),
        (b"x" * (10 * 2**20 + 1), "最大 10 MB"),
    ],
)
def test_an_upload_that_cannot_be_read_is_refused_and_starts_nothing(
    world, client_for, content, sentence
):
    upload = SimpleUploadedFile("单位.xlsx", content)
    response = client_for(world.city).post(reverse("units:import"), {"file": upload})
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert not Job.objects.exists()


def test_only_managers_import(world, client_for):
    for who in OUTSIDERS:
        assert client_for(world.users[who]).get(reverse("units:import")).status_code == 403


@pytest.mark.parametrize("name", ["move", "abolish", "shift"])
def test_a_county_does_not_move_its_own_ground(world, client_for, name):
    browser = client_for(world.county)
    response = browser.post(page(name, world.named["青川县"]), {"up": 1})
    assert response.status_code == 403
    assert "由上一级组织部门管理" in response.content.decode()
    text = browser.get(page("detail", world.named["青川县"])).content.decode()
    assert "更名" in text
    assert ">移动<" not in text
