"""Pairing many at once: what the page proposes, previews, refuses and writes."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.people.models import Cadre
from tests.mentoring.asking import ENTERED, TODAY, text_of
from tests.mentoring.pairs import POINTS, pair
from training.mentoring.models import Mentorship

PAGE = "/mentoring/pairing/"


def batch(world, *names: str, mentor: str = "曾可欣", **more) -> dict:
    data = POINTS | {"since": TODAY.isoformat(), "people": "", "document": ""}
    data |= {"pick": [world.cadres[name].pk for name in names]}
    data |= {f"mentor-{world.cadres[name].pk}": world.cadres[mentor].pk for name in names}
    return data | more


def test_the_page_proposes_and_a_person_decides(world, client_for):
    client = client_for(world.secretary)
    page = client.get(PAGE)
    lines = {str(line.cadre): line for line in page.context["lines"]}
    assert set(lines) == {"周雨晴", "陈思远"}
    assert lines["陈思远"].mentor == str(world.cadres["曾可欣"].pk)
    assert lines["陈思远"].is_picked
    assert not lines["周雨晴"].is_picked  # nobody outranks her there
    data = batch(world, "陈思远")
    preview = client.post(PAGE, data | {"step": "preview"})
    assert "可以办理" in text_of(preview)
    assert not Mentorship.objects.exists()
    back = client.post(PAGE, data | {"step": "edit", "goals": "改过的目标"})
    assert "改过的目标" in text_of(back)
    done = client.post(PAGE, data | {"step": "confirm"})
    assert done.status_code == 302
    again = client.post(PAGE, data | {"step": "confirm"})
    assert again.status_code == 302
    assert Mentorship.objects.count() == 1


def test_what_needs_a_reason_is_asked_for_it(world, client_for):
    client = client_for(world.secretary)
    data = batch(world, "陈思远", "周雨晴")
    preview = text_of(client.post(PAGE, data | {"step": "preview"}))
    assert "职务层次不高于" in preview
    refused = client.post(PAGE, data | {"step": "confirm"})
    assert refused.status_code == 409
    assert "要写明例外理由" in refused.content.decode()
    assert not Mentorship.objects.exists()
    own = {f"goals-{world.cadres['周雨晴'].pk}": "准备担任副局长"}
    assert client.post(PAGE, data | own | {"step": "confirm", "reason": "人少"}).status_code == 302
    goals = dict(Mentorship.objects.values_list("cadre__name", "goals"))
    assert goals == {"周雨晴": "准备担任副局长", "陈思远": POINTS["goals"]}


def test_who_was_faster_is_said_and_nothing_is_written(world, client_for):
    client = client_for(world.secretary)
    data = batch(world, "陈思远", "周雨晴", reason="人少")
    client.post(PAGE, data | {"step": "preview"})
    Cadre.objects.filter(name="单文静").update(unit=world.named["市交通运输局"], level="1A32")
    pair(world, "陈思远", "单文静", ENTERED, on=TODAY)
    refused = client.post(PAGE, data | {"step": "confirm"})
    assert refused.status_code == 409
    assert "已由单文静帮带（马建国登记）" in refused.content.decode()
    assert Mentorship.objects.count() == 1


@pytest.mark.parametrize("step", ["preview", "confirm"])
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("since", "9999-12-31", "请核对年份"),
        ("since", "0001-01-01", "请核对年份"),
        ("goals-", "a\x00b", "不能保存的字符"),
        ("reason-", "a\x00b", "不能保存的字符"),
        ("goals-", "目" * 2001, "最多 2000 个"),
        ("reason", "理" * 201, "最多 200 个"),
    ],
)
def test_what_cannot_be_kept_is_refused_not_cut(world, client_for, step, field, value, said):
    name = f"{field}{world.cadres['陈思远'].pk}" if field.endswith("-") else field
    data = batch(world, "陈思远") | {name: value, "step": step}
    refused = client_for(world.secretary).post(PAGE, data)
    assert refused.status_code == 400
    assert said in refused.content.decode()
    assert not Mentorship.objects.exists()


@pytest.mark.parametrize(
    ("names", "mentor", "said"),
    [
        ((), "曾可欣", "没有勾选任何人"),
        (("赵文博",), "曾可欣", "不在您的范围内"),
        (("陈思远",), "李明朗", "还没有选帮带人"),
    ],
)
def test_what_cannot_be_sent(world, client_for, names, mentor, said):
    page = client_for(world.secretary).post(
        PAGE, batch(world, *names, mentor=mentor) | {"step": "preview"}
    )
    assert page.status_code == 400
    assert said in page.content.decode()


def test_rounds_that_end_soon_are_listed_and_renewed(world, client_for, paired):
    client = client_for(world.secretary)
    Mentorship.objects.update(until=TODAY + timedelta(days=60))
    lines = {str(line.cadre): line for line in client.get(PAGE).context["lines"]}
    assert lines["陈思远"].seen == f"{paired.pk}-{paired.version}"
    assert not lines["陈思远"].is_picked
    data = batch(world, "陈思远") | {f"seen-{paired.cadre_id}": lines["陈思远"].seen}
    assert client.post(PAGE, data | {"step": "confirm"}).status_code == 302
    paired.refresh_from_db()
    assert paired.ended_on == TODAY
    assert Mentorship.objects.open().get().mentor == world.cadres["曾可欣"]


@pytest.mark.parametrize("who", ["cadre", "auditor", "nobody", "sysadmin"])
def test_pairing_is_for_offices(world, client_for, who):
    assert client_for(world.users[who]).get(PAGE).status_code == 403


def test_pages_do_not_ask_more_for_more_people(world, client_for):
    client = client_for(world.city)

    def statements(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as said:
            assert client.get(address).status_code == 200
        return len(said)

    few = statements(PAGE + f"?unit={world.named['柳河镇'].pk}")
    assert statements(PAGE + f"?unit={world.named['清河市'].pk}") == few
    pair(world, "陈思远", "曾可欣", ENTERED, on=TODAY)
    one = statements(reverse("mentoring:list"))
    pair(world, "赵文博", "马晓东", date(2026, 5, 1), on=TODAY, exception="上级")
    pair(world, "李明朗", "曾可欣", date(2026, 5, 1), on=TODAY, exception="上级")
    assert statements(reverse("mentoring:list")) == one
