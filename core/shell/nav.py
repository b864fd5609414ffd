"""The navigation of each role: which lists are anybody's business."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from core.choices import BUSINESS_ROLES, GRANTABLE_ROLES, Role
from core.scoping import Viewer, roles_of

ALL = frozenset(GRANTABLE_ROLES)
UNITS_SEEN_BY = ALL - {Role.AUDITOR}
ACCOUNT_KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})
OFFICES = frozenset(BUSINESS_ROLES) - {Role.CADRE}
DEPARTMENTS = frozenset({Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT})
UNITS = frozenset({Role.UNIT_SECRETARY, Role.UNIT_CLERK})


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the navigation: a label, an address by name, and the roles that see it."""

    label: str
    view: str
    roles: frozenset[Role] = ALL


NAVIGATION: tuple[tuple[str, tuple[Item, ...]], ...] = (
    ("", (Item("工作台", "home"), Item("责任事项", "duties:list", OFFICES))),
    (
        "名单",
        (
            Item("名册", "roster:list", OFFICES),
            Item("干部", "cadres:list", OFFICES),
            Item("选拔储备", "intake:list", OFFICES),
            Item("后备库", "pools:list", OFFICES),
            Item("变更审核", "changes:list", OFFICES),
            Item("导入", "imports:list", DEPARTMENTS),
            Item("校核", "checks:list", OFFICES),
            Item("本人档案", "cadres:list", frozenset({Role.CADRE})),
        ),
    ),
    (
        "培养",
        (Item("领导帮带", "mentoring:list", OFFICES),),
    ),
    (
        "历练",
        (
            Item("轮岗交流", "moves:list", DEPARTMENTS),
            Item("轮岗征求意见", "moves:moves", UNITS),
            Item("五年两岗", "meter:units", OFFICES),
            Item("一线锻炼", "frontline:list", OFFICES),
            Item("任职与锻炼", "postings:list", OFFICES),
            Item("锻炼鉴定", "appraisals:list", OFFICES),
            Item("职位", "positions:list", OFFICES),
            Item("干部流向", "flows:map", OFFICES),
        ),
    ),
    (
        "管理",
        (
            Item("谈心谈话", "talks:list", OFFICES),
            Item("苗头问题", "concerns:list", OFFICES),
            Item("谈话抽查", "spot_checks:list", DEPARTMENTS),
            Item("抽查整改", "rectifications:list", OFFICES),
        ),
    ),
    (
        "考核",
        (
            Item("年度考核", "rounds:list", OFFICES),
            Item("本人考核", "rounds:sheets", frozenset({Role.CADRE})),
            Item("民主测评", "polls:list", OFFICES),
            Item("组织认定", "findings:list", DEPARTMENTS),
            Item("调出补充个案", "cases:list", OFFICES),
        ),
    ),
    (
        "报告",
        (
            Item("年度报告", "annual:list", OFFICES),
            Item("汇编", "volume:list", DEPARTMENTS),
            Item("统计", "statistics:structure", OFFICES),
            Item("看板", "dashboards:page", OFFICES),
        ),
    ),
    (
        "依据",
        (Item("实施方案", "plan:page", frozenset(BUSINESS_ROLES)), Item("使用指南", "guide")),
    ),
    ("基础", (Item("单位", "units:list", UNITS_SEEN_BY), Item("代码表", "codes:list"))),
    (
        "账号与权限",
        (
            Item("账号", "accounts:list", ACCOUNT_KEEPERS),
            Item("授权", "accounts:grants", frozenset({Role.SECURITY_ADMINISTRATOR})),
            Item("登录规则", "accounts:rules", frozenset({Role.SECURITY_ADMINISTRATOR})),
            Item("接口客户端", "clients:list", frozenset({Role.SECURITY_ADMINISTRATOR})),
        ),
    ),
    ("审计", (Item("操作日志", "audit:list", frozenset({Role.AUDITOR})),)),
    (
        "我的",
        (
            Item("后台任务", "jobs:list"),
            Item("通知", "notices:inbox", OFFICES),
            Item("我的账号", "account"),
        ),
    ),
    ("接口", (Item("接口文档", "api-docs"),)),
)


# Twenty lines on every page, whose addresses never change while a process lives.
_fixed = cache(reverse)


def _address(item: Item, viewer: Viewer) -> str:
    """One's own account is a page of accounts; its line should light up there."""
    if item.view == "account":
        return reverse("accounts:detail", args=[viewer.pk])
    return _fixed(item.view)


def _line(item: Item, viewer: Viewer, count: int, is_red: bool) -> dict[str, Any]:
    """As components/nav.html reads it."""
    url = _address(item, viewer)
    return {"label": item.label, "url": url, "current": False, "count": count, "is_red": is_red}


@lru_cache(maxsize=1)
def _badges() -> Callable[[Viewer, date], dict[str, tuple[int, bool]]]:
    return import_string(settings.BADGES)


def groups_for(viewer: Viewer, here: str) -> list[dict[str, Any]]:
    """Groups with a line for this viewer; the longest matching address is current."""
    roles = roles_of(viewer)
    counts = _badges()(viewer, timezone.localdate())
    groups = []
    for label, items in NAVIGATION:
        lines = [
            _line(item, viewer, *counts.get(item.view, (0, False)))
            for item in items
            if item.roles & roles or (not roles and item.view in ("home", "account"))
        ]
        if lines:
            groups.append({"label": label, "items": lines})
    every = [line for group in groups for line in group["items"]]
    matching = [
        line
        for line in every
        if here == line["url"] or (line["url"] != "/" and here.startswith(line["url"]))
    ]
    if matching:
        max(matching, key=lambda line: len(line["url"]))["current"] = True
    return groups
