"""A report that came back: why is told where it is written, and answered before it goes again."""

from datetime import date

import pytest
from django.urls import reverse

from reporting.annual import services
from reporting.annual.checks import checks_of
from reporting.annual.choices import ReportState
from reporting.annual.reading import whole_of
from tests.annual.making import BUREAU, ON, filed, opened, report, returned, said
from tests.world import World

AGAIN = date(2026, 12, 12)
WHY = "请补充学习培训情况。"


def back(world: World, words: str = WHY):
    """Filed, and returned with words alone."""
    filed(world)
    one = report(world)
    services.give_back(actor=world.city, report=one, seen=one.version, words=words, on=ON)
    return report(world)


def page(world: World, client_for) -> str:
    """What the secretary sees where she writes."""
    answer = client_for(world.secretary).get(reverse("annual:edit", args=[report(world).pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def asked(one) -> list:
    """The checks that keep it from being filed."""
    return [check for check in checks_of(one, whole_of(one), ON) if check.stops]


def test_why_it_came_back_is_told_and_answered(world, client_for):
    one = back(world)
    assert WHY in page(world, client_for)
    (check,) = asked(one)
    assert check.sentence == f"退回时的要求：{WHY}" and check.light == "yellow"
    with pytest.raises(services.Contradicts, match="退回时的要求"):
        services.file(actor=world.secretary, report=one, seen=one.version, on=AGAIN)
    services.explain(actor=world.clerk, report=one, check=check.key, words="已补充。", on=AGAIN)
    one = report(world)
    filing = services.file(actor=world.secretary, report=one, seen=one.version, on=AGAIN)
    assert [check.key, "已补充。"] in [list(pair) for pair in filing.sealed["explanations"]]
    assert (
        "退回时的要求"
        in client_for(world.city).get(reverse("annual:detail", args=[one.pk])).content.decode()
    )


def test_each_return_is_answered_for_itself(world, client_for):
    one = back(world)
    (first,) = asked(one)
    services.explain(actor=world.clerk, report=one, check=first.key, words="已补充。", on=AGAIN)
    one = report(world)
    services.file(actor=world.secretary, report=one, seen=one.version, on=AGAIN)
    one = report(world)
    services.accept(actor=world.city, report=one, seen=one.version, on=AGAIN)
    one = report(world)
    services.reopen(
        actor=world.city, report=one, seen=one.version, words="帮带数需核实。", on=AGAIN
    )
    assert "帮带数需核实。" in page(world, client_for)
    (second,) = asked(report(world))
    assert second.key != first.key and second.sentence == "重新办理时的要求：帮带数需核实。"


def test_answered_remarks_of_before_are_not_told_of_the_next_return(world, client_for):
    returned(world)
    for one in report(world).comments.all():
        services.answer(actor=world.secretary, comment=one, words="已改。", on=AGAIN)
    one = said(world, on=AGAIN)
    services.file(actor=world.secretary, report=one, seen=one.version, on=AGAIN)
    one = report(world)
    services.give_back(actor=world.city, report=one, seen=one.version, words=WHY, on=AGAIN)
    text = page(world, client_for)
    assert WHY in text and "都已答复" not in text.partition('id="checks"')[0]


def test_words_beside_comments_are_answered_by_answering_those(world):
    one = returned(world)
    assert not [check for check in asked(one) if check.key.startswith("returned")]


def test_a_head_that_lacks_something_is_filled_or_explained(world):
    opened(world)
    one = said(world)
    services.explain(actor=world.clerk, report=one, check="head", words="", on=ON)
    (check,) = asked(report(world))
    assert check.sentence == "发文信息还没有填写发文字号、签发人、研究会议。"
    given = {"document": "清交党发〔2026〕3号", "signer": "马建国", "contact": "", "issuer": ""}
    one = report(world)
    services.describe(
        actor=world.clerk, report=one, seen=one.version, meeting="党组会议", on=ON, **given
    )
    assert not asked(report(world))


def test_whoever_comes_back_to_the_last_look_is_led_to_the_report(world, client_for):
    filed(world)
    one = report(world, BUREAU)
    assert one.state == ReportState.FILED
    client, url = client_for(world.secretary), reverse("annual:file", args=[one.pk])
    answer = client.get(url, follow=True)
    assert answer.redirect_chain == [(reverse("annual:detail", args=[one.pk]), 302)]
    assert "不用再上报" in answer.content.decode()


def test_a_page_left_open_says_that_nothing_can_be_saved(world, client_for):
    opened(world)
    client, url = client_for(world.secretary), reverse("annual:edit", args=[report(world).pk])
    seen = report(world).passages.get(part=3)
    filed(world)
    answer = client.post(
        url,
        {
            "do": "save",
            "seen-part-3": str(seen.version),
            "was-part-3": seen.text,
            "part-3": "晚到的话。",
        },
    )
    text = answer.content.decode()
    assert answer.status_code == 409 and "晚到的话。" in text
    assert "报告现在是“已上报”，不能修改" in text
    for untrue in ("核对后再保存", "由党组织书记上报", "可以上报", "请重新打开页面"):
        assert untrue not in text, untrue


def test_what_another_wrote_of_somebody_stands_beside_ones_own(world, client_for):
    opened(world)
    one = report(world)
    row = one.opinions.select_related("cadre").first()
    url = reverse("annual:edit", args=[one.pk])
    key = row.pk
    typed = {
        "do": "save",
        f"seen-{key}": str(row.version),
        f"was-stand-{key}": "",
        f"was-reason-{key}": "",
    }
    services.opine(
        actor=world.clerk, report=one, given={key: ("exit", "另有安排", row.version)}, on=ON
    )
    answer = client_for(world.secretary).post(url, typed | {f"stand-{key}": "keep"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "现在是：调出，另有安排" in text and "您写的还在下面" in text
    assert "请重新打开页面" not in text
