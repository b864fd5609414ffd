"""Each member of a family: name, birth, politics, work (domain §2.3)."""

from functools import partial
from typing import Final

from django.db.models import F, Q
from django.db.models.lookups import GreaterThan, LessThan, LessThanOrEqual

from cadres.checks.expressions import years_after
from cadres.checks.rule import CONSISTENT, FORM_FILLING, Rows, Rule, Severity, Theme, on_day, where
from cadres.checks.rules.relations import CHILDREN
from cadres.choices import POLITICAL
from core.codes.vocabulary import vocabulary
from core.months import dotted

YOUNGEST_PARENT: Final = 15  # years of age at the birth of a child
SCHOOL_AGE: Final = 8  # years, from which nobody is 学龄前 any more
POLITE_AGE: Final = 14  # years, from which one can have a political status of one's own
DEAD: Final = Q(work__regex="去世|病故|逝世|亡故")
SHORT_POLITICAL: Final = "GB4762_political_short_editor"
OTHER_POLITICS: Final = {
    "党员": "中共党员",
    "共产党员": "中共党员",
    "中共": "中共党员",
    "团员": "共青团员",
    "无": "群众",
}

error = partial(Rule, theme=Theme.FAMILY, severity=Severity.ERROR, rows=Rows.FAMILY)
warning = partial(Rule, theme=Theme.FAMILY, severity=Severity.WARNING, rows=Rows.FAMILY)


RULES: Final = (
    error(
        code="family.name",
        sentence="家庭成员的姓名不能为空，不能有空格、数字和括号",
        basis=FORM_FILLING,
        field="name",
        reads=("FamilyMember.name",),
        wrong=where(~Q(name__regex=r"^[^\s\u30000-9()（）]+$")),
        shown=("name", "relation"),
        say=lambda name, relation: (
            f"{relation}的姓名“{name}”里有空格、数字或括号，请改正。"
            if name
            else f"{relation}没有填写姓名，请补上。"
        ),
        suggest=lambda name, _relation: (
            bare if (bare := "".join(name.split())) and bare.isalpha() else None
        ),
    ),
    warning(
        code="family.no_birth",
        sentence="在世的家庭成员要有出生年月",
        basis=FORM_FILLING,
        field="birth",
        reads=("FamilyMember.birth", "FamilyMember.work"),
        wrong=where(Q(birth__isnull=True) & ~DEAD),
        shown=("birth", "relation", "name"),
        say=lambda _birth, relation, name: (
            f"{relation}{name}没有出生年月，请补上；已去世的请在工作单位及职务中注明（已去世）。"
        ),
    ),
    warning(
        code="family.birth_of_the_dead",
        sentence="已去世的家庭成员不填出生年月",
        basis=FORM_FILLING,
        field="birth",
        reads=("FamilyMember.birth", "FamilyMember.work"),
        wrong=where(Q(birth__isnull=False) & DEAD),
        shown=("birth", "relation", "name"),
        say=lambda birth, relation, name: (
            f"{relation}{name}已去世，出生年月 {dotted(birth)} 按要求留空。"
        ),
        suggest=lambda *_shown: "",
    ),
    error(
        code="family.birth_to_come",
        sentence="家庭成员的出生年月不在将来",
        basis=CONSISTENT,
        field="birth",
        reads=("FamilyMember.birth",),
        wrong=on_day(lambda on: Q(birth__gt=on)),
        shown=("birth", "relation", "name"),
        say=lambda birth, relation, name: (
            f"{relation}{name}的出生年月 {dotted(birth)} 还没有到，请核对。"
        ),
    ),
    warning(
        code="family.young_parent",
        sentence=f"父母比本人大 {YOUNGEST_PARENT} 岁以上",
        basis=CONSISTENT,
        field="birth",
        reads=("FamilyMember.birth", "FamilyMember.relation", "Cadre.birth"),
        wrong=where(
            Q(relation__in=("父亲", "母亲"))
            & Q(GreaterThan(years_after("birth", YOUNGEST_PARENT), F("cadre__birth")))
        ),
        shown=("birth", "relation", "cadre__birth"),
        say=lambda birth, relation, own: (
            f"{relation}的出生年月 {dotted(birth)} 与本人的 {dotted(own)} "
            f"相差不到 {YOUNGEST_PARENT} 岁，请核对两项。"
        ),
    ),
    warning(
        code="family.old_child",
        sentence=f"子女比本人小 {YOUNGEST_PARENT} 岁以上",
        basis=CONSISTENT,
        field="birth",
        reads=("FamilyMember.birth", "FamilyMember.relation", "Cadre.birth"),
        wrong=where(
            Q(relation__in=CHILDREN)
            & Q(LessThan(F("birth"), years_after("cadre__birth", YOUNGEST_PARENT)))
        ),
        shown=("birth", "relation", "cadre__birth"),
        say=lambda birth, relation, own: (
            f"{relation}的出生年月 {dotted(birth)} 与本人的 {dotted(own)} "
            f"相差不到 {YOUNGEST_PARENT} 岁，请核对两项。"
        ),
    ),
    warning(
        code="family.no_work",
        sentence="家庭成员的工作单位及职务要填写",
        basis=FORM_FILLING,
        field="work",
        reads=("FamilyMember.work",),
        wrong=where(Q(work="")),
        shown=("work", "relation", "name"),
        say=lambda _work, relation, name: (
            f"{relation}{name}没有工作单位及职务，请补上；农民写××村村民，"
            "学生写学校和年级，幼儿写学龄前儿童。"
        ),
    ),
    warning(
        code="family.preschool",
        sentence=f"满 {SCHOOL_AGE} 岁的不写学龄前儿童",
        basis=CONSISTENT,
        field="work",
        reads=("FamilyMember.work", "FamilyMember.birth"),
        wrong=on_day(
            lambda on: (
                Q(work__contains="学龄前")
                & Q(LessThanOrEqual(years_after("birth", SCHOOL_AGE), on))
            )
        ),
        shown=("work", "relation", "name", "birth"),
        say=lambda work, relation, name, birth: (
            f"{relation}{name} {dotted(birth)} 出生，已满 {SCHOOL_AGE} 岁，仍写“{work}”，"
            "请改为学校和年级。"
        ),
    ),
    warning(
        code="family.no_politics",
        sentence=f"在世的、满 {POLITE_AGE} 岁的家庭成员要有政治面貌",
        basis=FORM_FILLING,
        field="politics",
        reads=("FamilyMember.politics", "FamilyMember.birth", "FamilyMember.work"),
        wrong=on_day(
            lambda on: (
                Q(politics="") & ~DEAD & Q(LessThanOrEqual(years_after("birth", POLITE_AGE), on))
            )
        ),
        shown=("politics", "relation", "name"),
        say=lambda _politics, relation, name: (
            f"{relation}{name}没有政治面貌，请填写中共党员、共青团员、群众等。"
        ),
    ),
    warning(
        code="family.politics",
        sentence="家庭成员的政治面貌用代码表中的写法",
        basis=FORM_FILLING,
        field="politics",
        reads=("FamilyMember.politics",),
        wrong=where(
            ~Q(
                politics__in=(
                    "",
                    *vocabulary(POLITICAL).values(),
                    *vocabulary(SHORT_POLITICAL).values(),
                )
            )
        ),
        shown=("politics", "relation", "name"),
        say=lambda politics, relation, name: (
            f"{relation}{name}的政治面貌“{politics}”不在代码表中，"
            "请填写中共党员、共青团员、群众等。"
        ),
        suggest=lambda politics, *_shown: OTHER_POLITICS.get(politics),
    ),
)
