"""The columns of codes."""

from datetime import date

from django.db.models import BooleanField, Case, Value, When

from core.codes.datafile import table_labels
from core.codes.models import Code, CodeQuerySet
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.scoping import Viewer


def _with_currency(codes: CodeQuerySet, _viewer: Viewer, _on: date) -> CodeQuerySet:
    """Says of each row whether the newest release still has it."""
    stands = When(withdrawn_in__isnull=True, then=Value(True))
    return codes.annotate(
        is_current=Case(stands, default=Value(False), output_field=BooleanField())
    )


CODES = Entity(
    name="codes",
    label="代码",
    measure="个代码",
    model=Code,
    list_url="codes:list",
    rest=True,
    ordering=("table", "position"),
    prepare=_with_currency,
    columns=(
        Column(
            name="table",
            label="代码表",
            path="table",
            kind=Kind.CHOICE,
            labels=table_labels,
            lookup=Lookup.ONE_OF,
            pinned=True,
            width=22,
        ),
        Column(
            name="code",
            label="代码",
            path="code",
            lookup=Lookup.EXACT,
            pinned=True,
            width=8,
        ),
        Column(name="name", label="含义", path="name", lookup=Lookup.CONTAINS, width=30),
        Column(name="position", label="次序", path="position", kind=Kind.NUMBER, width=8),
        Column(
            name="current",
            label="现行",
            path="is_current",
            kind=Kind.YES_NO,
            lookup=Lookup.ONE_OF,
            help="否：代码已停用或含义已改，旧记录仍按当时的含义理解。",
            width=8,
        ),
        Column(
            name="introduced_in",
            label="自版次",
            path="introduced_in__number",
            kind=Kind.NUMBER,
            lookup=Lookup.RANGE,
            default=False,
            width=8,
        ),
        Column(
            name="withdrawn_in",
            label="止版次",
            path="withdrawn_in__number",
            kind=Kind.NUMBER,
            lookup=Lookup.RANGE,
            default=False,
            width=8,
        ),
        Column(name="standard", label="依据", path="table__standard", width=36),
        Column(
            name="extra",
            label="附加",
            path="extra",
            kind=Kind.JSON,
            default=False,
            sortable=False,
            help="该代码另外的属性，如影响期月数、高低次序。",
            width=36,
        ),
    ),
    hidden_fields=frozenset({"id"}),
)
