"""What a person of an exchange package (HZB) tells: his form, and facts that forms have not."""

from datetime import date

from cadres.choices import PERSON_STATUS
from cadres.exchange import code_words
from cadres.exchange.told import Told
from cadres.exchange.told_form import told_of_form
from cadres.exchange.told_texts import cleaned, put_month, put_text
from cadres.formats.hzb import HzbPerson
from cadres.formats.party_text import MEMBER, PROBATIONARY
from cadres.people.columns import GRASSROOTS_MONTHS
from core.codes.vocabulary import vocabulary

# A-codes of domain §3.1 and §3.2; of several the first that says something counts.
LEVEL, LEVEL_SINCE = ("A0221",), "A0288"
RANK, RANK_SINCE = ("A0192E", "A0192D"), "A0192C"
UNIT = ("B0101", "A0201A", "B0104", "B0114", "A0195")
POST_SINCE, SHORT_TITLE, STATUS, POLITICAL_STATUS = "A0243", "A0192", "A0163", "A0141"
MONTHS_AT_GRASSROOTS, TWO_YEARS_AT_GRASSROOTS = "A0194", "A0197"
# Whether, and since when: 选调生 says more of a person than 考录, by which he came too.
SOURCES = (("A99Z103", "A99Z104", "02"), ("A99Z101", "A99Z102", "01"))
YES = frozenset({"1", "true", "True", "是"})
MOST_MONTHS = 720


def told_of_hzb(person: HzbPerson, *, file: str, on: date) -> Told:
    """The form's values; from the facts level, rank, post, unit, source and the grassroots."""
    told = told_of_form(person.form, file=file, on=on)
    told.remarks[:0] = person.remarks
    facts = {code: cleaned(text) for code, text in person.facts.items()}
    told.unit_words = _first(facts, UNIT)
    is_probationary = facts.get(POLITICAL_STATUS) == PROBATIONARY
    if is_probationary and told.values.get("political_status") == MEMBER:
        told.values["political_status"] = PROBATIONARY
    _put_held(told, facts, "level", LEVEL, LEVEL_SINCE)
    _put_held(told, facts, "rank", RANK, RANK_SINCE)
    put_month(told, "post_since", facts.get(POST_SINCE), "任现职时间")
    short = facts.get(SHORT_TITLE, "")
    if short != told.values.get("title"):
        put_text(told, "short_title", short)
    if (status := facts.get(STATUS, "")) in vocabulary(PERSON_STATUS):
        told.values["status"] = status
    _put_source(told, facts)
    _put_grassroots(told, facts)
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


def _put_source(told: Told, facts: dict[str, str]) -> None:
    for is_so, since, code in SOURCES:
        if facts.get(is_so) in YES:
            told.values["source"] = code
            put_month(told, "source_since", facts.get(since), "进入时间")
            return


def _put_grassroots(told: Told, facts: dict[str, str]) -> None:
    """Months where they are counted; 是 alone means two years at the least."""
    text = facts.get(MONTHS_AT_GRASSROOTS, "")
    if text.isascii() and text.isdecimal() and int(text[:6]) <= MOST_MONTHS:
        told.values["grassroots_months"] = int(text)
        return
    if text:
        told.warn("grassroots_months", text[:20], f"基层工作月数“{text[:20]}”无效，没有取用。")
    if facts.get(TWO_YEARS_AT_GRASSROOTS) in YES:
        told.at_least["grassroots_months"] = GRASSROOTS_MONTHS


def _first(facts: dict[str, str], codes: tuple[str, ...]) -> str:
    return next((facts[code] for code in codes if facts.get(code)), "")
