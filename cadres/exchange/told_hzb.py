"""What a person of an exchange package (HZB) tells: his form, and facts that forms have not."""

from datetime import date
from typing import TYPE_CHECKING

from cadres.exchange import code_words
from cadres.exchange.told import Told
from cadres.exchange.told_form import told_of_form
from cadres.exchange.told_texts import cleaned, put_month, put_text

if TYPE_CHECKING:
    from cadres.formats.hzb import HzbPerson

# A-codes of domain §3.1; the first that says something counts.
LEVEL, LEVEL_SINCE = ("A0221",), "A0288"
RANK, RANK_SINCE = ("A0192E", "A0192D"), "A0192C"
UNIT = ("unit", "B0101", "B0114", "A0195")
MONTHS_AT_GRASSROOTS, SHORT_TITLE = "A0194", "A0192"
MOST_MONTHS = 720


def told_of_hzb(person: "HzbPerson", *, file: str, on: date) -> Told:
    """The form's values, and level, rank, unit and months at the grassroots from the facts."""
    told = told_of_form(person.form, file=file, on=on)
    told.remarks[:0] = person.remarks
    facts = {code: cleaned(text) for code, text in person.facts.items()}
    told.unit_words = _first(facts, UNIT)
    _put_held(told, facts, "level", LEVEL, LEVEL_SINCE)
    _put_held(told, facts, "rank", RANK, RANK_SINCE)
    short = facts.get(SHORT_TITLE, "")
    if short != told.values.get("title"):
        put_text(told, "short_title", short)
    _put_grassroots(told, facts.get(MONTHS_AT_GRASSROOTS, ""))
    return told


def _put_held(
    told: Told, facts: dict[str, str], name: str, codes: tuple[str, ...], since: str
) -> None:
    """A level or rank with its month: one without the other is not filed."""
    read, label = (
        (code_words.level_code, "职务层次") if name == "level" else (code_words.rank_code, "职级")
    )
    text = _first(facts, codes)
    if not text:
        return
    code = read(text)
    if code is None:
        told.warn(name, text[:40], f"{label}“{text[:20]}”不认识，没有取用，请在档案中选择。")
        return
    put_month(told, f"{name}_since", facts.get(since), f"任现{label}时间")
    if f"{name}_since" not in told.values:
        told.warn(
            f"{name}_since", "", f"有{label}而没有任现{label}时间，两项都没有取用，请补全后再导入。"
        )
        return
    told.values[name] = code


def _put_grassroots(told: Told, text: str) -> None:
    if not text:
        return
    if not (text.isascii() and text.isdecimal()) or int(text[:6]) > MOST_MONTHS:
        told.warn("grassroots_months", text[:20], f"基层工作月数“{text[:20]}”无效，没有取用。")
        return
    told.values["grassroots_months"] = int(text)


def _first(facts: dict[str, str], codes: tuple[str, ...]) -> str:
    return next((facts[code] for code in codes if facts.get(code)), "")
