"""The whole ID number: to a department, for a reason, on record."""

import pytest
from django.urls import reverse

from cadres.people.models import Cadre
from cadres.people.reveal import reveal_id
from core.audit.models import Action, AuditEntry
from core.errors import DomainError, NotAllowed
from tests.dossier.lives import NUMBER, with_file

REASON = "核对任免审批表"


@pytest.fixture
def rain(world) -> Cadre:
    return with_file(world.cadres["周雨晴"])


def page(cadre: Cadre) -> str:
    return reverse("cadres:reveal", args=[cadre.pk])


def reveals() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=Action.REVEAL))


def test_a_department_sees_the_number_once_and_leaves_its_reason(world, client_for, rain):
    browser = client_for(world.city)
    asked = browser.get(page(rain))
    assert NUMBER not in asked.content.decode()
    shown = browser.post(page(rain), {"reason": f" {REASON} "})
    assert NUMBER in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    (entry,) = reveals()
    assert (entry.subject, entry.subject_id) == ("cadre", str(rain.pk))
    assert entry.detail == {"reason": REASON}
    assert NUMBER not in str(entry.detail) + entry.subject_label
    assert NUMBER not in browser.get(page(rain)).content.decode()


def test_htmx_gets_the_box_alone(world, client_for, rain):
    browser = client_for(world.city)
    for response in (
        browser.get(page(rain), headers={"HX-Request": "true"}),
        browser.post(page(rain), {"reason": REASON}, headers={"HX-Request": "true"}),
    ):
        assert "<html" not in response.content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "核对用", "长" * 101, "核对\x00任免表"])
def test_without_a_proper_reason_nothing_is_shown(world, client_for, rain, reason):
    response = client_for(world.city).post(page(rain), {"reason": reason})
    assert response.status_code == 400
    assert response.context["form"].errors["reason"]
    assert NUMBER not in response.content.decode()
    assert not reveals()


@pytest.mark.parametrize(("reason", "shown"), [("一二三", False), ("一二三四", True)])
def test_the_service_counts_the_reason_too(world, rain, reason, shown):
    if shown:
        assert reveal_id(actor=world.city, cadre=rain, reason=reason) == NUMBER
    else:
        with pytest.raises(DomainError, match="有 3 个字，请写 4 到 100 个字"):
            reveal_id(actor=world.city, cadre=rain, reason=reason)
    assert len(reveals()) == shown


@pytest.mark.parametrize("who", ["secretary", "clerk"])
def test_a_unit_may_not(world, client_for, rain, who):
    browser = client_for(world.users[who])
    for response in (browser.get(page(rain)), browser.post(page(rain), {"reason": REASON})):
        assert response.status_code == 403
        assert "只有组织部门可以查看" in response.content.decode()
        assert NUMBER not in response.content.decode()
    with pytest.raises(NotAllowed):
        reveal_id(actor=world.users[who], cadre=rain, reason=REASON)
    assert not reveals()


@pytest.mark.parametrize("who", ["county", "cadre", "auditor", "sysadmin", "nobody"])
def test_out_of_scope_there_is_nobody(world, client_for, rain, who):
    browser = client_for(world.users[who])
    assert browser.get(page(rain)).status_code == 404
    assert browser.post(page(rain), {"reason": REASON}).status_code == 404
    assert not reveals()


def test_a_cadre_does_not_see_his_own(world, client_for):
    mine = with_file(world.cadres["陈思远"])
    response = client_for(world.cadre).post(page(mine), {"reason": REASON})
    assert response.status_code == 403


def test_whoever_has_no_number_on_file(world, client_for):
    response = client_for(world.city).post(page(world.cadres["李明朗"]), {"reason": REASON})
    assert response.status_code == 409
    assert "没有登记身份证号" in response.content.decode()
    assert not reveals()
