"""The columns of nudges: which unit was reminded of what, when and by whom."""

from collections.abc import Mapping

from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from policy.duties.rule import all_rules
from policy.notices.models import Nudge


def _rules() -> Mapping[str, str]:
    return {name: rule.label for name, rule in all_rules().items()}


def _rule(name: str) -> str:
    return _rules().get(name, name)


NUDGES = Entity(
    name="nudges",
    label="催报",
    measure="次",
    model=Nudge,
    list_url="notices:nudges",
    ordering=("-sent_at", "-pk"),
    hidden_fields=frozenset({"id"}),
    columns=(
        Column(
            name="unit",
            label="单位",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            help="该单位及其下属。",
            pinned=True,
            primary=True,
            width=20,
        ),
        Column(
            name="rule",
            label="事项",
            path="rule",
            kind=Kind.CHOICE,
            labels=_rules,
            show=_rule,
            lookup=Lookup.ONE_OF,
            help="空为全部逾期和将到期的事项。",
            width=16,
        ),
        Column(name="on", label="日期", path="on", kind=Kind.DATE, lookup=Lookup.RANGE),
        Column(name="number", label="当天第几次", path="number", kind=Kind.NUMBER),
        Column(name="words", label="附言", path="words", lookup=Lookup.CONTAINS, width=30),
        Column(name="sent_by", label="催报人", path="sent_by__name"),
        Column(name="sent_at", label="时间", path="sent_at", kind=Kind.MOMENT, width=17),
    ),
)
