"""What a 任免审批表 tells: its texts as values of a file (domain §1.1–1.4)."""

from collections.abc import Callable
from datetime import date

from cadres.approval.models import ApprovalTexts
from cadres.exchange import code_words
from cadres.exchange.names import unspaced
from cadres.exchange.schools import split_school
from cadres.exchange.told import Told
from cadres.exchange.told_number import put_number
from cadres.exchange.told_party import put_party
from cadres.exchange.told_rows import put_family, put_resume
from cadres.exchange.told_texts import (
    cleaned,
    month_of,
    put_day,
    put_form_text,
    put_month,
    put_text,
)
from cadres.formats import party_text
from cadres.formats.approval_form import ApprovalForm
from cadres.formats.retirement import limit_of, retirement_month
from cadres.people.guards import clean_name

KINDS = (("fulltime", "全日制"), ("inservice", "在职"))
# 无 in these says that there is none; elsewhere it stays what somebody wrote.
MAY_SAY_NONE = ("rewards", "assessments")
OWN_TEXTS = (
    *("planned_post", "removed_post", "rewards", "assessments", "grounds", "reported_by"),
    "age_limit",
)


def told_of_form(form: ApprovalForm, *, file: str, on: date) -> Told:
    """The values of a form; what cannot be understood is a remark, and its value is left out.

    `photo` is passed on as it is. 无 as a reward, assessment, title or specialty says nothing. The
    unit is left to whoever knows the tree: a form says it in the title alone.
    """
    told = Told(file=file)
    _put_person(told, form)
    _put_party(told, form.party)
    put_month(told, "work_start", form.work_start, "参加工作时间")
    for name in ("pro_title", "specialty"):
        put_text(told, name, getattr(form, name), none_words=True)
    put_text(told, "title", form.title)
    for kind, label in KINDS:
        _put_education(told, form, kind, label)
    put_resume(told, form.resume, birth=told.values.get("birth"), on=on)
    put_family(told, form.family, on=on)
    _put_own_texts(told, form)
    put_number(told, form.id_number, on)
    told.photo = form.photo or None
    return told


def _put_person(told: Told, form: ApprovalForm) -> None:
    if name := clean_name(cleaned(form.name)):
        put_text(told, "name", name)
    _put_code(told, "gender", form.gender, code_words.gender_code, "性别", "男 或 女")
    put_month(told, "birth", form.birth, "出生年月")
    _put_code(told, "nation", form.nation, code_words.nation_code, "民族", "国家标准中的名称")
    put_text(told, "native_place", form.native_place)
    put_text(told, "birth_place", form.birth_place)
    _put_code(told, "health", form.health, code_words.health_code, "健康状况", "健康、一般 或 较差")


def _put_party(told: Told, text: str | None) -> None:
    text = cleaned(text)
    if not text:
        return
    try:
        party, left = party_text.read(text)
    except party_text.UnreadableParty as fault:
        told.warn("party_join", text[:40], f"没有取用：{fault}")
        return
    put_party(told, party, left)


def _put_education(told: Told, form: ApprovalForm, kind: str, label: str) -> None:
    for what, read, name in (
        ("education", code_words.education_code, "学历"),
        ("degree", code_words.degree_code, "学位"),
    ):
        field = f"{kind}_{what}"
        _put_code(told, field, getattr(form, field), read, f"{label}{name}", "代码表中的名称")
    text = cleaned(getattr(form, f"{kind}_school"))
    if text:
        school, major = split_school(text)
        put_text(told, f"{kind}_school", school)
        if f"{kind}_school" in told.values:
            told.values[f"{kind}_major"] = ""
            put_text(told, f"{kind}_major", major)
    of_degree = cleaned(getattr(form, f"{kind}_degree_school"))
    if of_degree != text:
        put_form_text(told, ApprovalTexts, f"{kind}_degree_school", of_degree)


def _put_own_texts(told: Told, form: ApprovalForm) -> None:
    for name in OWN_TEXTS:
        put_form_text(
            told, ApprovalTexts, name, getattr(form, name), none_words=name in MAY_SAY_NONE
        )
    put_form_text(told, ApprovalTexts, "filled_by", unspaced(cleaned(form.filled_by)))
    month = month_of(told, "retire_month", form.retire_month, "到龄年月")
    if month and month != _usual_retirement(told, form):
        told.texts["retire_month"] = month
    put_day(told, "age_on", form.age_on, "计算年龄时间")
    put_day(told, "filled_on", form.filled_on, "填表时间")
    if form.unknown:
        told.texts["unknown"] = [list(element) for element in form.unknown]


def _usual_retirement(told: Told, form: ApprovalForm) -> date | None:
    """The month that follows from the rest of the form: saying it again says nothing."""
    birth = told.values.get("birth")
    limit = limit_of(form.age_limit, form.gender)
    return retirement_month(birth, limit) if birth and limit else None


def _put_code(
    told: Told,
    name: str,
    text: str | None,
    read: Callable[[str], str | None],
    label: str,
    remedy: str,
) -> None:
    text = cleaned(text)
    if not text:
        return
    code = read(text)
    if code is None:
        told.warn(
            name, text[:40], f"{label}“{text[:20]}”不认识，没有取用，请改为{remedy}后再导入。"
        )
        return
    told.values[name] = code
