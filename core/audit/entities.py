"""The columns of the log."""

from datetime import datetime
from functools import cache

import orjson
from django.apps import apps
from django.utils import timezone

from core.audit.models import Action, ActorKind, AuditEntry
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity, all_entities

RECORDS = (
    *("cadre", "unit", "user", "grant", "apiclient", "job", "coderelease", "rolerule"),
    "conductfinding",
)
DOINGS = {"search": "全局查找"}


def _detail(value: dict) -> str:
    return orjson.dumps(value).decode() if value else ""


def _to_the_second(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M:%S")


@cache
def _subjects() -> dict[str, str]:
    """What a log row can speak of: records by model name, lists by entity name, and doings."""
    models = {m._meta.model_name: str(m._meta.verbose_name) for m in apps.get_models()}
    records = {name: models[name] for name in RECORDS}
    lists = {entity.name: entity.label for entity in all_entities()}
    taken = set(records.values())
    lists = {name: f"{one}（名单）" if one in taken else one for name, one in lists.items()}
    return records | lists | DOINGS


AUDIT = Entity(
    name="audit",
    label="操作日志",
    measure="条日志",
    model=AuditEntry,
    list_url="audit:list",
    personal=True,
    record_url="audit:detail",
    rest=False,
    ordering=("-pk",),
    columns=(
        Column(
            name="at",
            label="时间",
            path="at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            show=_to_the_second,
            pinned=True,
            width=20,
        ),
        Column(name="actor", label="操作者", path="actor_label", lookup=Lookup.CONTAINS),
        Column(
            name="actor_kind",
            label="操作者类别",
            path="actor_kind",
            kind=Kind.CHOICE,
            options=ActorKind,
            lookup=Lookup.ONE_OF,
            default=False,
        ),
        Column(
            name="actor_id",
            label="操作者编号",
            path="actor_id",
            kind=Kind.NUMBER,
            lookup=Lookup.EXACT,
            default=False,
        ),
        Column(
            name="action",
            label="动作",
            path="action",
            kind=Kind.CHOICE,
            options=Action,
            lookup=Lookup.ONE_OF,
        ),
        Column(
            name="subject",
            label="对象类别",
            path="subject",
            kind=Kind.CHOICE,
            labels=_subjects,
            lookup=Lookup.ONE_OF,
        ),
        Column(
            name="subject_id",
            label="对象编号",
            path="subject_id",
            lookup=Lookup.EXACT,
            default=False,
        ),
        Column(
            name="subject_label",
            label="对象",
            path="subject_label",
            lookup=Lookup.CONTAINS,
            width=24,
        ),
        Column(name="rows", label="行数", path="rows", kind=Kind.NUMBER),
        Column(name="address", label="来源地址", path="address", lookup=Lookup.EXACT),
        Column(
            name="detail",
            label="详情",
            path="detail",
            kind=Kind.JSON,
            show=_detail,
            sortable=False,
            default=False,
            width=40,
        ),
        Column(
            name="request_id",
            label="请求编号",
            path="request_id",
            lookup=Lookup.EXACT,
            default=False,
        ),
    ),
    hidden_fields=frozenset({"id", "mac"}),
)
