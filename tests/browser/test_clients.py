"""A program's token: issued once, good for what was ticked, dead when it is revoked."""

import pytest
from playwright.sync_api import APIResponse, Playwright, expect

from core.clients.models import ApiClient
from core.units.models import Unit
from tests.browser.choosing import choose

pytestmark = pytest.mark.browser


def pull(playwright: Playwright, address: str, token: str) -> APIResponse:
    """What a program elsewhere gets for the token."""
    headers = {"Authorization": f"Bearer {token}"}
    program = playwright.request.new_context(base_url=address, extra_http_headers=headers)
    return program.get("/api/v1/units/")


def test_a_token_opens_what_was_ticked_until_it_is_revoked(
    open_window, committed_world, playwright
):
    window = open_window("secadmin")
    page = window.page
    window.go("/clients/")
    window.follow("签发令牌", within=page.get_by_role("region", name="接口客户端"))
    window.fill(name="市人社局工资系统", contact="周正 0999-0000001")
    choose(window, "数据范围", "qcx", "青川县")
    units = page.get_by_role("group", name="可取字段：单位")
    for field in ("单位全称", "单位编码"):
        units.get_by_label(field, exact=True).check()
    for other in ("可取字段：代码", "可取字段：后台任务"):
        for box in page.get_by_role("group", name=other).get_by_role("checkbox").all():
            box.uncheck()
    window.press("签发")
    token = page.locator("#secret").inner_text()
    client = ApiClient.objects.get(name="市人社局工资系统")
    assert client.fields == {"units": ["name", "code"]}
    assert token not in str(ApiClient.objects.filter(pk=client.pk).values().get())

    answer = pull(playwright, window.address, token)
    assert answer.status == 200
    county = committed_world.named["青川县"]
    below = Unit.objects.filter(path__startswith=county.path).order_by("sort_path")
    rows = answer.json()["results"]
    assert [row["code"] for row in rows] == [unit.code for unit in below]
    assert all(row.keys() <= {"id", "code", "name"} for row in rows)

    window.follow("已保存，返回")
    expect(page.get_by_text(token)).to_have_count(0)
    window.follow("吊销令牌")
    window.sees("此操作不能撤回。")
    window.press("吊销令牌")
    window.sees("已吊销令牌。")
    refused = pull(playwright, window.address, token)
    assert refused.status == 401
    assert refused.headers["content-type"].startswith("application/problem+json")
