"""Pages of cases: who is told what, what each may do, and that nothing leaks on the way."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.cases import services
from assessments.cases.choices import CaseState
from assessments.cases.models import RosterCase
from assessments.findings.models import ConductFinding
from cadres.roster.models import RosterEntry
from core.audit.models import AuditEntry
from tests.case_pages.making import SECRET, TOLD, applied, found, nominated, opined, rated
from tests.world_people import TODAY


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    """Views read the day that the world is built for."""
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: TODAY)


def page(client_for, user, name: str, *args) -> str:
    answer = client_for(user).get(reverse(f"cases:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "is_told_all"),
    [("city", True), ("secretary", False), ("clerk", False), ("cadre", False)],
)
@pytest.mark.parametrize("name", ["detail", "replay"])
def test_what_was_found_is_the_departments_and_one_sentence_is_told(
    world, client_for, who, is_told_all, name
):
    case = found(world, "陈思远")
    html = page(client_for, world.users[who], name, case.pk)
    assert TOLD in html
    for kept in (SECRET, "信访举报", "清组认〔2026〕3号"):
        assert (kept in html) == is_told_all
    assert (case.digest in html) == (is_told_all and name == "replay")


@pytest.mark.parametrize("who", ["county", "auditor", "sysadmin", "nobody"])
def test_nobody_else_has_a_page_of_it(world, client_for, who):
    case = found(world, "陈思远")
    for name, args in (
        ("detail", []),
        ("replay", []),
        ("paper", ["pdf"]),
        ("step", ["keep"]),
        ("step", ["state"]),
    ):
        address = reverse(f"cases:{name}", args=[case.pk, *args])
        assert client_for(world.users[who]).get(address).status_code == 404


def test_a_source_is_linked_for_who_may_open_it(world, client_for):
    case = rated(world, "周雨晴")
    link = f'href="/cadres/{case.cadre_id}/'
    found_case = found(world, "陈思远")
    own = page(client_for, world.cadre, "detail", found_case.pk)
    assert link not in own
    assert "/findings/" not in own
    assert "/findings/" not in page(client_for, world.secretary, "detail", found_case.pk)


def test_he_reads_the_decision_and_not_what_the_unit_thinks(world, client_for):
    case = opined(world, found(world, "陈思远"))
    services.state(
        actor=world.cadre, case=case, seen=case.version, words="我有话说", day=TODAY, on=TODAY
    )
    case.refresh_from_db()
    services.observe(
        actor=world.city,
        case=case,
        seen=case.version,
        reason="情节较轻",
        meeting="部务会第 9 次会议",
        day=TODAY,
        until=date(2027, 5, 23),
        on=TODAY,
    )
    for name in ("detail", "replay"):
        html = page(client_for, world.cadre, name, case.pk)
        for words in ("我有话说", "情节较轻", "部务会第 9 次会议", "2027-05-23"):
            assert words in html
        for words in ("班子意见不一", "缓定", world.secretary.name):
            assert words not in html.replace(f"<b>{world.secretary.name}</b>", "")
        office = page(client_for, world.clerk, name, case.pk)
        assert "班子意见不一" in office
        assert "缓定" in office


def test_the_list_tells_the_person_no_opinion_in_any_column(world, client_for):
    opined(world, found(world, "陈思远"))
    address = reverse("cases:list")
    columns = "opinion,opinion_on,opinion_due,reason,meeting,document"
    seen = client_for(world.secretary).get(address, {"columns": columns}).content.decode()
    assert "缓定" in seen
    told = client_for(world.cadre).get(address, {"columns": columns}).content.decode()
    assert "缓定" not in told
    asked = client_for(world.cadre).get(address, {"opinion": "later"})
    assert len(asked.context["rows"]) == 1  # the parameter is no filter of his
    other = client_for(world.cadre).get(address, {"opinion": "keep"})
    assert len(other.context["rows"]) == 1


def test_an_addition_is_no_page_of_the_person(world, client_for):
    entry = RosterEntry.objects.get(cadre=world.cadres["陈思远"], left_on=None)
    RosterEntry.objects.filter(pk=entry.pk).update(left_on=None)
    world.cadres["单文静"].account = world.nobody
    world.cadres["单文静"].save(update_fields=["account"])
    case = nominated(world, "单文静")
    for name in ("detail", "replay"):
        address = reverse(f"cases:{name}", args=[case.pk])
        assert client_for(world.nobody).get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("city", {"签署单位意见", "登记本人陈述", "决定保留", "决定观察", "决定调出", "撤销"}),
        ("secretary", {"签署单位意见", "登记本人陈述"}),
        ("clerk", {"登记本人陈述"}),
        ("cadre", {"登记本人陈述"}),
    ],
)
def test_each_has_the_buttons_of_his_role(world, client_for, who, labels):
    case = found(world, "陈思远")
    address = reverse("cases:detail", args=[case.pk])
    answer = client_for(world.users[who]).get(address)
    assert {button.label for button in answer.context["buttons"]} == labels


def test_an_addition_is_admitted_or_declined(world, client_for):
    case = nominated(world, "单文静")
    address = reverse("cases:detail", args=[case.pk])
    labels = [button.label for button in client_for(world.city).get(address).context["buttons"]]
    assert labels == ["签署单位意见", "撤销", "决定观察", "决定暂不补充", "决定补充"]
    refused = client_for(world.city).get(reverse("cases:step", args=[case.pk, "release"]))
    assert refused.status_code == 409


def test_the_way_by_forms_to_a_release(world, client_for):
    case = found(world, "陈思远")
    step = {
        verb: reverse("cases:step", args=[case.pk, verb])
        for verb in ("opine", "state", "release", "observe")
    }
    secretary, own, city = (client_for(world.users[who]) for who in ("secretary", "cadre", "city"))
    given = {"seen": 1, "opinion": "release", "words": "不宜保留", "day": "2026-11-20"}
    assert secretary.post(step["opine"], given | {"words": ""}).status_code == 400
    assert secretary.post(step["opine"], given).status_code == 302
    assert own.post(step["state"], {"seen": 2, "words": "本人说明"}).status_code == 302
    read = AuditEntry.objects.filter(action="read", subject_label__contains="调出个案").count
    before = read()
    for verb in ("release", "observe", "keep", "withdraw"):
        beside = page(client_for, world.city, "step", case.pk, verb)
        assert "不宜保留" in beside and "本人说明" in beside
    assert read() == before + 4
    assert "不宜保留" not in page(client_for, world.cadre, "step", case.pk, "state")
    decided = {"seen": 3, "reason": "问题属实", "meeting": "部务会", "day": "2026-11-23"}
    early = city.post(step["release"], decided | {"day": "2026-11-01"})
    assert early.status_code == 400
    assert "早于立案日期" in early.content.decode()
    stale = city.post(step["release"], decided | {"seen": 1})
    assert stale.status_code == 409
    assert city.post(step["release"], decided).status_code == 302
    case.refresh_from_db()
    assert case.state == CaseState.RELEASED
    assert case.statement == "本人说明"
    entry = RosterEntry.objects.get(pk=case.entry_id)
    assert (entry.left_on, entry.exit_ground) == (date(2026, 11, 23), "1")
    again = city.post(step["observe"], decided | {"until": "2027-01-01"})
    assert again.status_code == 409


def test_a_unit_cannot_decide_and_he_cannot_speak_for_others(world, client_for):
    case = found(world, "周雨晴")
    for who, verb, status in (
        ("secretary", "keep", 403),
        ("clerk", "opine", 403),
        ("cadre", "state", 404),
    ):
        address = reverse("cases:step", args=[case.pk, verb])
        assert client_for(world.users[who]).get(address).status_code == status, who
        assert client_for(world.users[who]).post(address, {"seen": 1}).status_code == status, who


def test_a_county_does_not_decide_about_the_citys_list(world, client_for):
    case = found(world, "赵文博")
    browser = client_for(world.county)
    answer = browser.get(reverse("cases:detail", args=[case.pk]))
    assert [b.verb for b in answer.context["buttons"]] == ["opine", "state"]
    assert browser.get(reverse("cases:step", args=[case.pk, "keep"])).status_code == 403


def test_a_finding_and_its_case_lead_to_each_other(world, client_for):
    case = found(world, "陈思远")
    finding = ConductFinding.objects.get()
    there, back = (
        reverse("cases:detail", args=[case.pk]),
        reverse("findings:detail", args=[finding.pk]),
    )
    browser = client_for(world.city)
    assert f'href="{there}"' in browser.get(back).content.decode()
    assert f'href="{back}"' in browser.get(there).content.decode()
    assert f'href="{back}"' not in client_for(world.secretary).get(there).content.decode()


def test_what_was_taken_back_is_said_and_can_be_withdrawn(world, client_for):
    case = found(world, "陈思远")
    browser = client_for(world.city)
    detail = reverse("cases:detail", args=[case.pk])
    assert not browser.get(detail).context["is_moot"]
    withdraw = reverse("cases:step", args=[case.pk, "withdraw"])
    assert browser.post(withdraw, {"seen": 1, "reason": "误立"}).status_code == 409
    ConductFinding.objects.update(withdrawn_on=TODAY, withdrawn="核查不实")
    assert "请组织部门核对后撤销个案" in browser.get(detail).content.decode()
    assert browser.post(withdraw, {"seen": 1, "reason": "认定撤销，线索有误"}).status_code == 302
    told = page(client_for, world.cadre, "detail", case.pk)
    assert "撤销" in told
    assert "线索有误" not in told
    answer = client_for(world.cadre).get(
        reverse("cases:list"), {"standing": "all", "columns": "reason"}
    )
    assert "线索有误" not in answer.content.decode()
    assert "线索有误" in page(client_for, world.secretary, "detail", case.pk)


def test_opening_by_hand_from_the_list(world, client_for):
    browser = client_for(world.city)
    choose = browser.get(reverse("cases:open"), {"q": "周雨"})
    assert [one.name for one in choose.context["people"]] == ["周雨晴"]
    person = world.cadres["周雨晴"]
    address = f"{reverse('cases:open')}?cadre={person.pk}"
    assert browser.post(address, {"words": ""}).status_code == 400
    assert browser.post(address, {"words": "因病申请退出"}).status_code == 302
    case = RosterCase.objects.get(cadre=person)
    assert (case.ground, case.verdict) == ("7", "因病申请退出")
    twice = browser.post(address, {"words": "因病申请退出"})
    assert twice.status_code == 409
    assert "已有同样的在办个案" in twice.content.decode()


def test_putting_forward_offers_those_outside_alone(world, client_for):
    nominated(world, "单文静")
    browser = client_for(world.city)
    names = {one.name for one in browser.get(reverse("cases:nominate")).context["people"]}
    assert names == {"欧阳雪", "艾力·买买提", "马晓东", "曾可欣"}
    assert client_for(world.clerk).get(reverse("cases:nominate")).status_code == 403
    ours = {
        one.name
        for one in client_for(world.secretary).get(reverse("cases:nominate")).context["people"]
    }
    assert ours == {"曾可欣"}
    stranger = f"{reverse('cases:nominate')}?cadre={world.cadres['欧阳雪'].pk}"
    assert client_for(world.secretary).get(stranger).status_code == 404


def test_prev_and_next_stay_in_scope(world, client_for):
    first, second = found(world, "陈思远"), rated(world, "周雨晴")
    elsewhere = found(world, "李明朗")
    url = reverse("cases:detail", args=[second.pk])
    assert client_for(world.secretary).get(url).context["neighbours"] == {
        "previous": None,
        "next": first.pk,
    }
    assert client_for(world.city).get(url).context["neighbours"]["previous"] == elsewhere.pk


def test_the_tab_of_a_person_lists_his_cases(world, client_for):
    case = applied(world, "陈思远")
    tab = reverse("cadres:tab", args=[case.cadre_id, "assessments"])
    office = client_for(world.secretary).get(tab).content.decode()
    assert "因家庭原因申请退出" in office
    assert f"{reverse('cases:open')}?cadre={case.cadre_id}" in office
    own = client_for(world.cadre).get(tab).content.decode()
    assert "因家庭原因申请退出" in own
    assert "登记退出" not in own


def test_the_log_says_nothing_of_what_happened(world, client_for):
    from core.audit.models import AuditEntry

    case = opined(world, found(world, "陈思远"))
    page(client_for, world.city, "detail", case.pk)
    page(client_for, world.city, "replay", case.pk)
    client_for(world.city).get(reverse("cases:paper", args=[case.pk, "docx"]))
    rows = AuditEntry.objects.filter(subject="cadre", subject_id=str(case.cadre_id))
    assert rows.count() >= 4
    text = " ".join(f"{row.subject_label} {row.detail}" for row in rows)
    for words in (SECRET, TOLD, "班子意见不一", "缓定", "later"):
        assert words not in text


def test_the_page_of_one_case_asks_a_fixed_number_of_questions(
    world, client_for, django_assert_max_num_queries
):
    case = opined(world, found(world, "陈思远"))
    browser = client_for(world.city)
    address = reverse("cases:detail", args=[case.pk])
    browser.get(address)
    with django_assert_max_num_queries(32):
        browser.get(address)
