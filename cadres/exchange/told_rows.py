"""The résumé and the family of a form as rows: rows that could not be filed are told of."""

from collections.abc import Iterable
from datetime import date

from cadres.exchange.names import unspaced
from cadres.exchange.told import Told
from cadres.exchange.told_texts import cleaned, month_of
from cadres.formats.approval_form import Relative
from cadres.formats.resume_remarks import looked_at
from cadres.formats.resume_text import UnreadableResume
from cadres.people.guards import RowsRefused, refuse_family, refuse_resume
from cadres.people.guards.family import Member
from cadres.people.models import FamilyMember, ResumeLine
from cadres.people.services.rows import in_order
from core.errors import DomainError

LONGEST_LINE = ResumeLine._meta.get_field("text").max_length


def put_resume(told: Told, text: str | None, *, birth: date | None, on: date) -> None:
    """The lines of the text; where they are no sound résumé, warnings by line and no lines."""
    if not text or not text.strip():
        return
    try:
        found, remarks = looked_at(text)
    except UnreadableResume as refusal:
        told.warn("resume", text.strip()[:40], f"简历没有取用：{refusal}")
        return
    told.remarks += remarks
    lines = in_order(found)
    long = next((line for line in lines if len(line.text) > LONGEST_LINE), None)
    if long:
        told.warn(
            "resume",
            f"{long} {long.text[:20]}",
            f"简历没有取用：“{long} {long.text[:12]}”有 {len(long.text)} 个字，"
            f"一行最多 {LONGEST_LINE} 个，请分行。",
        )
        return
    try:
        refuse_resume(lines, birth=birth or date.min, on=on)
    except RowsRefused as refused:
        for place, sentences in sorted(refused.rows.items()):
            line = lines[place]
            for sentence in sentences.values():
                told.warn(
                    "resume",
                    f"{line} {line.text[:20]}",
                    f"简历没有取用，第 {place + 1} 段：{sentence}",
                )
        return
    except DomainError as refusal:
        told.warn("resume", f"{len(lines)} 段", f"简历没有取用：{refusal}")
        return
    told.resume = lines


def put_family(told: Told, relatives: Iterable[Relative] | None, *, on: date) -> None:
    """The members; a row without relation or name is told of and left out."""
    members = [
        member
        for place, relative in enumerate(relatives or (), start=1)
        if (member := _member(told, place, relative)) is not None
    ]
    if not members:
        return
    try:
        refuse_family(members, on)
    except RowsRefused as refused:
        for place, sentences in sorted(refused.rows.items()):
            for sentence in sentences.values():
                value = f"{members[place].relation} {members[place].name}"
                told.warn("family", value, f"家庭成员没有取用，第 {place + 1} 人：{sentence}")
        return
    except DomainError as refusal:
        told.warn("family", f"{len(members)} 人", f"家庭成员没有取用：{refusal}")
        return
    told.family = members


def _member(told: Told, place: int, relative: Relative) -> Member | None:
    relation, name = cleaned(relative.relation), unspaced(cleaned(relative.name))
    politics, work = cleaned(relative.politics), cleaned(relative.work)
    if not any((relation, name, work, cleaned(relative.birth))):
        return None  # an empty slot of the form
    if not relation or not name:
        missing = "姓名" if relation else "称谓"
        told.warn(
            "family", relation or name, f"家庭成员第 {place} 行没有{missing}，没有取用，请补上。"
        )
        return None
    values = {"relation": relation, "name": name, "politics": politics, "work": work}
    for field, text in values.items():
        column = FamilyMember._meta.get_field(field)
        if len(text) > column.max_length:
            told.warn(
                "family",
                f"{relation} {text[:30]}…",
                f"家庭成员第 {place} 行的{column.verbose_name}有 {len(text)} 个字，"
                f"最多 {column.max_length} 个，没有取用，请缩短。",
            )
            values[field] = ""
    if not values["relation"] or not values["name"]:
        return None
    birth = month_of(told, "family", relative.birth, f"家庭成员“{name}”的出生年月")
    return Member(relation, name, birth, values["politics"], values["work"])
