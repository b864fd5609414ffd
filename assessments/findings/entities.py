"""The columns of findings; every row is the departments' alone. The facts are on its page only."""

from datetime import date

from django.db.models import QuerySet

from assessments.findings.choices import FindingGround, FindingSource
from assessments.findings.models import ConductFinding
from cadres.people.columns import about
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY

STANDS, WITHDRAWN, ALL = "standing", "withdrawn", "all"


def _which(rows: QuerySet, value: str, _on: date) -> QuerySet:
    if value == ALL:
        return rows
    return rows.filter(withdrawn_on__isnull=value == STANDS)


WHICH = Condition(
    name="which",
    label="认定",
    options={STANDS: "有效", WITHDRAWN: "已撤销", ALL: "全部"},
    default=STANDS,
    hidden=True,
    apply=_which,
)

CONDUCT_FINDINGS = Entity(
    name="conduct_findings",
    label="组织认定",
    measure="项",
    model=ConductFinding,
    list_url="findings:list",
    record_url="findings:detail",
    rest=False,
    personal=True,
    discreet=True,
    ordering=("-found_on", "-pk"),
    conditions=(WHICH,),
    columns=(
        about("name"),
        about("unit", default=True),
        Column(
            name="ground", label="情形", path="ground", options=FindingGround, width=26, **ANY_OF
        ),
        Column(name="found_on", label="认定日期", path="found_on", primary=True, **DAY),
        Column(
            name="source", label="来源", path="source", options=FindingSource, width=12, **ANY_OF
        ),
        Column(
            name="told",
            label="告知表述",
            path="told",
            lookup=Lookup.CONTAINS,
            sortable=False,
            width=40,
        ),
        Column(name="document", label="依据文号", path="document", default=False, width=16),
        Column(name="withdrawn_on", label="撤销日期", path="withdrawn_on", default=False, **DAY),
        Column(
            name="withdrawn",
            label="撤销原因",
            path="withdrawn",
            sortable=False,
            default=False,
            width=24,
        ),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            lookup=Lookup.EXACT,
            sortable=False,
            default=False,
        ),
    ),
    hidden_fields=frozenset({"id", "facts", "version", "changed_by", "changed_at"}),
)
