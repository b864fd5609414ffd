"""Where somebody comes from: 籍贯 and 出生地, province and county in short (domain §2.3, §3.6)."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from cadres.checks.rule import FORM_FILLING, NATIONAL, Rule, Severity, Theme, where

CITIES: Final = "^(北京|天津|上海|重庆)"  # 直辖市: city and district make up the whole
SHORTEST: Final = 4  # characters
PLACES: Final = (("native_place", "籍贯"), ("birth_place", "出生地"))
SUFFIXED: Final = r"(省|自治区)|[市县区]$"
_SUFFIX = re.compile(r"省|(壮族|回族|维吾尔)?自治区|[市县区]$")
_STRANGE = re.compile(r"[^\u4e00-\u9fff\u3400-\u4dbf·]")

error = partial(Rule, theme=Theme.ORIGIN, severity=Severity.ERROR)
warning = partial(Rule, theme=Theme.ORIGIN, severity=Severity.WARNING)


def shortened(place: str) -> str | None:
    """云州省清河县 as 云州清河; None where too little would be left."""
    short = _SUFFIX.sub("", place)
    # 甘肃省武威市凉州区 has two more names than the form has room for: nobody guesses which stays.
    enough = len(short) >= SHORTEST and not re.search("[市县区]", short)
    return short if enough else None


def _bare(place: str) -> str | None:
    left = _STRANGE.sub("", place)
    return left if len(left) >= SHORTEST or re.match(CITIES, left) else None


def _rules(field: str, label: str) -> Iterator[Rule]:
    reads = (f"Cadre.{field}",)
    yield error(
        code=f"origin.no_{field}",
        sentence=f"{label}不能为空",
        basis=NATIONAL,
        field=field,
        reads=reads,
        wrong=where(Q(**{field: ""})),
        shown=(field,),
        say=lambda _place: f"没有填写{label}，请写省和县的简称，如云州清河。",
    )
    yield error(
        code=f"origin.short_{field}",
        sentence=f"{label}写省和县的简称，直辖市以外至少 {SHORTEST} 个字",
        basis=NATIONAL,
        field=field,
        reads=reads,
        wrong=where(
            ~Q(**{field: ""})
            & Q(LessThan(Length(field), SHORTEST))
            & ~Q(**{f"{field}__regex": CITIES})
        ),
        shown=(field,),
        say=lambda place: f"{label}“{place}”只有 {len(place)} 个字，应写省和县的简称，如云州清河。",
    )
    yield warning(
        code=f"origin.suffix_{field}",
        sentence=f"{label}不带省、市、县等字",
        basis=FORM_FILLING,
        field=field,
        reads=reads,
        wrong=where(
            Q(GreaterThanOrEqual(Length(field), SHORTEST), **{f"{field}__regex": SUFFIXED})
        ),
        shown=(field,),
        say=lambda place: f"{label}“{place}”带有省、市、县等字，应写简称，如云州清河。",
        suggest=shortened,
    )
    yield warning(
        code=f"origin.marks_{field}",
        sentence=f"{label}只有汉字",
        basis=FORM_FILLING,
        field=field,
        reads=reads,
        wrong=where(Q(**{f"{field}__regex": r"[\s\u3000A-Za-z0-9.,，。、；;:：()（）/-]"})),
        shown=(field,),
        say=lambda place: f"{label}“{place}”里有空格、标点、数字或字母，请去掉。",
        suggest=_bare,
    )


RULES: Final = tuple(rule for field, label in PLACES for rule in _rules(field, label))
