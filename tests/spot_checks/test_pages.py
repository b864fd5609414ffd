"""The pages: draw, read with the check-list, report, answer; and what nobody else may see."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.choices import CheckState, RectificationState
from assessments.spot_checks.checklist import KEYS
from assessments.spot_checks.models import Rectification, SpotCheck, SpotItem
from assessments.spot_checks.views import drawing as drawing_page
from assessments.talks.models import Talk
from core.audit.models import AuditEntry
from policy.duties.models import Duty
from tests.spot_checks.making import ON, asked_of, draw, read_all, reported, talks, today
from tests.world import World

YES = {f"q_{key}": "yes" for key in KEYS}


def page(browser, name: str, *args, status: int = 200, **query):
    response = browser.get(reverse(f"spot_checks:{name}", args=args), query)
    assert response.status_code == status, response.content.decode()[:2000]
    return response


def text_of(response) -> str:
    return response.content.decode()


def test_the_page_before_a_draw_shows_how_many_and_the_seed_but_no_names(
    world: World, client_for
) -> None:
    made = talks(world, 市交通运输局=12, 市科技局=3)
    browser = client_for(world.city)
    shown = page(browser, "create", quarter="2026Q3", percent="20", seed="当众拟定")
    outlook = shown.context["outlook"]
    assert (outlook["population"], outlook["size"]) == (15, 3)
    assert "当众拟定" in text_of(shown) and "将抽取 3 份" in text_of(shown)
    assert made["市科技局"][0].cadre.name not in text_of(shown)
    assert not SpotCheck.objects.exists()
    sent = {"quarter": "2026Q3", "unit": world.named["清河市"].pk, "percent": "40", "seed": "乙"}
    looked = browser.post(reverse("spot_checks:create"), sent | {"look": "1"})
    assert looked.context["outlook"]["size"] == 6 and not SpotCheck.objects.exists()
    wrong = browser.post(reverse("spot_checks:create"), sent | {"look": "1", "percent": "x"})
    assert wrong.status_code == 400
    fresh = {page(browser, "create", quarter="2026Q3").context["form"]["seed"].value()
             for _ in range(2)}  # fmt: skip
    assert len(fresh) == 2


def test_drawing_from_the_page(world: World, client_for) -> None:
    talks(world, 市科技局=12)
    browser = client_for(world.city)
    sent = {"quarter": "2026Q3", "unit": world.named["清河市"].pk, "percent": "", "seed": "甲"}
    answers = [browser.post(reverse("spot_checks:create"), sent) for _ in range(2)]
    check = SpotCheck.objects.get()
    assert {answer["Location"] for answer in answers} == {f"/spot-checks/{check.pk}/"}
    again = page(browser, "create", quarter="2026Q3")
    assert "已抽取 1 次" in text_of(again) and "种子 甲" in text_of(again)
    for wrong in ({"percent": "5"}, {"percent": "x"}, {"quarter": "2026Q9"}, {"unit": "99999999"},
                  {"seed": "a\nb"}, {"seed": "x" * 41}, {"seed": "\x00"}):  # fmt: skip
        answer = browser.post(reverse("spot_checks:create"), sent | {"seed": "乙"} | wrong)
        assert answer.status_code == 400, wrong
    assert browser.post(reverse("spot_checks:create"), sent | {"percent": "50"}).status_code == 409
    assert SpotCheck.objects.count() == 1


@pytest.mark.parametrize("query", [{"quarter": "x"}, {"percent": "-1"}, {"unit": "abc"},
                                   {"seed": "\ud800".encode("utf-8", "surrogatepass")},
                                   {"duty": "9" * 30}])  # fmt: skip
def test_odd_queries_are_no_fault(world: World, client_for, query: dict) -> None:
    talks(world, 市科技局=2)
    answer = client_for(world.city).get(reverse("spot_checks:create"), query)
    assert answer.status_code in (200, 400)


def test_without_any_record_the_page_says_so(world: World, client_for) -> None:
    shown = page(client_for(world.city), "create")
    assert "没有谈话记录" in text_of(shown) and "disabled" in text_of(shown)


def test_reading_one_after_the_other_then_reporting(world: World, client_for) -> None:
    talks(world, 市科技局=2, 市交通运输局=1)
    check = draw(world, percent=100)
    browser = client_for(world.city)
    assert "核查下一份（还有 3 份）" in text_of(page(browser, "detail", check.pk))
    place = browser.get(reverse("spot_checks:next", args=[check.pk]))["Location"]
    for number in range(3):
        item = SpotItem.objects.get(pk=int(place.rstrip("/").split("/")[-1]))
        assert item.position == number + 1
        shown = browser.get(place)
        assert item.snapshot["on_work"][:20] in text_of(shown)
        assert browser.post(place, YES | {"seen": 1, "result": ""}).status_code == 400
        bad = {"result": "faulty", "note": "空泛", "q_concrete": "no"} if number == 0 else {}
        answer = browser.post(place, YES | {"seen": 1, "result": "good"} | bad)
        assert answer.status_code == 302, text_of(answer)
        assert browser.post(place, YES | {"seen": 1, "result": "good"}).status_code == 409
        place = answer["Location"]
    assert place == reverse("spot_checks:detail", args=[check.pk])
    faulty = SpotItem.objects.get(position=1)
    form = page(browser, "report", check.pk)
    assert "没有做到“内容具体，针对本人实际，不是套话”" in text_of(form)
    sent = {"seen": check.version, "summary": "好", "answer_by": today() + timedelta(days=9)}
    address = reverse("spot_checks:report", args=[check.pk])
    assert browser.post(address, sent).status_code == 400
    sent[f"demand_{faulty.unit_id}"] = "请改正。"
    assert browser.post(address, sent | {"seen": 9}).status_code == 409
    assert browser.post(address, sent | {"answer_by": "1999-01-01"}).status_code == 400
    assert browser.post(address, sent).status_code == 302
    assert SpotCheck.objects.get().state == CheckState.REPORTED
    assert Rectification.objects.get().unit == faulty.unit
    assert browser.post(address, sent).status_code == 409
    shown = page(browser, "item", faulty.pk)
    assert "保存，看下一份" not in text_of(shown) and "空泛" in text_of(shown)


def test_reading_a_record_is_logged(world: World, client_for) -> None:
    talks(world, 市科技局=1)
    item = draw(world).items.get()
    page(client_for(world.city), "item", item.pk)
    entry = AuditEntry.objects.filter(action="read", subject="cadre").get()
    assert entry.subject_id == str(item.talk.cadre_id)


def test_old_stands_beside_new_and_a_forged_copy_is_noticed(world: World, client_for) -> None:
    talks(world, 市科技局=1)
    item = draw(world).items.get()
    browser = client_for(world.city)
    assert "抽取以后记录有改动" not in text_of(page(browser, "item", item.pk))
    item.talk.change(actor=world.clerk, seen=None, on_life="后来补写。")
    shown = text_of(page(browser, "item", item.pk))
    assert "抽取以后记录有改动" in shown and "后来补写。" in shown
    assert item.snapshot["on_life"][:15] in shown
    item.talk.change(actor=None, seen=None, voided_on=ON, void_reason="重复登记")
    assert "重复登记" in text_of(page(browser, "item", item.pk))
    SpotItem.objects.filter(pk=item.pk).update(snapshot=item.snapshot | {"on_work": "伪造"})
    assert "与摘要不符" in text_of(page(browser, "item", item.pk))


def test_signs_name_the_other_record(world: World, client_for) -> None:
    one, two, *_ = talks(world, 市科技局=6)["市科技局"]
    points = ("on_thought", "on_work", "on_style", "on_life")
    two.change(actor=None, seen=None, **{name: getattr(one, name) for name in points})
    check = draw(world, percent=100)
    browser = client_for(world.city)
    shown = text_of(page(browser, "item", check.items.get(talk=two).pk))
    assert "内容雷同" in shown and one.cadre.name in shown and "相同 100%" in shown
    assert "内容雷同" in text_of(page(browser, "detail", check.pk))
    lines = page(browser, "signs", check.pk, unit=one.unit_id, kind="copied").context["lines"]
    assert {line["sign"].talk_id for line in lines} == {one.pk, two.pk}
    for odd in ({"unit": "x"}, {"unit": "9" * 40}, {"kind": "zzz"}, {"page": "x"}):
        page(browser, "signs", check.pk, **odd)


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre", "auditor", "sysadmin", "nobody"])
def test_nobody_else_learns_what_was_drawn(world: World, client_for, who: str) -> None:
    talks(world, 市交通运输局=2)
    check = draw(world, percent=100)
    browser = client_for(world.users[who])
    for name in ("list", "create", "items"):
        page(browser, name, status=403)
    for name in ("detail", "next", "signs", "report"):
        page(browser, name, check.pk, status=404)
    page(browser, "item", check.items.first().pk, status=404)
    read_all(world, check, check.items.first()), reported(world, check)
    page(browser, "detail", check.pk, status=404)  # nor after the findings went back
    page(browser, "item", check.items.first().pk, status=404)


def test_the_unit_sees_its_faulty_records_and_answers(world: World, client_for) -> None:
    one = asked_of(world)
    good = SpotItem.objects.filter(result="good").first()
    bad = SpotItem.objects.get(result="faulty")
    unit, city = client_for(world.clerk), client_for(world.city)
    address = reverse("rectifications:detail", args=[one.pk])
    shown = text_of(unit.get(address))
    assert bad.snapshot["name"] in shown and "内容空泛" in shown
    assert good.snapshot["name"] not in shown
    assert bad.snapshot["on_work"] not in shown and bad.digest not in shown
    assert "已封存，不能再改" in shown  # the third quarter's seal has long been put
    assert "报告整改" in shown and "认可" not in shown
    answer = reverse("rectifications:answer", args=[one.pk])
    assert unit.post(answer, {"seen": 1, "text": " "}).status_code == 400
    assert unit.post(answer, {"seen": 7, "text": "改"}).status_code == 409
    assert city.post(answer, {"seen": 1, "text": "改"}).status_code == 403
    assert unit.post(answer, {"seen": 1, "text": "已逐份改正。"}).status_code == 302
    assert "已逐份改正。" in text_of(city.get(address))
    accept = reverse("rectifications:accept", args=[one.pk])
    back = reverse("rectifications:return", args=[one.pk])
    assert unit.post(accept, {"seen": 2}).status_code == 403
    assert city.post(back, {"seen": 2, "remark": ""}).status_code == 400
    assert city.post(back, {"seen": 2, "remark": "缺签字。"}).status_code == 302
    assert "缺签字。" in text_of(unit.get(address)) and "第 2 轮" in text_of(unit.get(address))
    assert unit.post(answer, {"seen": 3, "text": "补了。"}).status_code == 302
    assert city.post(accept, {"seen": 4, "remark": "好"}).status_code == 302
    assert Rectification.objects.get().state == RectificationState.ACCEPTED
    assert client_for(world.county).get(address).status_code == 404
    assert client_for(world.cadre).get(reverse("rectifications:list")).status_code == 403


def test_what_was_mended_voided_or_went_away_is_said(world: World, client_for) -> None:
    one = asked_of(world)
    bad = SpotItem.objects.get(result="faulty")
    browser = client_for(world.clerk)
    address = reverse("rectifications:detail", args=[one.pk])
    bad.talk.change(actor=world.clerk, seen=None, on_work="补写。")
    assert "抽取后修改过 1 次" in text_of(browser.get(address))
    bad.talk.change(actor=None, seen=None, voided_on=ON, void_reason="重复")
    assert "作废" in text_of(browser.get(address))
    cadre = bad.talk.cadre
    cadre.unit = world.named["清溪镇"]
    cadre.save()
    shown = text_of(browser.get(address))
    assert "已调离" in shown and bad.snapshot["name"] in shown


def test_from_a_duty_to_its_page(world: World, client_for) -> None:
    one = asked_of(world)
    duty = Duty.objects.get(rule="talk.rectify")
    address = reverse("rectifications:of_duty")
    unit = client_for(world.secretary)
    answer = unit.get(address, {"duty": duty.pk})
    assert answer["Location"] == reverse("rectifications:detail", args=[one.pk])
    for odd in ("", "x", "9" * 30, "0"):
        assert unit.get(address, {"duty": odd}).status_code == 404
    assert client_for(world.county).get(address, {"duty": duty.pk}).status_code == 404
    check_duty = Duty.objects.get(rule="talk.spot_check")
    shown = page(client_for(world.city), "create", duty=check_duty.pk)
    assert shown.context["form"]["quarter"].value() == "2026Q3"


@pytest.mark.parametrize("name", ["detail", "signs"])
def test_statements_do_not_grow_with_rows(world: World, client_for, name: str) -> None:
    empty = {"on_work": "好", "on_thought": "", "on_style": "", "on_life": ""}
    checks = []
    for seed, unit, number in (("一", "市科技局", 1), ("二", "市交通运输局", 9)):
        for record in talks(world, **{unit: number})[unit]:
            record.change(actor=None, seen=None, **empty)
        checks.append(draw(world, percent=100, seed=seed))
    browser = client_for(world.city)
    page(browser, name, checks[0].pk)
    counts = []
    for check in checks:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page(browser, name, check.pk)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_rectification_asks_no_more_for_more_records(world: World, client_for) -> None:
    talks(world, 市交通运输局=4)
    counts = []
    for seed, faults in (("一", 1), ("二", 4)):
        check = draw(world, percent=100, seed=seed)
        read_all(world, check, *check.items.all()[:faults])
        (one,) = reported(world, check)
        browser = client_for(world.clerk)
        browser.get(reverse("home"))
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(reverse("rectifications:detail", args=[one.pk])).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_default_quarter_is_the_last_that_is_over(world: World, client_for) -> None:
    talks(world, 市科技局=1)
    offered = page(client_for(world.city), "create").context["form"].fields["quarter"].choices
    keys = [key for key, _label in offered]
    assert keys[0] == "2026Q3" and len(keys) == len(set(keys))
    assert len(keys) - 1 <= drawing_page.MOST_QUARTERS
    assert Talk.objects.get().counts_for == date(2026, 7, 1)


def test_an_attachment_is_named_with_its_digest(world: World, client_for) -> None:
    (record,) = talks(world, 市科技局=1)["市科技局"]
    record.attachments.create(
        name="双方签字.pdf", size=4, digest="b" * 64, file=ContentFile(b"%PDF", "x.pdf")
    )
    item = draw(world).items.get()
    shown = text_of(page(client_for(world.city), "item", item.pk))
    assert "双方签字.pdf（bbbbbbbbbbbb）" in shown
