"""The citizen ID number: there, sound, nobody else's, in agreement with the file (domain §4).

Lists carry a number's mask, first six and last four digits: area and gender are asked of it in
SQL. The digits between are sealed; the rules that need them open each number in passing.
"""

from datetime import date
from functools import lru_cache, partial
from typing import Final

from django.db.models import CharField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.db.models.lookups import In, Regex

from cadres.checks.rule import CONSISTENT, ID_STANDARD, NATIONAL, Rule, Severity, Theme, where
from cadres.choices import Gender
from cadres.identity.number import birth_of, fault
from cadres.identity.vault import CannotOpen, open_sealed
from cadres.people.models import Cadre
from core.codes.vocabulary import vocabulary
from core.months import dotted

PROVINCES: Final = "GB2260_province"
INVENTED_PROVINCE: Final = "99"  # 云州 of the demonstration: no province has this code
NO_REASON: Final = Q(id_reason="")
NUMBERED: Final = Q(id_sealed__isnull=False)
SEVENTEENTH: Final = 17  # its parity is the gender, and it is part of the mask
PARITY: Final = Substr("id_masked", SEVENTEENTH, 1)

error = partial(Rule, theme=Theme.IDENTITY, severity=Severity.ERROR)
warning = partial(Rule, theme=Theme.IDENTITY, severity=Severity.WARNING)


def gender_in(mask: str) -> str | None:
    """GB/T 2261.1 of a masked number; None where there is none."""
    digit = mask[SEVENTEENTH - 1 : SEVENTEENTH]
    if not digit.isdecimal():
        return None
    return Gender.MAN.value if int(digit) % 2 else Gender.WOMAN.value


def _number(sealed: memoryview | bytes) -> str:
    """The whole number; both rules that need it look at a person one after the other."""
    return _opened(bytes(sealed))


@lru_cache(maxsize=1)
def _opened(sealed: bytes) -> str:
    try:
        return open_sealed(sealed)
    except CannotOpen:
        return ""


def _is_unsound(sealed: memoryview, _mask: str) -> bool:
    return bool(fault(_number(sealed), date.max))


def _says_another_month(sealed: memoryview, birth: date) -> bool:
    try:
        stated = birth_of(_number(sealed))
    except ValueError:
        return False  # that it is no number is another rule's finding
    return (stated.year, stated.month) != (birth.year, birth.month)


def _twins(rows: QuerySet, _on: date) -> QuerySet:
    """Another of the same name and month of birth, one of the two without a number to tell by."""
    own = ExpressionWrapper(OuterRef("id_hash"), CharField())
    others = Cadre.objects.filter(name=OuterRef("name"), birth=OuterRef("birth"))
    others = others.exclude(pk=OuterRef("pk")).annotate(own=own)
    # In one EXISTS, which PostgreSQL makes a join of; two with OR are asked person by person.
    return rows.filter(Exists(others.filter(Q(id_hash__isnull=True) | Q(own__isnull=True))))


RULES: Final = (
    error(
        code="identity.no_number",
        sentence="身份证号不能为空",
        basis=NATIONAL,
        field="id_number",
        reads=("Cadre.id_hash",),
        wrong=where(Q(id_hash__isnull=True)),
        shown=("id_masked",),
        say=lambda _mask: "没有登记身份证号，请对照身份证填写 18 位号码。",
    ),
    error(
        code="identity.number_twice",
        sentence="身份证号不能与他人相同",
        basis=NATIONAL,
        field="id_number",
        reads=("Cadre.id_hash",),
        wrong=lambda rows, _on: rows.filter(
            Exists(Cadre.objects.filter(id_hash=OuterRef("id_hash")).exclude(pk=OuterRef("pk")))
        ),
        shown=("id_masked",),
        say=lambda mask: f"身份证号“{mask}”与另一人相同，请对照两人的身份证核对。",
    ),
    error(
        code="identity.number",
        sentence="身份证号 18 位，日期存在，校验码相符",
        basis=ID_STANDARD,
        field="id_number",
        reads=("Cadre.id_sealed", "Cadre.id_masked"),
        wrong=where(NUMBERED),
        shown=("id_sealed", "id_masked"),
        keep=_is_unsound,
        value=lambda _sealed, mask: mask,
        say=lambda sealed, _mask: fault(_number(sealed), date.max),
    ),
    warning(
        code="identity.number_birth",
        sentence="身份证号里的出生年月与档案一致，不一致的写明原因",
        basis=ID_STANDARD,
        field="birth",
        reads=("Cadre.id_sealed", "Cadre.birth", "Cadre.id_reason"),
        wrong=where(NUMBERED & NO_REASON & Q(birth__isnull=False)),
        shown=("id_sealed", "birth"),
        keep=_says_another_month,
        value=lambda _sealed, birth: dotted(birth),
        say=lambda sealed, birth: (
            f"身份证号中的出生年月是 {dotted(birth_of(_number(sealed)))}，"
            f"登记的是 {dotted(birth)}，请核对；以档案认定的为准的，"
            "请填写“与身份证号不一致的原因”。"
        ),
    ),
    error(
        code="identity.number_gender",
        sentence="身份证号第 17 位与性别一致，不一致的写明原因",
        basis=ID_STANDARD,
        field="gender",
        reads=("Cadre.id_masked", "Cadre.gender", "Cadre.id_reason"),
        wrong=where(
            NO_REASON
            & (
                Q(Regex(PARITY, "^[13579]$"), gender=Gender.WOMAN)
                | Q(Regex(PARITY, "^[02468]$"), gender=Gender.MAN)
            )
        ),
        shown=("gender", "id_masked"),
        say=lambda gender, mask: (
            f"身份证号第 17 位表示{Gender(gender_in(mask)).label}，登记的性别是"
            f"{Gender(gender).label}，请核对；确实不一致的，请填写“与身份证号不一致的原因”。"
        ),
        suggest=lambda _gender, mask: gender_in(mask),
    ),
    warning(
        code="identity.number_area",
        sentence="身份证号前两位是省级行政区划代码",
        basis=ID_STANDARD,
        field="id_number",
        reads=("Cadre.id_masked",),
        wrong=where(
            ~Q(id_masked="")
            & ~Q(In(Substr("id_masked", 1, 2), (*vocabulary(PROVINCES), INVENTED_PROVINCE)))
        ),
        shown=("id_masked",),
        say=lambda mask: f"身份证号“{mask}”的前两位不是省级行政区划代码，请对照身份证核对。",
    ),
    warning(
        code="identity.idle_reason",
        sentence="没有身份证号的，不填与身份证号不一致的原因",
        basis=CONSISTENT,
        field="id_reason",
        reads=("Cadre.id_reason", "Cadre.id_hash"),
        wrong=where(~NO_REASON & Q(id_hash__isnull=True)),
        shown=("id_reason",),
        say=lambda reason: f"没有登记身份证号，却填写了不一致的原因“{reason}”，请去掉或补上号码。",
        suggest=lambda _reason: "",
    ),
    warning(
        code="identity.twins",
        sentence="同名、同出生年月的两人都要有身份证号",
        basis=CONSISTENT,
        field="id_number",
        reads=("Cadre.name", "Cadre.birth", "Cadre.id_hash"),
        wrong=_twins,
        shown=("name", "birth"),
        say=lambda name, birth: (
            f"另有一人也叫“{name}”、出生年月也是 {dotted(birth)}，而其中一人没有身份证号，"
            "请核对是否重复建档，并补全号码。"
        ),
    ),
)
