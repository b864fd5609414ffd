"""An integrator's first pull and first delta, with nothing but docs/api.md and a token."""

import json
import re
import sqlite3
from contextlib import closing

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cadres.choices import ExitGround
from cadres.people.models import Cadre
from cadres.roster import services
from cadres.roster.models import RosterEntry
from core.accounts.models import User
from core.demo.accounts import PASSWORD
from core.units.models import Unit
from tests.journeys.program import Program, breaking
from tests.journeys.walking import Walk

pytestmark = pytest.mark.browser

TOKENS: dict[str, str] = {}  # what the administrator handed over, by the scope it is for
TOKEN = re.compile(r"ql_[0-9a-f]{8}_[0-9A-Za-z_-]{43}")
COUNTY = "青川县"


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """Where the copies lie, from one delta to the next."""
    return tmp_path_factory.mktemp("copies")


@pytest.fixture
def program(demo_city, live_server, walk: Walk) -> Program:
    """With the token of the whole city."""
    return Program(live_server.url, TOKENS["清河市"], walk)


def rows(copy) -> dict[int, dict]:
    """What the copy holds."""
    with closing(sqlite3.connect(copy)) as opened:
        return {pk: json.loads(data) for pk, data in opened.execute("SELECT id, data FROM rows")}


@pytest.mark.parametrize("place", ["清河市", COUNTY])
def test_the_security_administrator_issues_a_token(open_window, walk: Walk, place):
    window = open_window()
    window.log_in("secadmin", PASSWORD)
    with walk.step(f"{place}：打开“接口客户端”，点“签发令牌”", window):
        window.follow("接口客户端")
        window.follow("签发令牌", within=window.page.locator(".q-head"))
    window.fill(name=f"{place}人社系统", contact="周正 0999-0000001")
    unit = Unit.objects.get(short_name=place)
    window.page.locator("[name=unit]").select_option(str(unit.pk), force=True)
    for name in ("cadres", "roster", "units", "annual_reports", "duties", "talks"):
        window.page.locator(f"[name=fields_{name}][value='*']").check()
    window.page.locator("[name=powers][value='annual_reports.content']").check()
    with walk.step(f"{place}：签发，令牌显示一次", window):
        window.page.get_by_role("button", name="签发").click()
        expect(window.page.get_by_text("只显示这一次")).to_be_visible()
    TOKENS[place] = TOKEN.search(window.page.content())[0]


def test_the_first_call_works(program):
    answer = program.get("units/?size=20", "第一次请求")
    assert answer.status == 200
    assert len(answer.told["results"]) == 20
    schema = program.get(f"{program.server}/api/schema/", "取 OpenAPI 文档")
    assert "/api/v1/roster/" in schema.told["paths"]


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("cadres/?siz=20", 400, "siz：没有这个参数。可用的参数："),
        ("cadres/?columns=name,salary", 400, "没有名为“salary”的列，或者没有授权。可用的列："),
        ("cadres/?columns=id_no_full", 400, "需要别的，请安全管理员授权。"),
        ("cadres/?size=1000", 400, "应为 1 到 200 的整数。"),
        ("cadres/?age_min=abc", 400, "age_min：应为整数，如 30。"),
        ("cadres/?gender=%E5%A5%B3", 400, "gender：“女”不在可选的范围内，请重选或填代码。"),
        ("cadres/?updated_since=yesterday", 400, "请原样填写上次答复给出的 updated_until"),
        ("cadres/?updated_since=2020-01-01T00:00:00Z", 410, "重新全量取数"),
        ("cadres/?format=xml", 400, "可选：json、ndjson、csv、xlsx"),
        ("mentorings/", 404, "全部地址见接口文档"),
        ("cases/", 403, "请联系安全管理员授权"),
        ("cadres/99999999/", 404, "不在您的范围内"),
    ],
)
def test_a_beginners_mistake_is_answered_by_what_to_do(program, path, status, sentence):
    answer = program.get(path)
    assert (answer.status, sentence in answer.told["detail"]) == (status, True), answer.told
    assert answer.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ("", "请加上请求头“Authorization: Bearer 令牌”"),
        ("ql_606f8626_x7X6oKdr", "令牌共 55 个字符"),
        ("ql_00000000_" + "x" * 43, "请安全管理员换发"),
    ],
)
def test_a_wrong_token_is_answered_by_what_to_do(demo_city, live_server, walk, token, sentence):
    answer = Program(live_server.url, token, walk).get("cadres/")
    assert answer.status == 401
    assert sentence in answer.told["detail"]


def test_too_many_requests_are_told_how_long_to_wait(program, monkeypatch):
    monkeypatch.setattr("core.clients.throttling.PerViewer.THROTTLE_RATES", {"viewer": "5/min"})
    answers = [program.get("units/?size=1&columns=name") for _ in range(6)]
    assert [one.status for one in answers] == [200] * 5 + [429]
    assert re.search(r"请 \d+ 秒后再试", answers[-1].told["detail"])
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


def test_everything_is_pulled_once(program, copies):
    serving = Cadre.objects.serving().count()
    whole = program.get("cadres/?format=ndjson", f"全部干部，ndjson（{serving} 人）")
    assert whole.body.count(b"\n") == serving
    again = program.get(
        "cadres/?format=ndjson",
        "没有变化，If-None-Match",
        **{"If-None-Match": whole.headers["ETag"]},
    )
    assert (again.status, again.body) == (304, b"")
    assert again.headers["X-Updated-Until"]
    paged = {row["id"] for row in program.pages("cadres/?size=200&columns=name", "全部干部，逐页")}
    assert paged == {json.loads(line)["id"] for line in whole.body.splitlines()}
    stays = RosterEntry.objects.filter(left_on=None).count()
    told = program.keep_in_step(
        "roster/", copies / "city", f"keep_in_step.py，第一次（{stays} 行）"
    )
    assert told == f"{stays} written, 0 removed\n"


def test_the_first_delta_has_what_changed(program, live_server, walk, copies):
    county = Program(live_server.url, TOKENS[COUNTY], walk)
    county.keep_in_step("roster/", copies / "county", f"{COUNTY}，第一次")
    actor, today = User.objects.get(username="city"), timezone.localdate()
    here = Unit.objects.get(short_name=COUNTY)
    stays = RosterEntry.objects.filter(left_on=None, unit_path__startswith=here.path)
    one, gone, moved = stays.select_related("cadre").order_by("pk")[:3]

    Cadre.objects.filter(pk=one.cadre_id).update(title="青川县发展和改革局副局长")
    services.release(actor=actor, entries=[gone], on=today, today=today, ground=ExitGround.OTHER)
    bureau = Unit.objects.get(short_name="市交通运输局")
    Cadre.objects.filter(pk=moved.cadre_id).update(unit=bureau)

    assert "2 removed" in county.keep_in_step("roster/", copies / "county", f"{COUNTY}，增量")
    kept = rows(copies / "county")
    assert kept[one.pk]["title_full"] == "青川县发展和改革局副局长"
    assert not {gone.pk, moved.pk} & kept.keys()
    assert "1 removed" in program.keep_in_step("roster/", copies / "city", "全市，增量")
    assert rows(copies / "city")[moved.pk]["unit"]["short_name"] == "市交通运输局"


def test_a_broken_line_changes_nothing(program, copies):
    before = rows(copies / "city")
    with breaking(program.server) as server:
        told = program.keep_in_step("cadres/", copies / "broken", "传到一半断线", server=server)
    assert "Nothing was changed, run it again" in told
    assert rows(copies / "broken") == {}
    told = program.keep_in_step("cadres/", copies / "broken", "再运行一次")
    assert told.endswith("written, 0 removed\n")
    program.keep_in_step("roster/", copies / "city")
    assert rows(copies / "city") == before


def test_reports_and_statistics_are_read(program):
    year = timezone.localdate().year
    reports = program.get(f"annual_reports/?year={year}&count=true", "年度报告").told
    assert reports["count"] >= len(reports["results"]) > 0
    first = reports["results"][0]["id"]
    whole = program.get(f"annual_reports/{first}/content/", "年度报告全文")
    assert whole.status == 200
    assert len(whole.told["words"]) == 7
    told = program.get("statistics/structure/?rows=gender&columns=none", "结构统计").told
    assert told["as_of"] == str(timezone.localdate())
    for name in ("targets", "coverage"):
        answer = program.get(f"statistics/{name}/", f"统计：{name}")
        assert answer.status == 200, answer.told
