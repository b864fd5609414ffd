"""A case that an investigation opened is not told to the person, nor to clerks and programs."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.cases import services
from assessments.cases.models import CaseStep, RosterCase
from assessments.cases.opening import sweep
from assessments.workbench import cases as workbench
from cadres.people import services as people
from cadres.people.models import Discipline
from cadres.roster.models import RosterEntry
from core.choices import Role
from core.clients.models import ApiClient
from policy.duties.models import Duty
from policy.notices.making import remind
from policy.notices.models import Notice
from tests.case_pages.making import found, opined
from tests.world_people import TODAY

ON = date(2026, 11, 2)
MEASURE, REASON = "监察调查", "涉嫌受贿"
DECISION = {"reason": "接受监察调查，调出", "meeting": "部务会", "day": TODAY, "on": TODAY}


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: TODAY)


def opened(world, who: str = "陈思远", kind: str = "investigation") -> RosterCase:
    """The case of an investigation, or of a sanction."""
    measure = MEASURE if kind == "investigation" else "党内警告"
    row = Discipline.objects.create(
        cadre=world.cadres[who], kind=kind, measure=measure, reason=REASON, decided_on=ON
    )
    sweep(on=ON, people=[row.cadre_id])
    return RosterCase.objects.get(event__endswith=f":{row.pk}", ground="5")


def test_the_person_has_no_way_to_it(world, client_for):
    case, told = opened(world), found(world, "陈思远")
    browser = client_for(world.cadre)
    addresses = [("detail", []), ("replay", []), ("paper", ["pdf"]), ("step", ["state"])]
    for name, args in addresses:
        address = reverse(f"cases:{name}", args=[case.pk, *args])
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"seen": 1, "words": "x"}).status_code == 404
    assert browser.get(f"/api/v1/cases/{case.pk}/").status_code == 404
    assert [row["id"] for row in browser.get("/api/v1/cases/").json()["results"]] == [told.pk]
    for asked in ("", "?standing=all", "?ground=5&standing=all", "?opened_on_after=2026-01-01"):
        listed = browser.get(reverse("cases:list") + asked)
        assert case.pk not in {row.pk for row in listed.context["rows"]}
        assert f"/cases/{case.pk}/" not in listed.content.decode()
    for tab in ("cases", "assessments", "roster", "conduct", "basics"):
        page = browser.get(f"/cadres/{case.cadre_id}/", {"tab": tab})
        text = page.content.decode()
        assert f"/cases/{case.pk}/" not in text
        for words in (MEASURE, REASON, "司法机关调查"):
            assert words not in text, tab
    assert set(RosterCase.objects.visible_to(world.cadre)) == {told}
    assert set(CaseStep.objects.visible_to(world.cadre).values_list("case", flat=True)) == {told.pk}
    assert RosterCase.objects.visible_to(world.city).filter(pk=case.pk).exists()
    assert RosterCase.objects.visible_to(world.secretary).filter(pk=case.pk).exists()


def test_his_workbench_and_tab_say_nothing(world, client_for, rf):
    case = opened(world)
    request = rf.get("/")
    request.user = world.cadre
    assert workbench.own(request, TODAY) is None
    page = client_for(world.cadre).get(f"/cadres/{case.cadre_id}/").content.decode()
    assert "个案" not in page
    assert "个案" not in client_for(world.cadre).get("/").content.decode()


def test_a_sanction_is_told_to_him(world, client_for):
    case = opened(world, kind="party")
    assert client_for(world.cadre).get(reverse("cases:detail", args=[case.pk])).status_code == 200


def test_an_investigation_that_became_a_sanction_opens_a_case_that_is_told(world):
    case = opened(world)
    row = Discipline.objects.get()
    people.edit_discipline(
        actor=world.city, discipline=row, seen=None, on=TODAY,
        kind="party", measure="党内警告", reason=REASON, decided_on=ON,
    )  # fmt: skip
    (told,) = RosterCase.objects.visible_to(world.cadre)
    assert told.event == f"discipline:{row.pk}"
    case.refresh_from_db()
    services.withdraw(actor=world.city, case=case, seen=case.version, reason="已转处分", on=TODAY)


def test_nobody_waits_for_a_statement_that_cannot_be_made(world, client_for):
    case = opined(world, opened(world))
    page = client_for(world.city).get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert "立案审查调查情况不告知本人" in page
    services.keep(actor=world.city, case=case, seen=case.version, **DECISION)


def test_a_release_tells_neither_him_nor_the_clerk_why(world, client_for):
    told = found(world, "陈思远")
    case = opined(world, opened(world))
    services.release(actor=world.city, case=case, seen=case.version, **DECISION)
    entry = RosterEntry.objects.get(pk=case.entry_id)
    assert entry.exit_note == ""
    told.refresh_from_db()
    assert told.state == "released"
    own = client_for(world.cadre).get(reverse("cases:detail", args=[told.pk])).content.decode()
    assert "另一" not in own
    for user in (world.cadre, world.clerk):
        page = client_for(user).get(f"/cadres/{case.cadre_id}/", {"tab": "roster"}).content.decode()
        assert "司法机关调查" not in page
        row = client_for(user).get("/api/v1/roster/", {"standing": "all"}).content.decode()
        assert "司法机关调查" not in row
        asked = {"standing": "all", "exit_reason": "5"}
        assert not client_for(user).get(reverse("roster:list"), asked).context["rows"]
    asked = {"standing": "all", "exit_reason": "5"}
    assert client_for(world.secretary).get(reverse("roster:list"), asked).context["rows"]


def test_no_talk_about_it_is_owed(world):
    case = opined(world, opened(world, "周雨晴"))
    services.release(actor=world.city, case=case, seen=case.version, **DECISION)
    assert not Duty.objects.filter(rule="case.exit_talk", state="open").exists()
    case = opined(world, opened(world, "陈思远", "party"))
    services.state(
        actor=world.cadre, case=case, seen=case.version, words="认错", day=TODAY, on=TODAY
    )
    case.refresh_from_db()
    services.release(actor=world.city, case=case, seen=case.version, **DECISION)
    (duty,) = Duty.objects.filter(rule="case.exit_talk", state="open")
    assert duty.cadre_id == case.cadre_id


def test_clerks_hear_of_it_by_no_duty_and_no_notice(world, client_for):
    case = opened(world, "周雨晴")
    duty = Duty.objects.get(rule="case.opinion", cadre=case.cadre_id)
    remind(on=duty.due_on)
    told = set(Notice.objects.filter(duty=duty).values_list("recipient", flat=True))
    assert world.secretary.pk in told
    assert world.clerk.pk not in told
    assert not Duty.objects.visible_to(world.clerk).filter(pk=duty.pk).exists()
    assert Duty.objects.visible_to(world.secretary).filter(pk=duty.pk).exists()
    page = client_for(world.clerk).get(reverse("duties:detail", args=[duty.pk]))
    assert page.status_code == 404


def test_a_department_officer_hears_nothing_of_his_own(world):
    case = opened(world, "陈思远")
    officer = world.city
    world.cadres["陈思远"].__class__.objects.filter(pk=case.cadre_id).update(account=officer)
    assert not RosterCase.objects.visible_to(officer).filter(pk=case.pk).exists()
    assert not RosterCase.objects.visible_to(officer, acting_as={Role.CADRE}).exists()
    assert not Duty.objects.visible_to(officer).filter(cadre=case.cadre_id).exists()


def test_programs_hear_of_no_discipline(world):
    case, told = opened(world, kind="party"), found(world, "周雨晴")
    client = ApiClient.objects.create(
        name="全市", unit=world.named["清河市"], prefix="a" * 12, token_hash="0" * 64,
        expires_on=date(2027, 1, 1),
    )  # fmt: skip
    seen = RosterCase.objects.visible_to(client)
    assert told in seen
    assert case not in seen
