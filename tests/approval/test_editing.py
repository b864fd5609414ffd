"""The form's own texts: who writes them, by which guards, with which trace."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cadres.approval.forms import FIELDS
from cadres.approval.models import TEXT_FIELDS, ApprovalTexts
from cadres.approval.services import write_texts
from core.audit.models import Action, AuditEntry
from core.errors import Stale

TODAY = date(2026, 11, 23)


@pytest.fixture
def cadre(world):
    return world.cadres["周雨晴"]  # on the roster


@pytest.fixture
def unlisted(world):
    return world.cadres["曾可欣"]  # left it


def address(cadre) -> str:
    return reverse("approval:edit", args=[cadre.pk])


def write(cadre, seen=None, **values):
    return write_texts(actor=None, cadre=cadre, seen=seen, on=TODAY, values=values)


def posted(**values: str) -> dict[str, str]:
    return dict.fromkeys(FIELDS, "") | {"seen": "0"} | values


def test_a_department_writes_and_the_log_says_what(world, client_for, cadre):
    data = posted(
        planned_post="某局副局长（试用期一年）", rewards="一\r\n二", retire_month="2055.1"
    )
    response = client_for(world.city).post(address(cadre), data)
    assert response.url == reverse("cadres:tab", args=[cadre.pk, "approval"])
    texts = ApprovalTexts.objects.get()
    assert (texts.rewards, texts.retire_month) == ("一\n二", date(2055, 1, 1))
    assert texts.changed_by == world.city
    entry = AuditEntry.objects.filter(action=Action.CHANGE).first()
    assert entry.subject_id == str(cadre.pk)
    assert entry.detail == {
        "拟任职务": ["", "某局副局长（试用期一年）"],
        "奖惩情况": ["", "一\n二"],
        "到龄年月": ["", "2055.01"],
    }


def test_who_was_slower_is_told(world, client_for, cadre):
    browser = client_for(world.city)
    browser.post(address(cadre), posted(grounds="工作需要"))
    response = browser.post(address(cadre), posted(grounds="试用期满"))
    assert response.status_code == 409
    assert ApprovalTexts.objects.get().grounds == "工作需要"
    again = browser.get(address(cadre)).context["form"]
    assert again.initial["seen"] == 1


def test_texts_that_are_gone_are_no_longer_what_was_seen(cadre):
    with pytest.raises(Stale):
        write(cadre, seen=3, grounds="工作需要")
    assert not ApprovalTexts.objects.exists()


def test_nothing_changed_writes_nothing(cadre):
    write(cadre, grounds="工作需要")
    count = AuditEntry.objects.count()
    assert write(cadre, grounds=" 工作需要 ").version == 1
    assert AuditEntry.objects.count() == count


def test_texts_that_are_not_given_stay(cadre):
    write(cadre, grounds="工作需要", filled_by="吴敏")
    texts = write(cadre, grounds="试用期满")
    assert (texts.grounds, texts.filled_by, texts.version) == ("试用期满", "吴敏", 2)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("rewards", "坏\x00的", "不能显示的字符"),
        ("grounds", "\x1b[0m", "不能显示的字符"),
        ("unknown", [["Bei\x07Zhu", "x"]], "不能显示的字符"),
        ("grounds", "长" * 401, "400"),
        ("filled_on", date(1205, 6, 1), "年份是 1205"),
        ("retire_month", date(2199, 6, 1), "年份是 2199"),
    ],
)
def test_what_is_no_text_of_a_form_is_refused_at_its_field(cadre, name, value, said):
    with pytest.raises(ValidationError) as refused:
        write(cadre, **{name: value})
    assert said in refused.value.message_dict[name][0]
    assert not ApprovalTexts.objects.exists()


def test_a_page_shows_the_sentence_at_the_field(world, client_for, cadre):
    response = client_for(world.city).post(address(cadre), posted(filled_on="1205-06-01"))
    assert response.status_code == 400
    assert "1205" in response.context["form"].errors["filled_on"][0]


@pytest.mark.parametrize("who", ["secretary", "clerk"])
def test_of_people_on_the_roster_a_unit_reads_only(world, client_for, cadre, who):
    write(cadre, grounds="工作需要")
    browser = client_for(world.users[who])
    page = browser.get(address(cadre)).content.decode()
    assert "由组织部门填写" in page
    assert "工作需要" in page
    assert browser.post(address(cadre), posted(grounds="改", seen="1")).status_code == 403
    assert ApprovalTexts.objects.get().grounds == "工作需要"


def test_of_others_a_unit_writes_but_a_clerk_not_on_conduct(world, client_for, unlisted):
    write(unlisted, rewards="曾受诫勉谈话")
    assert "诫勉" in client_for(world.secretary).get(address(unlisted)).content.decode()
    browser = client_for(world.clerk)
    assert "诫勉" not in browser.get(address(unlisted)).content.decode()
    browser.post(address(unlisted), posted(rewards="没有", filled_by="方晓彤", seen="1"))
    texts = ApprovalTexts.objects.get()
    assert (texts.rewards, texts.filled_by) == ("曾受诫勉谈话", "方晓彤")


@pytest.mark.parametrize(
    ("who", "status"),
    [("county", 404), ("auditor", 404), ("sysadmin", 404), ("nobody", 404)],
)
def test_strangers_find_nothing(world, client_for, cadre, who, status):
    assert client_for(world.users[who]).get(address(cadre)).status_code == status


def test_the_person_himself_does_not_write(world, client_for):
    own = world.cadres["陈思远"]
    assert client_for(world.cadre).get(address(own)).status_code == 403
    assert client_for(world.cadre).post(address(own), posted()).status_code == 403


def test_every_text_but_the_unknown_has_a_box():
    assert set(FIELDS) == set(TEXT_FIELDS) - {"unknown"}
