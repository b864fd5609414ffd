"""Whom a rule can be about at all: of a few people, most rules need not be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from assessments.cases.choices import CaseKind
from assessments.cases.rules.rule import Rule
from cadres.roster.models import RosterEntry
from core.arrays import among


def concerned(
    rules: Iterable[Rule], people: Collection[int], on: date
) -> dict[str, frozenset[int]]:
    """By rule, who is on the roster (for an addition: is not) and has a row that the rule reads."""
    rules = list(rules)
    asked, theirs = frozenset(people), among("cadre_id", people)
    stays = RosterEntry.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=on), theirs)
    listed = frozenset(stays.order_by().values_list("cadre_id", flat=True))
    having = {}
    for model in {rule.reads for rule in rules if rule.reads}:
        rows = model._base_manager.filter(theirs).order_by().distinct()
        having[model] = frozenset(rows.values_list("cadre_id", flat=True))
    return {
        rule.name: (listed if rule.kind == CaseKind.EXIT else asked - listed) & having[rule.reads]
        for rule in rules
        if rule.reads
    }
