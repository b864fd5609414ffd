"""One person of a package: the form, and the facts that a form has no place for (domain §3)."""

import re
from typing import Any

from cadres.formats import hzb_texts
from cadres.formats.approval_form import ApprovalForm
from cadres.formats.cleaning import clean, relatives
from cadres.formats.hzb_spool import Spool
from cadres.formats.hzb_tables import Row
from cadres.formats.hzb_words import GENDER, HEALTH, NATION, word
from cadres.formats.lrmx_elements import BY_FIELD
from cadres.formats.remarks import Remark
from cadres.formats.texts import single

# A01 codes of the form's fields, the first that is filled.
CODES = {
    "name": ("A0101",),
    "gender": ("A0104",),
    "birth": ("A0107",),
    "nation": ("A0117",),
    "native_place": ("A0111A",),
    "birth_place": ("A0114A",),
    "party": ("A0140",),
    "work_start": ("A0134",),
    "health": ("A0128",),
    "pro_title": ("A0196",),
    "specialty": ("A0187A",),
    "fulltime_education": ("QRZXL",),
    "fulltime_degree": ("QRZXW",),
    "fulltime_school": ("QRZXLXX",),
    "fulltime_degree_school": ("QRZXWXX",),
    "inservice_education": ("ZZXL",),
    "inservice_degree": ("ZZXW",),
    "inservice_school": ("ZZXLXX",),
    "inservice_degree_school": ("ZZXWXX",),
    "title": ("A0192A", "A0192"),
    "resume": ("A1701",),
    "rewards": ("A14Z101",),
    "assessments": ("A15Z101",),
    "id_number": ("A0184",),
}
APPOINTMENT = {  # A53
    "planned_post": "A5304",
    "removed_post": "A5315",
    "grounds": "A5317",
    "reported_by": "A5319",
    "age_on": "A5321",
    "filled_on": "A5323",
    "filled_by": "A5327",
}
WORDS = {"gender": GENDER, "nation": NATION, "health": HEALTH}
EDUCATION = {
    True: ("fulltime_education", "fulltime_degree", "fulltime_school", "fulltime_degree_school"),
    False: (
        "inservice_education",
        "inservice_degree",
        "inservice_school",
        "inservice_degree_school",
    ),
}
# Texts that the form has, so that they are no facts; codes of it are facts all the same.
SAID = {code for field, codes in CODES.items() for code in codes if field not in WORDS} - {"A0192"}
# An attribute has no line ends unless they are written as references: a blank is what is left.
_LOST_LINE = re.compile(r" (?=[0-9]{4}\.[0-9]{2}--| {18}[（(])")


def form_of(person: Row, sides: dict[str, list[Row]], remarks: list[Remark]) -> ApprovalForm:
    """The texts of A01, and what the other sets say where A01 says nothing."""
    raws = {
        field: next((person[code] for code in codes if person.get(code)), "")
        for field, codes in CODES.items()
    }
    for field, table in WORDS.items():
        raws[field] = word(table, raws[field].strip())
    if "\n" not in raws["resume"]:
        raws["resume"] = _LOST_LINE.sub("\n", raws["resume"])
    for fulltime, fields in EDUCATION.items():
        if not any(raws[field] for field in fields):
            found = hzb_texts.education(sides.get("A08", ()), fulltime=fulltime)
            raws.update(zip(fields, found, strict=True))
    raws["party"] = raws["party"] or hzb_texts.party(person)
    raws["title"] = raws["title"] or hzb_texts.title(sides.get("A02", ()))
    raws["rewards"] = raws["rewards"] or hzb_texts.rewards(sides.get("A14", ()))
    raws["assessments"] = raws["assessments"] or hzb_texts.assessments(sides.get("A15", ()))
    if not raws["pro_title"]:
        titles = sorted(sides.get("A06", ()), key=lambda row: row.get("A0604", ""))
        raws["pro_title"] = titles[-1].get("A0602", "") if titles else ""
    if appointments := sides.get("A53"):
        raws |= {field: appointments[-1].get(code, "") for field, code in APPOINTMENT.items()}
    values: dict[str, Any] = {
        field: clean(BY_FIELD[field], raw, remarks) for field, raw in raws.items() if raw
    }
    if "A36" in sides:
        values["family"] = relatives(hzb_texts.relatives(sides["A36"]), remarks)
    return ApprovalForm(**values)


def facts_of(person: Row, sides: dict[str, list[Row]], spool: Spool) -> dict[str, str]:
    """A-codes with the values of the package, made one line; codes stay codes.

    A01 first, then the present post (A02), level and rank (A05), entry and origin (A29, A99Z1),
    results by year (`A1517.2024`), and the unit (B01) that A0195 or the post names.
    """
    facts = {code: single(value) for code, value in person.items() if code not in SAID}
    for row in [*_post(sides.get("A02", [])), *map(_standing, sides.get("A05", []))]:
        _add(facts, row)
    for kind in ("A29", "A30", "A99Z1"):
        for row in sides.get(kind, []):
            _add(facts, row)
    facts |= hzb_texts.results(sides.get("A15", ()))
    code = facts.get("A0195") or facts.get("A0201B", "")
    _add(facts, spool.unit(code))
    return facts


def _add(facts: dict[str, str], row: Row) -> None:
    for code, value in row.items():
        if code != "SORTID":
            facts.setdefault(code, single(value))


def _post(posts: list[Row]) -> list[Row]:
    """The present main post, or else the first present one."""
    serving = hzb_texts.in_order([post for post in posts if hzb_texts.is_serving(post)], "A0223")
    main = [post for post in serving if post.get("A0279") in hzb_texts.YES]
    return (main or serving)[:1]


def _standing(row: Row) -> Row:
    """A current row of A05 under the codes that A01 has for it."""
    if row.get("A0524", "1") != "1":
        return {}
    names = ("A0192E", "A0192C") if row.get("A0531") == "1" else ("A0221", "A0288")
    found = zip(names, (row.get("A0501B"), row.get("A0504")), strict=True)
    return {name: value for name, value in found if value}
