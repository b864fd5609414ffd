"""The texts of the form, whatever it is going to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cadres.choices import EDUCATION, POLITICAL, Grade
from core.codes.vocabulary import vocabulary
from core.months import dotted
from rotation.appraisals.models import Appraisal
from rotation.choices import PostingKind

EMPTY, FULL = "□", "■"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Every cell as it is printed; what is not there yet is blank."""

    title: str
    kind: str
    host_word: str  # 挂职单位, or 接收单位 where it is no secondment
    name: str
    gender: str
    birth: str
    politics: str
    education: str
    sender: str
    host: str
    period: str
    duties: str
    summary: str
    poll: str
    host_opinion: str
    grades: str
    host_signer: str
    host_on: str
    sender_opinion: str
    sender_on: str
    department_opinion: str
    department_on: str
    note: str


def title_of(kind: str) -> str:
    """What the sheet of a kind of posting is called: 挂职锻炼考核鉴定表, 信访督查考核鉴定表."""
    is_secondment = kind == PostingKind.SECONDMENT
    return f"{'挂职锻炼' if is_secondment else PostingKind(kind).label}考核鉴定表"


def form_of(sheet: Appraisal, *, opened: bool) -> Form:
    """The form; without `opened` nothing that others say of him."""
    posting, cadre = sheet.posting, sheet.posting.cadre
    is_secondment = posting.kind == PostingKind.SECONDMENT
    end = posting.ended_on or posting.until
    last = f"{end - timedelta(days=1):%Y.%m.%d}" if end else ""
    education = cadre.inservice_education or cadre.fulltime_education

    def told(text: str) -> str:
        return text if opened else ""

    def day(value: date | None) -> str:
        return f"{value.year}年{value.month}月{value.day}日" if value and opened else ""

    return Form(
        title=title_of(posting.kind),
        kind=sheet.get_kind_display(),
        host_word="挂职单位" if is_secondment else "接收单位",
        name="　".join(cadre.name) if len(cadre.name) == 2 else cadre.name,
        gender=cadre.get_gender_display(),
        birth=dotted(cadre.birth) if cadre.birth else "",
        politics=vocabulary(POLITICAL).get(cadre.political_status, ""),
        education=vocabulary(EDUCATION).get(education, ""),
        sender=_placed(posting.sending_unit.name if posting.sending_unit else "", cadre.title),
        host=_placed(posting.unit.name, posting.title),
        period=f"{posting.since:%Y.%m.%d}—{last}",
        duties=posting.duties,
        summary=sheet.summary,
        poll=told(sheet.poll),
        host_opinion=told(sheet.host_opinion),
        grades="　".join(
            f"{FULL if opened and sheet.host_grade == grade else EMPTY}{grade.label}"
            for grade in Grade
        ),
        host_signer=told(sheet.host_signer),
        host_on=day(sheet.host_on),
        sender_opinion=told(sheet.sender_opinion),
        sender_on=day(sheet.sender_on),
        department_opinion=told(sheet.department_opinion),
        department_on=day(sheet.department_on),
        note=told(sheet.note),
    )


def _placed(unit: str, title: str) -> str:
    """Unit and post; a post that says the unit already is enough."""
    return title if unit and title.startswith(unit) else f"{unit}{title}"
