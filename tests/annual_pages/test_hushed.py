"""What is told to nobody: that one is proposed, what is not returned, that something changed."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.choices import DisciplineKind
from cadres.people.models import Cadre, Discipline
from core.accounts.models import Grant, User
from core.choices import Role
from core.errors import NotAllowed
from reporting.annual import services
from reporting.annual.checks import Reach, checks_of
from reporting.annual.models import AnnualReport
from reporting.annual.reading import whole_for, whole_of
from reporting.annual.stale import changed_since, gathered_now
from reporting.workbench.own import filling
from tests.annual_editing.making import sent
from tests.annual_pages.making import BUREAU, filed, fresh, opened, returned, written
from tests.annual_pages.test_workbench import Asked
from tests.world_people import TODAY

WORDS = "问题写得太空"


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    """Views read the day that the world is built for."""
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: TODAY)


@pytest.fixture
def report(world) -> AnnualReport:
    return opened(world)[BUREAU]


def page(client_for, user, name: str, *args) -> str:
    answer = client_for(user).get(reverse(f"annual:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def in_office(world, name: str, role: Role) -> User:
    """Somebody's account, with a role at the bureau."""
    user = world.cadres[name].account
    Grant.objects.filter(user=user).update(role=role)
    return User.objects.get(pk=user.pk)


def test_nobody_hears_that_he_is_proposed(world, client_for, report):
    person = world.cadres["曾可欣"]
    Cadre.objects.filter(pk=person.pk).update(account=world.clerk)
    services.propose(
        actor=world.secretary, report=report, cadre=person, reason="一线表现好", on=TODAY
    )
    for _ in ("draft", "filed"):
        told = whole_for(world.clerk, fresh(report))
        assert (told.proposals, told.none_to_add) == ((), True)
        assert told.tallies["拟补充人数"] == 0
        assert "一线表现好" not in page(client_for, world.clerk, "detail", report.pk)
        assert "本人）" not in page(client_for, world.clerk, "detail", report.pk)
        assert "一线表现好" in page(client_for, world.secretary, "detail", report.pk)
        if fresh(report).state == "draft":
            report = fresh(report)
            found = {
                one.key: one
                for one in checks_of(report, whole_of(report), TODAY, Reach(True, person.pk))
            }
            assert found["proposals"].sentence == "已注明无拟补充人选。"
            assert "一线表现好" not in page(client_for, world.clerk, "edit", report.pk)
            assert sent(client_for(world.clerk), report, part_3="写。").status_code == 302
            written(world, report)
            AnnualReport.objects.filter(pk=report.pk).update(none_to_add=False)
            report = fresh(report)
            services.file(actor=None, report=report, seen=report.version, on=TODAY)


def test_what_is_said_of_a_filing_is_heard_when_it_is_returned(world, client_for, report):
    report = filed(world, report)
    services.comment(actor=world.city, report=report, cell="part:5", words=WORDS, on=TODAY)
    assert WORDS in page(client_for, world.city, "detail", report.pk)
    for user in (world.secretary, world.clerk):
        assert WORDS not in page(client_for, user, "detail", report.pk)
        assert WORDS not in page(client_for, user, "filing", report.pk, 1)
    report = fresh(report)
    services.give_back(actor=world.city, report=report, seen=report.version, words="", on=TODAY)
    for user in (world.secretary, world.clerk):
        assert WORDS in page(client_for, user, "detail", report.pk)


def test_what_is_said_of_oneself_is_in_no_number_and_no_refusal(world, client_for, report):
    cadre = world.cadres["陈思远"]
    report = returned(world, report, cell=f"opinion:{cadre.pk}")
    himself = in_office(world, "陈思远", Role.UNIT_SECRETARY)
    assert filling(Asked(world.secretary), TODAY)["lines"][0]["remarks"] == 1
    assert filling(Asked(himself), TODAY)["lines"][0]["remarks"] == 0
    address = reverse("annual:file", args=[report.pk])
    for user, is_told in ((world.secretary, True), (himself, False)):
        browser = client_for(user)
        shown = browser.get(address)
        refused = browser.post(address, {"seen": fresh(report).version})
        assert refused.status_code == 409
        assert (WORDS in refused.content.decode()) is is_told
        assert is_told or WORDS not in shown.content.decode()
    assert "由本单位其他人办理" in refused.content.decode()


def test_a_clerk_does_not_hear_that_something_of_discipline_changed(world, client_for, report):
    Discipline.objects.create(
        cadre=world.cadres["周雨晴"],
        kind=DisciplineKind.PARTY,
        measure="党内警告",
        decided_on=date(2026, 6, 1),
        effect_until=date(2027, 6, 1),
    )
    assert {one.cell for one in changed_since(report, gathered_now(report, TODAY))} == {
        "figure:conduct.disciplines",
        "table:assessed",
    }
    assert changed_since(report, gathered_now(report, TODAY), guarded=True) == []
    assert "记录有变化" in page(client_for, world.secretary, "edit", report.pk)
    told = page(client_for, world.clerk, "edit", report.pk)
    assert "记录有变化" not in told
    assert "不能查看" not in told
    whole = whole_of(report)
    keys = {one.key for one in checks_of(report, whole, TODAY, Reach(guarded=True))}
    assert "records" in keys
    assert not any(key.startswith("records:") for key in keys)
    assert any(one.key.startswith("records:") for one in checks_of(report, whole, TODAY))


def test_the_city_does_not_take_in_what_a_county_collects(world, client_for):
    reports = opened(world)
    town = next(one for one in reports.values() if one.collector == world.named["青川县"])
    town = filed(world, town)
    for verb in ("accept", "give_back", "comment"):
        more = {"cell": "part:1"} if verb == "comment" else {"seen": town.version}
        more |= {} if verb == "accept" else {"words": "改"}
        with pytest.raises(NotAllowed, match="由青川县组织部门接收"):
            getattr(services, verb)(actor=world.city, report=town, on=TODAY, **more)
    assert "提意见</a>" not in page(client_for, world.city, "detail", town.pk)


def test_nobody_takes_in_what_he_filed_himself(world, report):
    both = world.city
    Grant.objects.create(
        user=both,
        account_kind=both.kind,
        role=Role.UNIT_SECRETARY,
        unit=report.unit,
        during=("2026-01-01", None),
    )
    both = User.objects.get(pk=both.pk)
    report = written(world, report)
    services.file(actor=both, report=report, seen=report.version, on=TODAY)
    report = fresh(report)
    with pytest.raises(NotAllowed, match="您本人上报"):
        services.accept(actor=both, report=report, seen=report.version, on=TODAY)
