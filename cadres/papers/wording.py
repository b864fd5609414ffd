"""Values of a form as they are printed (domain §1.3, §2.2, §2.3)."""

import re
from datetime import date

from cadres.formats.approval_form import ApprovalForm
from cadres.formats.retirement import limit_of, retirement_month
from core.months import dotted, full_years, parse_month

# A month, maybe with its day, inside a longer text.
_MONTHS = re.compile(r"(?<!\d)(\d{4})[.．]?(0[1-9]|1[0-2])(?:\d{2})?(?!\d)", re.ASCII)
_DAY = re.compile(r"(\d{4})[.\-/年]?(\d{2})[.\-/月]?(\d{2})日?", re.ASCII)
_TWO = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{2}")
_BLANKS = re.compile(r"\s+")
WITHOUT_SCHOOL = frozenset({"高中", "初中", "小学"})


def plain(text: str | None) -> str:
    """A text of one line without blanks around it; "" for none."""
    return "".join(line.strip() for line in (text or "").splitlines())


def paragraphs(text: str | None) -> str:
    """A text whose lines are kept, blank ones apart."""
    lines = (line.strip() for line in (text or "").splitlines())
    return "\n".join(line for line in lines if line)


def month(text: str | None) -> date | None:
    """The month that a text writes, if it is one."""
    try:
        return parse_month(plain(text))
    except ValueError:
        return None


def month_text(text: str | None) -> str:
    """1992.05; what is no month stays as it is."""
    found = month(text)
    return dotted(found) if found else plain(text)


def month_and_age(text: str | None, on: date) -> str:
    """1992.05 and below it （33岁）, the age in the month of `on`."""
    found = month(text)
    if found is None or found > on:
        return month_text(text)
    return f"{dotted(found)}\n（{full_years(found, on)}岁）"


def party_text(text: str | None) -> str:
    """1988.01, 民盟, or both on two lines."""
    months = _MONTHS.sub(r"\1.\2", plain(text))
    return "\n".join(part.strip() for part in re.split("[；;]", months) if part.strip())


def schools(education: str | None, *names: str | None) -> list[str]:
    """院校 of 学历 and of 学位, each once; below 中专 there is none on the form (domain §2.3)."""
    if plain(education) in WITHOUT_SCHOOL:
        return []
    return list(dict.fromkeys(name for name in map(plain, names) if name))


def spaced_name(text: str | None) -> str:
    """张　三: a name of two characters is as wide as one of three, in print only."""
    name = plain(text)
    closed = _BLANKS.sub("", name)
    return "　".join(closed) if _TWO.fullmatch(closed) else name


def retirement_text(form: ApprovalForm) -> str:
    """The month that the form names, or else that of the formula; the age in it below."""
    birth, named = month(form.birth), month(form.retire_month)
    if named is None and plain(form.retire_month):
        return plain(form.retire_month)
    limit = limit_of(form.age_limit, form.gender)
    if named is None and birth and limit:
        named = retirement_month(birth, limit)
    if named is None:
        return ""
    age = f"\n（{full_years(birth, named)}岁）" if birth and birth < named else ""
    return f"{dotted(named)}{age}"


def day_text(text: str | None) -> str:
    """2026年12月10日, or without a day where none is known; a blank to be filled in for nothing."""
    found = _DAY.fullmatch(plain(text))
    if found and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31:
        return f"{found[1]}年{int(found[2])}月{int(found[3])}日"
    found_month = month(text)
    if found_month:
        return f"{found_month.year}年{found_month.month}月"
    return plain(text) or BLANK_DAY


BLANK_DAY = "年　　月　　日"
