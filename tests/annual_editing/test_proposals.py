"""Whom the unit would add, or that there is nobody."""

from cadres.people.models import Cadre
from tests.annual.making import fresh
from tests.annual_editing.making import fields, opened, page, sent, text


def somebody(world, place="市交通运输局", name="钱新人") -> Cadre:
    """Of the unit, never on the roster."""
    return Cadre.objects.create(
        name=name, gender="1", birth="1995-03-01", unit=world.named[place], title="科员"
    )


def test_somebody_of_the_unit_is_proposed_and_taken_back(world, client_for):
    report, cadre = opened(world), somebody(world)
    client = client_for(world.secretary)
    shown = client.get(page(report)).content.decode()
    assert f'<option value="{cadre.pk}"' in shown
    assert f'<option value="{world.cadres["陈思远"].pk}"' not in shown  # is on the roster
    answer = sent(client, report, propose_cadre=str(cadre.pk), propose_reason="实绩突出")
    assert answer.status_code == 302
    one = report.proposals.get()
    assert (one.cadre, one.reason) == (cadre, "实绩突出")
    assert sent(client, report, do=f"unpropose:{one.pk}").status_code == 302
    assert not report.proposals.exists()


def test_a_reason_is_asked_for_and_the_choice_is_kept(world, client_for):
    report, cadre = opened(world), somebody(world)
    answer = sent(client_for(world.secretary), report, propose_cadre=str(cadre.pk))
    assert answer.status_code == 400 and "请写明推荐理由" in text(answer)
    assert f'<option value="{cadre.pk}" selected' in answer.content.decode()


def test_people_of_other_units_and_of_the_roster_are_refused(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    for cadre in (somebody(world, "市科技局"), world.cadres["陈思远"]):
        answer = sent(client, report, propose_cadre=str(cadre.pk), propose_reason="好")
        assert answer.status_code == 409 and "不能选这名同志" in text(answer)
    for key in ("x", "9" * 30, "0"):
        answer = sent(client, report, propose_cadre=key, propose_reason="好")
        assert answer.status_code == 409
    assert not report.proposals.exists()


def test_nobody_to_add_is_an_answer_of_its_own(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    assert sent(client, report, none="1").status_code == 302
    assert fresh(report).none_to_add
    data = fields(client.get(page(report)).content.decode())
    assert data["none"] == "1"
    del data["none"]
    assert client.post(page(report), data).status_code == 302
    assert not fresh(report).none_to_add


def test_of_many_people_some_are_listed_and_the_others_found_by_name(
    world, client_for, monkeypatch
):
    from reporting.annual.desk import candidates

    monkeypatch.setattr(candidates, "MOST", 1)
    report = opened(world)
    first, second = somebody(world), somebody(world, name="孙另人")
    client = client_for(world.secretary)
    assert "本单位人员较多" in text(client.get(page(report)))
    found = client.get(page(report), {"find": "孙另"}).content.decode()
    assert f'value="{second.pk}"' in found and f'<option value="{first.pk}"' not in found
