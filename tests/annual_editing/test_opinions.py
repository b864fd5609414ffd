"""Opinions row by row: all or none, never about oneself, a reason where somebody is not kept."""

from cadres.people.models import Cadre
from reporting.annual import services
from tests.annual_editing.making import TODAY, fields, opened, opinion, page, sent, text


def names(report) -> list[str]:
    return list(report.opinions.values_list("cadre__name", flat=True))


def test_opinions_are_given_and_the_rest_kept(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    one = opinion(report, "陈思远")
    answer = sent(client, report, do="keep_rest", **{
        f"stand_{one.pk}": "defer", f"reason_{one.pk}": "挂职未满，期满后再定",
    })  # fmt: skip
    assert answer.status_code == 302
    assert (opinion(report, "陈思远").stand, opinion(report, "陈思远").reason) == (
        "defer", "挂职未满，期满后再定",
    )  # fmt: skip
    rest = [opinion(report, name).stand for name in names(report) if name != "陈思远"]
    assert rest and set(rest) == {"keep"}
    assert "人都有意见" in text(client.get(page(report)))


def test_who_is_not_kept_needs_a_reason_and_nothing_else_is_saved_of_opinions(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    first, second = (opinion(report, name) for name in names(report)[:2])
    answer = sent(client, report, **{f"stand_{first.pk}": "keep", f"stand_{second.pk}": "exit"})
    assert answer.status_code == 400
    assert f"{second.cadre}的意见是“调出”，要写明理由" in text(answer)
    again = fields(answer.content.decode())
    assert (again[f"stand-{first.pk}"], again[f"stand-{second.pk}"]) == ("keep", "exit")
    assert {one.stand for one in report.opinions.all()} == {""}


def test_nobody_fills_in_his_own_row(world, client_for):
    report = opened(world)
    Cadre.objects.filter(name="陈思远").update(account=world.secretary)
    own = opinion(report, "陈思远")
    services.opine(
        actor=world.clerk, report=report, on=TODAY,
        given={own.pk: ("exit", "秘密的理由", own.version)},
    )  # fmt: skip
    client = client_for(world.secretary)
    answer = client.get(page(report))
    assert "秘密的理由" not in answer.content.decode()
    assert f"stand-{own.pk}" not in answer.content.decode()
    assert "自己不能填写和查看" in text(answer)
    forged = {f"stand-{own.pk}": "keep", f"seen-{own.pk}": "2"}
    assert client.post(page(report), forged).status_code == 409
    assert opinion(report, "陈思远").stand == "exit"


def test_an_opinion_of_another_report_is_not_reached(world, client_for):
    report, other = opened(world), opened(world, "市科技局")
    foreign = other.opinions.first()
    forged = {f"stand-{foreign.pk}": "exit", f"reason-{foreign.pk}": "x", f"seen-{foreign.pk}": "1"}
    assert client_for(world.secretary).post(page(report), forged).status_code == 409
    foreign.refresh_from_db()
    assert foreign.stand == ""


def test_a_row_that_somebody_else_filled_in_meanwhile_is_a_conflict(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    one = opinion(report, "陈思远")
    data = fields(client.get(page(report)).content.decode())
    services.opine(
        actor=world.clerk, report=report, on=TODAY, given={one.pk: ("keep", "", one.version)}
    )
    typed = {f"stand-{one.pk}": "defer", f"reason-{one.pk}": "再看一年"}
    answer = client.post(page(report), data | typed)
    assert answer.status_code == 409 and "方晓彤" in text(answer)
    assert fields(answer.content.decode())[f"reason-{one.pk}"] == "再看一年"
    assert opinion(report, "陈思远").stand == "keep"


def test_grades_and_talks_stand_beside(world, client_for, django_assert_max_num_queries):
    report = opened(world)
    with django_assert_max_num_queries(100):
        answer = client_for(world.secretary).get(page(report))
    assert "近年考核" in text(answer) and "本年谈话" in text(answer)
