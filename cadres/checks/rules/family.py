"""The family as a whole: who must be there, who stands there twice, in what order (§2.3, §3.6)."""

from datetime import date
from functools import partial
from typing import Final

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, RowRange, Window

from cadres.checks.rule import (
    CONSISTENT,
    FORM_FILLING,
    NATIONAL,
    Rows,
    Rule,
    Severity,
    Theme,
    where,
)
from cadres.checks.rules.relations import FATHERS, MOTHERS, OTHER_WORDS, PLACE, SPOUSES
from cadres.choices import RELATION, Gender
from cadres.people.guards.family import ONLY_ONE
from cadres.people.models import FamilyMember
from core.codes.vocabulary import vocabulary

error = partial(Rule, theme=Theme.FAMILY, severity=Severity.ERROR, rows=Rows.FAMILY)
warning = partial(Rule, theme=Theme.FAMILY, severity=Severity.WARNING, rows=Rows.FAMILY)


def _parent(which: str, words: tuple[str, ...], code: str) -> Rule:
    return error(
        code=code,
        sentence=f"家庭成员里要有{which}（含继、养）",
        basis=NATIONAL,
        field="family",
        reads=("FamilyMember.relation",),
        rows=Rows.PEOPLE,
        wrong=lambda rows, _on: rows.filter(
            ~Exists(FamilyMember.objects.filter(cadre=OuterRef("pk"), relation__in=words))
        ),
        shown=(),
        value=lambda: "",
        say=lambda: f"家庭成员里没有{which}，请补上；已去世的也要填写，注明（已去世）。",
    )


def _second(rows: QuerySet, _on: date) -> QuerySet:
    earlier = FamilyMember.objects.filter(cadre=OuterRef("cadre"), relation=OuterRef("relation"))
    before = Q(position__lt=OuterRef("position"))
    before |= Q(position=OuterRef("position"), pk__lt=OuterRef("pk"))
    return rows.filter(Exists(earlier.filter(before)), relation__in=ONLY_ONE)


def _out_of_order(rows: QuerySet, _on: date) -> QuerySet:
    before = Window(
        Max("place"),
        partition_by=F("cadre"),
        order_by=(F("position"), F("pk")),
        frame=RowRange(end=-1),
    )
    return rows.annotate(place=PLACE).annotate(before=before).filter(before__gt=F("place"))


RULES: Final = (
    _parent("父亲", FATHERS, "family.no_father"),
    _parent("母亲", MOTHERS, "family.no_mother"),
    error(
        code="family.twice",
        sentence=f"{'、'.join(ONLY_ONE[:4])}等各只有一人",
        basis=NATIONAL,
        field="relation",
        reads=("FamilyMember.relation", "FamilyMember.position"),
        wrong=_second,
        shown=("relation", "name"),
        say=lambda relation, name: (
            f"“{relation} {name}”之前已有{relation}，请核对称谓，或去掉重复的一行。"
        ),
    ),
    error(
        code="family.spouse",
        sentence="男同志的配偶是妻子，女同志的配偶是丈夫",
        basis=CONSISTENT,
        field="relation",
        reads=("FamilyMember.relation", "Cadre.gender"),
        wrong=where(
            Q(relation="妻子", cadre__gender=Gender.WOMAN)
            | Q(relation="丈夫", cadre__gender=Gender.MAN)
        ),
        shown=("relation", "cadre__gender"),
        say=lambda relation, gender: (
            f"本人性别是{Gender(gender).label}，称谓却是“{relation}”，请核对称谓和性别。"
        ),
        suggest=lambda relation, _gender: SPOUSES[1 - SPOUSES.index(relation)],
    ),
    warning(
        code="family.relation",
        sentence="称谓用代码表中的写法",
        basis=FORM_FILLING,
        field="relation",
        reads=("FamilyMember.relation",),
        wrong=where(~Q(relation__in=tuple(vocabulary(RELATION).values()))),
        shown=("relation", "cadre__gender"),
        say=lambda relation, _gender: (
            f"称谓“{relation}”不在代码表中，请写父亲、母亲、妻子、丈夫、儿子、女儿等。"
        ),
        suggest=lambda relation, gender: (
            {Gender.MAN: "妻子", Gender.WOMAN: "丈夫"}.get(gender)
            if relation in ("配偶", "爱人")
            else OTHER_WORDS.get(relation)
        ),
    ),
    warning(
        code="family.order",
        sentence="家庭成员的顺序是配偶、子女、父、母、其他",
        basis=FORM_FILLING,
        field="family",
        reads=("FamilyMember.relation", "FamilyMember.position"),
        wrong=_out_of_order,
        shown=("relation", "name"),
        say=lambda relation, name: (
            f"“{relation} {name}”的次序靠后了，顺序应为配偶、子女、父亲、母亲、"
            "岳父母（公婆）、其他，请调整。"
        ),
    ),
)
