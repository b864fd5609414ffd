"""The columns of clauses: code, title, section, and the plan's own words."""

from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from policy.clauses.models import Clause
from policy.clauses.text import MARK


def verbatim(text: str) -> str:
    """The plan's own words, its figures open as it leaves them."""
    return MARK.sub(r"\2", text)


CLAUSES = Entity(
    name="clauses",
    label="方案条款",
    measure="条",
    model=Clause,
    list_url="plan:clauses",
    record_url="plan:clause",
    rest=True,
    ordering=("position",),
    columns=(
        Column(
            name="code",
            label="条款",
            path="code",
            lookup=Lookup.EXACT,
            order_on="position",
            pinned=True,
            primary=True,
            width=10,
        ),
        Column(name="title", label="名称", path="title", lookup=Lookup.CONTAINS, width=24),
        Column(name="section", label="章节", path="section", lookup=Lookup.CONTAINS, width=20),
        Column(
            name="text",
            label="原文",
            path="text",
            read=verbatim,
            sortable=False,
            width=60,
        ),
        Column(name="parent", label="所属条款", path="parent__code", default=False),
        Column(name="position", label="次序", path="position", kind=Kind.NUMBER, default=False),
    ),
    hidden_fields=frozenset({"id"}),
)
