"""The security administrator's pages: issue, look, change, renew, revoke; each is in the log."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.audit.models import Action, AuditEntry
from core.clients.fields import grantable
from core.clients.models import ApiClient
from core.clients.services import latest_expiry
from tests.clients.issuing import caller, issue

LIST = "/clients/"
TOKEN = re.compile(r"ql_[0-9a-f]{8}_[0-9A-Za-z_-]{43}")


@pytest.fixture
def browser(world, client_for):
    """The security administrator."""
    return client_for(world.secadmin)


def filled(world, **changed):
    values = {
        "name": "市人社局工资系统",
        "contact": "周正 0999-0000001",
        "unit": world.named["青川县"].pk,
        "expires_on": str(latest_expiry(timezone.localdate())),
        "fields_units": ["name", "code"],
    }
    return values | changed


def test_a_token_is_issued_and_shown_once(world, browser):
    page = browser.post(f"{LIST}new/", filled(world))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    text = page.content.decode()
    token = TOKEN.search(text)[0]
    assert f'curl -H "Authorization: Bearer {token}"' in text
    assert caller(token).get("/api/v1/units/").status_code == 200
    client = ApiClient.objects.get()
    assert client.fields == {"units": ["name", "code"]}
    assert client.issued_by == world.secadmin
    for address in (LIST, f"{LIST}{client.pk}/"):
        later = browser.get(address).content.decode()
        assert client.name in later
        assert not TOKEN.search(later)
    entry = AuditEntry.objects.get(action=Action.CREATE, subject="apiclient")
    assert token not in str(entry.detail)
    assert entry.detail["单位"] == "单位全称、单位编码"


def test_one_box_stands_for_all_fields_but_the_secret_ones(world, browser):
    offered = {entity.name: columns for entity, columns in grantable().items()}
    browser.post(f"{LIST}new/", filled(world, fields_units=["*"], fields_cadres=["*"]))
    granted = ApiClient.objects.get().fields
    assert granted["units"] == [column.name for column in offered["units"]]
    everything = [column.name for column in offered["cadres"]]
    assert granted["cadres"] == [name for name in everything if name != "id_no_full"]
    assert "全部字段（身份证号（完整）除外）" in browser.get(f"{LIST}new/").content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "必填"),
        ({"name": "长" * 41}, "40"),
        ({"contact": ""}, "必填"),
        ({"unit": 999999}, "没有这个单位"),
        ({"unit": "abc"}, "没有这个单位"),
        ({"expires_on": str(timezone.localdate())}, "应晚于今天"),
        ({"expires_on": "2099-01-01"}, "不晚于"),
        ({"expires_on": "not a day"}, "日期"),
        ({"fields_units": []}, "至少勾选一个"),
        ({"fields_units": ["nonsense"]}, "nonsense"),
    ],
)
def test_what_issuing_refuses_is_said_at_the_field(world, browser, change, sentence):
    page = browser.post(f"{LIST}new/", filled(world, **change))
    assert page.status_code == 400
    assert sentence in page.content.decode()
    assert not ApiClient.objects.exists()


def test_a_name_is_used_once(world, browser):
    browser.post(f"{LIST}new/", filled(world))
    page = browser.post(f"{LIST}new/", filled(world))
    assert page.status_code == 400
    assert "已有名为“市人社局工资系统”的接口客户端" in page.content.decode()


def test_fields_are_changed_once_per_version(world, browser):
    client, token = issue(world)
    address = f"{LIST}{client.pk}/edit/"
    change = {"seen": client.version, "contact": "周正", "fields_units": ["name"]}
    assert browser.post(address, change).status_code == 302
    assert set(caller(token).get("/api/v1/units/").json()["results"][0]) == {"id", "name"}
    stale = browser.post(address, change | {"fields_units": ["code"]})
    assert stale.status_code == 409
    assert world.secadmin.name in stale.content.decode()
    client.refresh_from_db()
    assert client.fields == {"units": ["name"]}
    entry = AuditEntry.objects.get(action=Action.CHANGE, subject="apiclient")
    assert entry.detail["后台任务"][1] == ""


@pytest.mark.parametrize("seen", ["", "abc", "9" * 40, "-1"])
def test_a_forged_version_changes_nothing(world, browser, seen):
    client, _ = issue(world)
    form = {"seen": seen, "contact": "周正", "fields_units": ["name"]}
    assert browser.post(f"{LIST}{client.pk}/edit/", form).status_code in (400, 409)
    client.refresh_from_db()
    assert client.version == 1


def test_renewing_shows_a_new_token(world, browser):
    client, old = issue(world)
    until = timezone.localdate() + timedelta(days=90)
    form = {"seen": client.version, "expires_on": str(until)}
    page = browser.post(f"{LIST}{client.pk}/renew/", form)
    new = TOKEN.search(page.content.decode())[0]
    assert new != old
    assert caller(old).get("/api/v1/units/").status_code == 401
    assert caller(new).get("/api/v1/units/").status_code == 200


def test_revoking_asks_first_and_is_final(world, browser):
    client, token = issue(world)
    address = f"{LIST}{client.pk}/revoke/"
    assert "不能撤回" in browser.get(address).content.decode()
    assert caller(token).get("/api/v1/units/").status_code == 200
    assert browser.post(address, {"seen": client.version}).status_code == 302
    assert caller(token).get("/api/v1/units/").status_code == 401
    for verb in ("edit", "renew", "revoke"):
        again = browser.get(f"{LIST}{client.pk}/{verb}/")
        assert again.status_code == 409
        assert "已吊销" in again.content.decode()
    assert "已吊销" in browser.get(f"{LIST}{client.pk}/").content.decode()


@pytest.mark.parametrize("who", ["city", "county", "clerk", "auditor", "sysadmin", "nobody"])
def test_nobody_else_has_these_pages(world, client_for, who):
    client, _ = issue(world)
    browser = client_for(getattr(world, who))
    assert browser.get(LIST).status_code == 403
    assert browser.get(f"{LIST}new/").status_code == 403
    assert browser.post(f"{LIST}new/", filled(world)).status_code == 403
    for verb in ("", "edit/", "renew/", "revoke/"):
        assert browser.get(f"{LIST}{client.pk}/{verb}").status_code == 404
    assert browser.post(f"{LIST}{client.pk}/revoke/", {"seen": 1}).status_code == 404


def test_the_list_knows_states(world, browser):
    active, _ = issue(world)
    expired, _ = issue(world)
    ApiClient.objects.filter(pk=expired.pk).update(expires_on=timezone.localdate())
    text = browser.get(f"{LIST}?state=expired").content.decode()
    assert expired.name in text
    assert active.name not in text
