"""The life of a case: heard, decided, observed; what is refused, to the day, and by whom."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assessments.cases import services
from assessments.cases.models import CaseStep, RosterCase
from assessments.cases.opening import sweep
from assessments.cases.rules.every import is_moot
from assessments.talks import services as talks
from cadres.roster import services as roster
from cadres.roster.models import RosterEntry
from core.accounts.models import Grant, User
from core.audit.models import AuditEntry
from core.choices import Role
from core.errors import DomainError, NotAllowed, Stale
from policy.duties.models import Duty
from tests.cases.making import DECISION, city_figure, finding, heard, rated, sanction
from tests.world import World
from tests.world_people import TODAY

OPENED = date(2026, 11, 3)


def opened(world: World, name: str = "周雨晴", on: date = OPENED) -> RosterCase:
    """A case about a finding."""
    finding(world, name)
    sweep(on=on)
    return RosterCase.objects.get(cadre__name=name, event__startswith="finding:")


def decide(world: World, case: RosterCase, verb: str = "release", **more: Any) -> RosterCase:
    """By the city's department, today."""
    usual = {"actor": world.city, "case": case, "seen": None, "day": TODAY, "on": TODAY}
    return getattr(services, verb)(**(usual | DECISION | more))


def test_the_whole_life_of_a_release(world: World):
    case = opened(world)
    case = services.opine(
        actor=world.secretary, case=case, seen=case.version, opinion="release", words="同意调出。",
        day=TODAY, on=TODAY,
    )  # fmt: skip
    case = services.state(
        actor=world.clerk, case=case, seen=case.version, words="本人认错。", day=TODAY, on=TODAY
    )
    case = decide(world, case, "observe", until=date(2027, 2, 1), reason="再看一看。")
    assert (case.state, case.observe_until) == ("observing", date(2027, 2, 1))
    assert world.stay("周雨晴").left_on is None
    later = date(2027, 1, 20)
    case = decide(world, case, document="清组干〔2027〕3号", day=later, on=later)
    assert (case.state, case.decided_on) == ("released", later)
    stay = world.stay("周雨晴")
    assert (stay.left_on, stay.status, stay.exit_ground) == (later, "4", "1")
    assert (stay.exit_note, stay.exit_document) == (DECISION["reason"], "清组干〔2027〕3号")
    assert stay.exit_snapshot["unit"] == "清河市交通运输局"
    steps = [step.verb for step in case.steps.all()]
    assert steps == ["open", "opine", "state", "observe", "release"]
    assert [step.detail["by"] for step in case.steps.all()][:2] == ["系统", str(world.secretary)]


def test_the_button_of_that_duty_opens_a_form_for_a_talk_of_this_kind(world: World, client_for):
    decide(world, heard(world, opened(world)))
    duty = Duty.objects.get(rule="case.exit_talk")
    page = client_for(world.secretary).get(reverse("talks:create"), {"duty": duty.pk})
    assert page.status_code == 200
    assert '<option value="exit" selected>' in page.content.decode()


def test_a_release_is_told_to_the_unit_by_a_duty_that_a_talk_settles(world: World):
    case = decide(world, heard(world, opened(world)))
    duty = Duty.objects.get(rule="case.exit_talk")
    assert (duty.unit, duty.due_on) == (case.unit, TODAY + timedelta(days=15))
    talks.record(
        actor=world.secretary, cadre=world.cadres["周雨晴"], on=TODAY, held_on=TODAY, kind="exit",
        place="会议室", led_by="马建国", on_work="说明原因。",
    )  # fmt: skip
    duty.refresh_from_db()
    assert (duty.state, duty.done_on) == ("done", TODAY)


def test_another_talk_after_he_left_is_refused(world: World):
    decide(world, heard(world, opened(world)))
    with pytest.raises(ValidationError, match="已出库"):
        talks.record(
            actor=world.secretary, cadre=world.cadres["周雨晴"], on=TODAY, held_on=TODAY,
            place="会议室", led_by="马建国", on_work="谈。",
        )  # fmt: skip


def test_a_release_ends_his_other_cases(world: World):
    rated(world, "周雨晴", 31, on=OPENED)
    case = heard(world, opened(world))
    other = RosterCase.objects.exclude(pk=case.pk).get()
    assert other.ground == "6"
    decide(world, case)
    other.refresh_from_db()
    assert (other.state, other.decided_on, other.meeting) == (
        "released",
        TODAY,
        DECISION["meeting"],
    )
    last = other.steps.last()
    assert (last.verb, last.detail["case"]) == ("release", str(case.pk))
    assert Duty.objects.filter(rule="case.exit_talk").count() == 1
    assert not Duty.objects.filter(rule__startswith="case.", state="open").exclude(
        rule="case.exit_talk"
    )


@pytest.mark.parametrize("verb", ["keep", "observe", "release"])
def test_unit_and_person_are_heard_first_or_let_their_days_go_by(world: World, verb: str):
    case = opened(world)
    more: dict[str, Any] = {"until": date(2027, 3, 1)} if verb == "observe" else {}
    last = OPENED + timedelta(days=15)
    with pytest.raises(DomainError, match="单位还没有签署意见（期限到 2026-11-18）"):
        decide(world, case, verb, day=last, **more)
    services.opine(
        actor=world.secretary, case=case, seen=None, opinion="keep", words="保留。", day=OPENED,
        on=TODAY,
    )  # fmt: skip
    with pytest.raises(DomainError, match="本人还没有陈述（期限到 2026-11-18）"):
        decide(world, case, verb, day=last, **more)
    decide(world, case, verb, day=last + timedelta(days=1), **more)


def test_the_days_are_those_that_it_was_opened_with(world: World):
    case = opened(world)
    city_figure("exit.opinion_days", 100, date(2026, 11, 10))
    decide(world, case, "keep", day=date(2026, 11, 19))


def test_nothing_is_decided_without_reason_meeting_and_day(world: World):
    case = heard(world, opened(world))
    with pytest.raises(ValidationError) as told:
        decide(world, case, "keep", reason=" ", meeting="")
    assert set(told.value.message_dict) == {"reason", "meeting"}
    with pytest.raises(ValidationError, match="还没有到"):
        decide(world, case, "keep", day=TODAY + timedelta(days=1))
    with pytest.raises(ValidationError, match="早于立案日期"):
        decide(world, case, "keep", day=OPENED - timedelta(days=1))
    with pytest.raises(ValidationError, match="早于单位意见日期"):
        decide(world, case, "keep", day=TODAY - timedelta(days=1))
    case.refresh_from_db()
    assert case.state == "opened"


def test_observation_lasts_no_longer_than_the_figure_in_all(world: World):
    case = heard(world, opened(world))
    with pytest.raises(ValidationError, match="最长 12 个月，不能晚于 2027-11-23"):
        decide(world, case, "observe", until=date(2027, 11, 24))
    with pytest.raises(ValidationError, match="要晚于决定日期"):
        decide(world, case, "observe", until=TODAY)
    decide(world, case, "observe", until=date(2027, 5, 1))
    later = date(2027, 4, 1)
    with pytest.raises(ValidationError, match="自 2026-11-23 首次决定观察起最长 12 个月"):
        decide(world, case, "observe", until=date(2027, 11, 24), day=later, on=later)
    case = decide(world, case, "observe", until=date(2027, 11, 23), day=later, on=later)
    duty = Duty.objects.get(rule="case.observe")
    assert (duty.opened_on, duty.due_on) == (TODAY, date(2027, 11, 23))


def test_a_decided_case_is_decided(world: World):
    case = decide(world, heard(world, opened(world)), "keep")
    with pytest.raises(DomainError, match="个案现在是“保留”"):
        decide(world, case, "release")
    with pytest.raises(DomainError, match="个案现在是“保留”"):
        services.opine(actor=world.city, case=case, seen=None, opinion="keep", words="x",
            day=TODAY, on=TODAY)  # fmt: skip


def test_who_was_faster_is_told(world: World):
    case = opened(world)
    seen = case.version
    heard(world, case)
    with pytest.raises(Stale):
        decide(world, case, "keep", seen=seen)


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre", "county", "auditor", "nobody"])
def test_only_his_department_decides(world: World, who: str):
    case = heard(world, opened(world))
    with pytest.raises(NotAllowed):
        decide(world, case, "keep", actor=world.users[who])


def test_a_county_decides_about_its_own_list_alone(world: World):
    mine, citys = opened(world, "罗天翊"), opened(world, "赵文博")
    for case in (mine, citys):
        heard(world, case)
    decide(world, mine, "keep", actor=world.county)
    with pytest.raises(NotAllowed, match="由市委组织部掌握，请报市委组织部办理"):
        decide(world, citys, "release", actor=world.county)
    owed = Duty.objects.filter(rule__startswith="case.decide").values_list("rule", "unit")
    root, county = world.named["清河市"].pk, world.named["青川县"].pk
    assert set(owed) == {("case.decide", root), ("case.decide_county", county)}


def test_nobody_decides_his_own_case_whatever_his_role(world: World):
    case = heard(world, opened(world, "陈思远"))
    himself: User = world.cadre
    Grant.objects.create(
        user=himself, account_kind=himself.kind, role=Role.CITY_DEPARTMENT,
        unit=world.named["清河市"], during=(date(2026, 1, 1), None),
    )  # fmt: skip
    himself = User.objects.get(pk=himself.pk)
    for verb in ("keep", "release"):
        with pytest.raises(NotAllowed):
            decide(world, case, verb, actor=himself)
    with pytest.raises(NotAllowed):
        services.opine(actor=himself, case=case, seen=None, opinion="keep", words="留。",
            day=TODAY, on=TODAY)  # fmt: skip
    with pytest.raises(NotAllowed):
        services.withdraw(actor=himself, case=case, seen=None, reason="没有", on=TODAY)
    services.state(actor=himself, case=case, seen=None, words="我说。", day=TODAY, on=TODAY)


def test_a_withdrawn_finding_leaves_the_case_to_people(world: World):
    case = opened(world)
    assert not is_moot(case)
    with pytest.raises(DomainError, match="立案的事实没有撤销"):
        services.withdraw(actor=world.city, case=case, seen=None, reason="撤", on=TODAY)
    found = world.cadres["周雨晴"].conduct_findings.get()
    found.withdrawn_on, found.withdrawn = TODAY, "查无实据"
    found.save()
    assert is_moot(case)
    assert sweep(on=TODAY) == 0
    case.refresh_from_db()
    assert case.state == "opened"  # nothing happens by itself
    case = services.withdraw(actor=world.city, case=case, seen=None, reason="认定已撤", on=TODAY)
    assert case.state == "withdrawn"
    assert not Duty.objects.filter(period=f"case-{case.pk}", state="open").exists()
    assert sweep(on=TODAY) == 0


def test_a_removed_sanction_makes_a_case_moot(world: World):
    row = sanction(world, "周雨晴")
    sweep(on=TODAY)
    case = RosterCase.objects.get()
    assert not is_moot(case)
    row.delete()
    assert is_moot(case)


def test_whoever_is_under_decision_is_not_released_directly(world: World):
    case = opened(world)
    release = {"actor": world.city, "entries": [world.stay("周雨晴")], "on": TODAY}
    with pytest.raises(DomainError, match="周雨晴有在办的调出个案，请在个案中决定，不能直接调出。"):
        roster.release(**release, today=TODAY, ground="9")
    services.opine(actor=world.city, case=case, seen=None, opinion="keep", words="留。",
        day=TODAY, on=TODAY)  # fmt: skip
    decide(world, case, "keep")
    roster.release(**release | {"entries": [world.stay("周雨晴")]}, today=TODAY, ground="9")


def test_who_has_left_is_not_released_twice(world: World):
    case = heard(world, opened(world))
    RosterEntry.objects.filter(pk=case.entry_id).update(left_on=TODAY, status="3", exit_ground="9")
    with pytest.raises(DomainError, match="已于 2026-11-23 出库"):
        decide(world, case)
    assert decide(world, case, "keep").state == "kept"


def test_an_exit_case_is_not_admitted_and_an_addition_not_kept(world: World):
    exit_case = heard(world, opened(world))
    with pytest.raises(DomainError, match="这是调出个案，不能决定补充"):
        decide(world, exit_case, "admit")
    new = services.nominate(
        actor=world.city, cadre=world.cadres["单文静"], words="攻坚克难。", on=TODAY
    )
    with pytest.raises(DomainError, match="这是补充个案，不能决定保留"):
        decide(world, new, "keep")
    with pytest.raises(DomainError, match="没有本人陈述"):
        services.state(actor=world.city, case=new, seen=None, words="x", day=TODAY, on=TODAY)
    with pytest.raises(ValidationError, match="单位意见应为同意补充、暂不补充之一"):
        services.opine(actor=world.city, case=new, seen=None, opinion="keep", words="x",
            day=TODAY, on=TODAY)  # fmt: skip


def test_the_log_tells_no_contents(world: World):
    decide(world, heard(world, opened(world)))
    rows = AuditEntry.objects.filter(subject="cadre", subject_label__contains="个案")
    assert rows.count() == 4
    text = "".join(f"{row.subject_label}{row.detail}" for row in rows)
    assert not any(word in text for word in ("礼金", "廉洁", "认错", "情况属实"))


def test_by_hand_only_the_seventh_ground_once(world: World):
    who = {"actor": world.secretary, "cadre": world.cadres["周雨晴"], "on": TODAY}
    with pytest.raises(DomainError, match="其他情形请登记认定、处分、考核或测评"):
        services.open_by_hand(**who, ground="1", words="有问题。")
    case = services.open_by_hand(**who, words="本人申请退出。")
    assert (case.event, case.ground, case.opened_by) == ("application:1", "7", world.secretary)
    with pytest.raises(DomainError, match="已有同样的在办个案"):
        services.open_by_hand(**who, words="再申请。")
    services.withdraw(actor=world.city, case=case, seen=None, reason="本人收回", on=TODAY)
    assert services.open_by_hand(**who, words="又申请。").event == "application:2"


@pytest.mark.parametrize("who", ["cadre", "auditor", "county", "nobody"])
def test_strangers_open_nothing(world: World, who: str):
    about = {"cadre": world.cadres["陈思远"], "words": "退出。", "on": TODAY}
    with pytest.raises(NotAllowed):
        services.open_by_hand(actor=world.users[who], **about)
    assert not CaseStep.objects.exists()


def test_a_clerk_hears_of_no_case_that_discipline_opened(world: World):
    sanction(world, "周雨晴")
    finding(world, "周雨晴")
    sweep(on=TODAY)
    seen = {
        who: set(RosterCase.objects.visible_to(world.users[who]).values_list("ground", flat=True))
        for who in ("secretary", "clerk", "city")
    }
    assert seen == {"secretary": {"1", "5"}, "clerk": {"1"}, "city": {"1", "5"}}
    steps = CaseStep.objects.visible_to(world.clerk)
    assert set(steps.values_list("case__ground", flat=True)) == {"1"}
