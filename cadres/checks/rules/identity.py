"""Who somebody is: name, gender, birth, nation, health, telephone (domain §3.6)."""

import re
from functools import partial
from typing import Final

from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact, GreaterThan, LessThanOrEqual

from cadres.checks.expressions import years_after
from cadres.checks.rule import (
    CONSISTENT,
    FORM_FILLING,
    NATIONAL,
    Rule,
    Severity,
    Theme,
    on_day,
    where,
)
from cadres.checks.rules.id_number import gender_in
from cadres.choices import NATION, Gender
from cadres.people.guards import clean_name
from core.codes.vocabulary import vocabulary
from core.months import dotted

NAME: Final = r"^[^\s0-9A-Za-z()（）]+$"
YOUNGEST, OLDEST = 18, 65  # years of age in service, beyond which a birth is looked at again
HEALTHY: Final = "1"
TELEPHONE: Final = r"^(1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8})$"

error = partial(Rule, theme=Theme.IDENTITY, severity=Severity.ERROR)
warning = partial(Rule, theme=Theme.IDENTITY, severity=Severity.WARNING)


def _dialled(phone: str) -> str | None:
    """The telephone number without what was put between the digits; None if that is none either."""
    bare = re.sub(r"[\s\-()（）]|^\+?86(?=1)", "", phone)
    return bare if re.fullmatch(TELEPHONE, bare) else None


RULES: Final = (
    error(
        code="identity.name",
        sentence="姓名不能为空，不能有空格、数字、字母和括号",
        basis=NATIONAL,
        field="name",
        reads=("Cadre.name",),
        wrong=where(~Q(name__regex=NAME)),
        shown=("name",),
        say=lambda name: (
            f"姓名“{name}”里有空格、数字、字母或括号，请去掉（少数民族姓名用“·”）。"
            if name
            else "没有填写姓名，请填写。"
        ),
        suggest=lambda name: clean_name(name) or None,
    ),
    warning(
        code="identity.short_name",
        sentence="姓名至少两个字",
        basis=NATIONAL,
        field="name",
        reads=("Cadre.name",),
        wrong=where(Q(Exact(Length("name"), 1))),
        shown=("name",),
        say=lambda name: f"姓名“{name}”只有 1 个字，请对照身份证核对是否漏字。",
    ),
    error(
        code="identity.gender",
        sentence="性别为男或女",
        basis=NATIONAL,
        field="gender",
        reads=("Cadre.gender",),
        wrong=where(~Q(gender__in=Gender.values)),
        shown=("gender", "id_masked"),
        say=lambda gender, _mask: (
            f"性别“{gender}”不在代码表中，请选择男或女。" if gender else "没有填写性别，请选择。"
        ),
        suggest=lambda _gender, mask: gender_in(mask),
    ),
    error(
        code="identity.no_birth",
        sentence="出生年月不能为空",
        basis=NATIONAL,
        field="birth",
        reads=("Cadre.birth",),
        wrong=where(Q(birth__isnull=True)),
        shown=("birth",),
        say=lambda _birth: "没有填写出生年月，请按档案认定的填写。",
    ),
    error(
        code="identity.birth_to_come",
        sentence="出生年月不能在将来",
        basis=NATIONAL,
        field="birth",
        reads=("Cadre.birth",),
        wrong=on_day(lambda on: Q(birth__gt=on)),
        shown=("birth",),
        say=lambda birth: f"出生年月 {dotted(birth)} 还没有到，请按档案认定的改正。",
    ),
    warning(
        code="identity.age",
        sentence=f"现职人员的年龄一般在 {YOUNGEST} 至 {OLDEST} 岁之间",
        basis=CONSISTENT,
        field="birth",
        reads=("Cadre.birth",),
        wrong=on_day(
            lambda on: (
                Q(GreaterThan(years_after("birth", YOUNGEST), on), birth__lte=on)
                | Q(LessThanOrEqual(years_after("birth", OLDEST + 1), on))
            )
        ),
        shown=("birth",),
        say=lambda birth: (
            f"出生年月 {dotted(birth)}，现职人员一般在 {YOUNGEST} 至 {OLDEST} 岁之间，"
            "请核对出生年月，已离退的请改人员状态。"
        ),
    ),
    error(
        code="identity.nation",
        sentence="民族不能为空，要在代码表中",
        basis=NATIONAL,
        field="nation",
        reads=("Cadre.nation",),
        wrong=where(~Q(nation__in=tuple(vocabulary(NATION)))),
        shown=("nation",),
        say=lambda nation: (
            f"民族“{nation}”不在代码表中，请从选项中选择。" if nation else "没有填写民族，请选择。"
        ),
    ),
    warning(
        code="identity.health",
        sentence="健康状况不能为空",
        basis=FORM_FILLING,
        field="health",
        reads=("Cadre.health",),
        wrong=where(Q(health="")),
        shown=("health",),
        say=lambda _health: "没有填写健康状况，请填写健康、一般或较差。",
        suggest=lambda _health: HEALTHY,
    ),
    warning(
        code="identity.phone",
        sentence="联系电话是 11 位手机号，或带区号的固定电话",
        basis=CONSISTENT,
        field="phone",
        reads=("Cadre.phone",),
        wrong=where(~Q(phone="") & ~Q(phone__regex=r"^(1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8})$")),
        shown=("phone",),
        say=lambda phone: f"联系电话“{phone}”不是 11 位手机号或带区号的固定电话，请核对。",
        suggest=_dialled,
    ),
)
