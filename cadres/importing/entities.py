"""The columns of imports: what was taken in, by whom, and what became of it."""

from cadres.importing.models import BatchState, ImportBatch
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity


def some(number: int) -> str:
    """A number of people; before a batch is written there are none yet."""
    return str(number) if number else "—"


IMPORTS = Entity(
    name="imports",
    label="导入",
    measure="批",
    model=ImportBatch,
    list_url="imports:list",
    record_url="imports:review",
    ordering=("-pk",),
    columns=(
        Column(
            name="label", label="文件", path="label", lookup=Lookup.CONTAINS, pinned=True, width=30
        ),
        Column(
            name="state",
            label="状态",
            path="state",
            kind=Kind.CHOICE,
            options=BatchState,
            lookup=Lookup.ONE_OF,
            primary=True,
        ),
        Column(name="people", label="人数", path="people", kind=Kind.NUMBER),
        Column(name="created", label="新增", path="created", kind=Kind.NUMBER, show=some),
        Column(name="updated", label="更新", path="updated", kind=Kind.NUMBER, show=some),
        Column(name="unit", label="默认单位", path="unit__short_name", default=False),
        Column(name="asked_by", label="上传人", path="asked_by__name", default=False),
        Column(
            name="asked_at",
            label="上传时间",
            path="asked_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            width=17,
        ),
        Column(
            name="written_at",
            label="写入时间",
            path="written_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            width=17,
        ),
    ),
    hidden_fields=frozenset({"id", "checking", "writing", "authority"}),
)
