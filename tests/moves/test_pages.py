"""The pages of rotation plans: the whole way by the forms, what a unit is told, what waits."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.shell.pending import lines
from policy.duties.models import Duty
from rotation.choices import MoveState, Opinion, Side
from rotation.moves import pending, proposing
from rotation.moves.models import PlannedMove, RotationPlan
from rotation.moves.services import arranging
from rotation.postings.models import Posting
from tests.moves.plans import DOWN, LONG, add, answered, asked, drafted, placed, question

TODAY = timezone.localdate()
PLACE = "市科技局"


@pytest.fixture
def city(world, client_for):
    return client_for(world.city)


@pytest.fixture
def secretary(world, client_for):
    return client_for(world.secretary)


@pytest.fixture
def owed(world, monkeypatch):
    """A duty of internal rotation about two people, with its reasons."""
    names = {"周雨晴": [LONG], "李明朗": [LONG, DOWN]}
    for name in names:
        cadre = world.cadres[name]
        Duty.objects.create(
            rule="rotation.internal",
            subject=cadre.pk,
            cadre=cadre,
            unit=cadre.unit,
            period="x",
            opened_on="2026-01-01",
            due_on="2026-12-31",
            yellow_from="2026-12-01",
        )
    found = {world.cadres[name].pk: reasons for name, reasons in names.items()}
    for module in (arranging, proposing):
        monkeypatch.setattr(
            module, "reasons_for", lambda keys, _on: {k: found[k] for k in keys if k in found}
        )


def page(client, name, *args, status=200, **query):
    answer = client.get(reverse(f"moves:{name}", args=args), query)
    assert answer.status_code == status
    return answer.content.decode()


def post(client, name, *args, status=302, **data):
    answer = client.post(reverse(f"moves:{name}", args=args), data)
    assert answer.status_code == status, answer.content.decode()
    return answer


def test_the_whole_way_by_the_forms(world, city, secretary, client_for, owed):
    post(city, "create", unit=world.named["清河市"].pk, year=2026)
    plan = RotationPlan.objects.get()
    text = page(city, "propose", plan.pk)
    assert "任现岗位满两年，只有一个岗位。" in text
    assert "任职 32 个月" in text
    assert "李明朗" not in page(city, "propose", plan.pk, unit=world.named["市交通运输局"].pk)
    assert "周雨晴" not in page(city, "propose", plan.pk, kind="down")
    page(city, "propose", plan.pk, status=404, kind="什么")
    post(city, "propose", plan.pk, pick=[world.cadres["周雨晴"].pk])
    move = PlannedMove.objects.get()
    assert "周雨晴" not in page(city, "propose", plan.pk)  # in the plan by now
    where = {"kind": "exchange", "unit": world.named[PLACE].pk, "title": "规划科科长"}
    post(city, "arrange", move.pk, seen=1, seat="principal", level="1A41", **where)
    post(city, "arrange", move.pk, seen=1, seat="principal", status=409, **where)  # stale
    post(city, "consult", plan.pk, seen=1, answer_by=TODAY)
    assert "周雨晴" in page(secretary, "moves", waits="true")
    mine = question(move)
    post(secretary, "answer", mine.pk, seen=1, opinion="disagree", words="", status=400)
    post(secretary, "answer", mine.pk, seen=1, opinion="agree", words="")
    theirs = question(move, Side.TO)
    assert secretary.get(reverse("moves:answer", args=[theirs.pk])).status_code == 404
    post(city, "answer", theirs.pk, seen=1, opinion="agree", words="")
    assert (
        "周雨晴"
        in post(city, "judge", plan.pk, "approve", status=200, selected=[move.pk]).content.decode()
    )
    post(city, "judge", plan.pk, "approve", selected=[move.pk], confirmed=1, note="")
    plan.refresh_from_db()
    post(city, "decide", plan.pk, seen=plan.version, decided_on=TODAY, document="清组9号")
    move.refresh_from_db()
    post(city, "carry_out", move.pk, seen=move.version, since="", status=400)
    post(city, "carry_out", move.pk, seen=move.version, since=TODAY)
    move.refresh_from_db()
    assert (move.state, move.posting.title) == (MoveState.DONE, "规划科科长")
    plan.refresh_from_db()
    post(city, "close", plan.pk, seen=plan.version)
    assert "已办结" in page(city, "detail", plan.pk)
    assert "规划科科长" in page(city, "move", move.pk)


def test_whoever_is_planned_for_finds_nothing(world, client_for):
    plan = drafted(world)
    move = placed(world, plan, "陈思远", PLACE)
    asked(world, plan)
    himself = client_for(world.cadre)
    page(himself, "move", move.pk, status=404)
    page(himself, "answer", question(move).pk, status=404)
    assert reverse("moves:move", args=[move.pk]) not in page(himself, "moves")
    page(himself, "detail", plan.pk, status=404)
    page(himself, "create", status=403)


def test_a_unit_is_told_no_more_than_it_was_asked(world, secretary, client_for):
    """Bureau asked as the receiver of 李明朗 and the sender of 周雨晴."""
    plan = drafted(world)
    coming = placed(world, plan, "李明朗", "市交通运输局")
    going = placed(world, plan, "周雨晴", PLACE)
    other = placed(world, plan, "赵文博", PLACE)
    page(secretary, "move", going.pk, status=404)  # not asked yet
    asked(world, plan)
    answered(world, going, Opinion.ADVISE, "建议缓一缓")
    page(secretary, "move", other.pk, status=404)
    page(secretary, "detail", plan.pk, status=404)
    theirs = page(secretary, "move", coming.pk)
    assert "经历单一" not in theirs  # the reasons are for his own unit
    assert reverse("cadres:detail", args=[coming.cadre_id]) not in theirs
    own = page(secretary, "move", going.pk)
    assert "经历单一" in own
    assert own.count("建议缓一缓") == 1  # its own answer, not the other unit's
    PlannedMove.objects.filter(pk=going.pk).update(state=MoveState.DROPPED, decision_note="另有")
    told = page(secretary, "move", going.pk)
    assert "不安排" not in told
    assert "另有" not in told.replace("另有建议", "")
    listed = page(secretary, "moves")
    assert listed.count("不安排") == 1  # among the choices of the filter
    assert "经历单一" in listed
    assert page(secretary, "moves", state="dropped").count("周雨晴") == 0  # nor by asking


@pytest.mark.parametrize(
    "name",
    ["edit", "propose", "add", "consult", "decide", "reopen", "close", "discard", "people"],
)
def test_a_county_does_nothing_to_the_plan_of_the_city(world, client_for, name):
    plan = drafted(world)
    page(client_for(world.county), name, plan.pk, status=404)


def test_a_county_department_hears_what_the_city_asked_its_units(world, client_for):
    plan = drafted(world)
    move = placed(world, plan, "赵文博", PLACE)
    county = client_for(world.county)
    page(county, "move", move.pk, status=404)
    asked(world, plan)
    text = page(county, "move", move.pk)
    assert "柳河镇" in text
    for name in ("arrange", "carry_out", "restore"):
        page(county, name, move.pk, status=403)
    page(county, "answer", question(move).pk)  # writes down what the town said
    page(county, "answer", question(move, Side.TO).pk, status=404)


def test_nonsense_is_refused_without_a_fault(world, city):
    plan = drafted(world)
    move = add(world, plan, "周雨晴")
    post(city, "propose", plan.pk, status=409)
    post(city, "propose", plan.pk, pick=["x", "9" * 30], status=409)
    post(city, "propose", plan.pk, pick=[10**15], status=403)
    post(city, "create", unit="x", year="10000000000", status=400)
    for bad in ({"unit": "9" * 25}, {"position": "x"}, {"target": "0001-01-01"}, {"level": "?"}):
        post(city, "arrange", move.pk, **{"seen": 1, "kind": "exchange"} | bad, status=400)
    post(city, "add", plan.pk, cadre="9" * 30, kind="down", reason="x", status=400)
    post(city, "add", plan.pk, cadre="\x00", kind="down", reason="x", status=400)
    post(city, "judge", plan.pk, "approve", status=409, selected=[move.pk])
    post(city, "consult", plan.pk, seen=1, answer_by="2020-01-01", status=409)
    assert city.get(f"/moves/{plan.pk}/burn/").status_code == 404
    assert city.get(reverse("moves:people", args=[plan.pk]), {"q": "\x00"}).json() == []
    assert city.get(reverse("moves:people", args=[plan.pk]), {"q": "zyq"}).json()[0]["text"] == (
        "周雨晴（清河市交通运输局综合规划科科长）"
    )


def listed(browser, url: str) -> int:
    return len(browser.get(url).context["rows"])


def test_what_waits_is_said_on_the_workbench(world, secretary, city):
    assert pending.opinions(world.city) is None
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    assert lines(world.secretary, [pending.opinions]) == []
    asked(world, plan)
    RotationPlan.objects.update(answer_by=TODAY)
    (waiting,) = lines(world.secretary, [pending.opinions])
    assert (waiting.count, waiting.is_red) == (1, False)
    assert "周雨晴" in secretary.get(waiting.url).content.decode()
    placed(world, plan, "李明朗", "市交通运输局")
    assert lines(world.city, [pending.decisions]) == []
    assert listed(city, pending.decisions(world.city).url) == 0
    RotationPlan.objects.update(answer_by="2020-01-01")
    assert pending.opinions(world.secretary).is_red
    (waiting,) = lines(world.city, [pending.decisions])
    assert waiting.count == listed(city, waiting.url) == 1  # nobody was asked about 李明朗
    answered(world, move)
    assert lines(world.secretary, [pending.opinions]) == []
    assert lines(world.county, [pending.decisions]) == []


def test_the_page_of_a_plan_has_the_same_statements_for_one_and_three(world, city):
    plan = drafted(world)
    counts = []
    for names in (["周雨晴"], ["李明朗", "赵文博"]):
        for name in names:
            placed(world, plan, name, "市财政局" if "市财政局" in world.named else "青川县")
        page(city, "detail", plan.pk)
        with CaptureQueriesContext(connection) as captured:
            page(city, "detail", plan.pk)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_posting_entered_elsewhere_is_offered(world, city):
    from tests.moves.plans import decided

    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    decided(world, plan, [move])
    assert "已登记的任职" not in page(city, "carry_out", move.pk)
    entered = Posting.objects.create(
        cadre=move.cadre, unit=world.named[PLACE], kind="rotation", title="主任", since="2026-11-24"
    )
    assert "已登记的任职" in page(city, "carry_out", move.pk)
    move.refresh_from_db()
    post(city, "carry_out", move.pk, seen=move.version, posting=entered.pk, since="")
    move.refresh_from_db()
    assert move.posting_id == entered.pk
