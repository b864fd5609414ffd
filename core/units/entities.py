"""The columns of units."""

from core.choices import UnitKind, UnitLevel
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.units.models import Unit

UNITS = Entity(
    name="units",
    label="单位",
    measure="个单位",
    model=Unit,
    list_url="units:list",
    record_url="units:detail",
    rest=True,
    ordering=("sort_path",),
    columns=(
        Column(name="short_name", label="单位简称", path="short_name", pinned=True, width=16),
        Column(
            name="name",
            label="单位全称",
            path="name",
            lookup=Lookup.WORDS,
            filter_on="search",
            help="名称、拼音、首字母或编码。",
            width=30,
        ),
        Column(name="code", label="单位编码", path="code", width=16),
        Column(name="parent", label="上级单位", path="parent__short_name", width=16),
        Column(
            name="parent_code",
            label="上级编码",
            path="parent__code",
            default=False,
            width=16,
        ),
        Column(
            name="kind",
            label="单位类别",
            path="kind",
            kind=Kind.CHOICE,
            options=UnitKind,
            lookup=Lookup.ONE_OF,
        ),
        Column(
            name="level",
            label="机构级别",
            path="level",
            kind=Kind.CHOICE,
            options=UnitLevel,
            lookup=Lookup.ONE_OF,
        ),
        Column(name="principal_quota", label="正职职数", path="principal_quota", kind=Kind.NUMBER),
        Column(name="deputy_quota", label="副职职数", path="deputy_quota", kind=Kind.NUMBER),
        Column(
            name="established_on",
            label="设立日期",
            path="established_on",
            kind=Kind.DATE,
            lookup=Lookup.RANGE,
        ),
        Column(
            name="abolished_on",
            label="撤销日期",
            path="abolished_on",
            kind=Kind.DATE,
            lookup=Lookup.RANGE,
            default=False,
        ),
        Column(
            name="unit",
            label="所在范围",
            path="id",
            kind=Kind.NUMBER,
            filter_on="path",
            tree_order="sort_path",
            lookup=Lookup.SUBTREE,
            default=False,
            sortable=False,
            help="该单位及其下属。",
        ),
        Column(
            name="changed_at",
            label="最后修改时间",
            path="changed_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            default=False,
        ),
        Column(name="version", label="版本", path="version", kind=Kind.NUMBER, default=False),
    ),
    hidden_fields=frozenset({"id", "sort_path", "depth", "search", "changed_by"}),
)
