"""What pairing refuses, and what it asks a reason for: one sentence each, with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cadres.checks.rules.post import LEADS
from cadres.choices import LEVEL, SERVING
from cadres.people.models import Cadre
from core.codes.vocabulary import vocabulary
from training.mentoring.known import Known
from training.mentoring.models import Mentorship
from training.mentoring.orders import Order
from training.mentoring.rounds import middle_of


def refusals(order: Order, known: Known) -> Iterator[tuple[str, str]]:
    """Why the order cannot be carried out: `(field, sentence)`."""
    cadre, mentor = known.people[order.cadre], known.people[order.mentor]
    if order.cadre == order.mentor:
        yield "mentor", f"帮带人“{mentor}”就是本人，不能自己帮带自己，请另选一人。"
    if mentor.status != SERVING:
        yield "mentor", f"帮带人“{mentor}”不是现职人员，不能担任帮带人，请另选一人。"
    yield from ((field, said) for field, said in _of_day(order, known, cadre))
    yield from (("", said) for said in _of_round(order, known, cadre))


def _of_day(order: Order, known: Known, cadre: Cadre) -> Iterator[tuple[str, str]]:
    if order.since > known.on:
        yield "since", f"起始日期 {order.since} 还没有到，请在当天或以后登记。"
        return
    if known.entered(order.cadre, order.since) is None:
        stays = known.stays[order.cadre]
        later = next((entered for entered, _ in stays if entered > order.since), None)
        if later is not None:
            said = f"在 {later} 才入库，起始日期 {order.since} 不能早于这一天，请改起始日期。"
        elif stays and stays[-1][1] is not None:
            said = f"已于 {stays[-1][1]} 出库，不能再落实帮带人。"
        else:
            said = "不在名册上，不需要落实帮带人；请先入库。"
        yield "since", f"“{cadre}”{said}"


def _of_round(order: Order, known: Known, cadre: Cadre) -> Iterator[str]:
    """The round before: still open, or ended later than this one begins."""
    last = known.last.get(order.cadre)
    if last is None:
        if order.replaces:
            yield f"“{cadre}”原来的一轮已经不在了，请刷新页面核对。"
        return
    if last.ended_on is None:
        if order.replaces is None:
            yield (
                f"“{cadre}”自 {last.since} 起已由{last.mentor}帮带（{_who(last)}登记），"
                "同一时期只能有一名帮带人；要换人请先结束原来的一轮，或在原来的一轮上续定。"
            )
        elif order.replaces[0] != last.pk:
            yield (
                f"“{cadre}”已由{_who(last)}续定，自 {last.since} 起由{last.mentor}帮带，"
                "没有再次续定；请刷新页面核对。"
            )
        elif order.since < last.since:
            yield f"“{cadre}”原来的一轮 {last.since} 才开始，续定的起始日期不能早于这一天。"
        elif (held := known.held.get(order.cadre)) is not None and held >= order.since:
            yield (
                f"“{cadre}”原来的一轮在 {held} 还有活动，"
                f"续定的起始日期 {order.since} 要晚于这一天，请改起始日期。"
            )
    elif order.replaces is not None:
        yield (
            f"“{cadre}”原来的一轮已由{_who(last)}在 {last.ended_on} 结束，"
            "没有续定；请刷新页面，另行落实帮带人。"
        )
    elif last.ended_on > order.since:
        yield (
            f"“{cadre}”上一轮帮带到 {last.ended_on} 才结束，"
            f"起始日期 {order.since} 不能早于这一天，请改起始日期。"
        )


def _who(last: Mentorship) -> str:
    return str(last.changed_by.name) if last.changed_by else "系统"


def concerns(cadre: Cadre, mentor: Cadre, *, has: int, most: int, is_listed: bool) -> list[str]:
    """What is unusual about a pair, so that a reason is asked for (`exception`).

    `has` counts the mentees of the mentor with this one, `most` is how many the plan allows,
    `is_listed`: the mentor is on the roster himself.
    """
    found = []
    if not leads(mentor, cadre):
        found.append(
            f"{mentor}（{level_of(mentor)}）的职务层次不高于{cadre}（{level_of(cadre)}），"
            "也不是其单位的领导班子成员"
        )
    if mentor.unit_id != cadre.unit_id:
        found.append(f"{mentor}是{mentor.unit.short_name}的，不在{cadre}的单位")
    if has > most:
        found.append(f"{mentor}将同时帮带 {has} 人，超过 {most} 人")
    if is_listed:
        found.append(f"{mentor}本人也在优秀年轻干部名册上")
    return found


def leads(mentor: Cadre, cadre: Cadre) -> bool:
    """Whether the mentor outranks the cadre, or leads his unit.

    Of the leadership of a unit are its own people at the unit's level or one step below (of a unit
    at 正科: 乡科级正职 and 副职): what the level of a post says, whatever the seat.
    """
    if mentor.level_rank < cadre.level_rank:
        return True
    return mentor.unit_id == cadre.unit_id and mentor.level_rank <= top_of(cadre.unit.level)


def top_of(unit_level: str) -> int:
    """The lowest rank that still leads a unit of that level; 0 for a unit without one."""
    code = LEADS.get(unit_level)  # type: ignore[call-overload]
    return 0 if code is None else list(vocabulary(LEVEL)).index(code) + 2


def level_of(person: Cadre) -> str:
    """The level in words."""
    return vocabulary(LEVEL).get(person.level, "") or "无职务层次"


def why_not_held(round_: Mentorship, day: date, on: date) -> str:
    """Why a session cannot have been on a day."""
    if day > on:
        return f"日期 {day} 还没有到，请在当天或以后登记。"
    if day < round_.since:
        return f"日期 {day} 早于本轮起始日期 {round_.since}，请核对日期。"
    if round_.ended_on is not None and day >= round_.ended_on:
        return f"本轮已于 {round_.ended_on} 结束，日期 {day} 不在本轮期间，请核对日期。"
    return ""


def why_not_reviewed(round_: Mentorship, *, is_final: bool, day: date, on: date) -> str:
    """Why a review cannot have been on a day: half-way within the round, the last in its second
    half or later."""
    if not is_final:
        return why_not_held(round_, day, on)
    if day > on:
        return f"评议日期 {day} 还没有到，请在当天或以后登记。"
    half = middle_of(round_.since, round_.until)
    if day < half:
        return f"期满评议不能早于本轮过半之日 {half}，请核对评议日期 {day}。"
    return ""


def why_not_ended(round_: Mentorship, day: date, on: date, last_held: date | None) -> str:
    """Why a round cannot end on a day."""
    if round_.ended_on is not None:
        return f"本轮已于 {round_.ended_on} 结束，不能再次结束，请刷新页面核对。"
    if day > on:
        return f"结束日期 {day} 还没有到，请在当天或以后登记。"
    if day < round_.since:
        return f"结束日期 {day} 早于本轮起始日期 {round_.since}，请核对日期。"
    if last_held is not None and last_held >= day:
        return (
            f"本轮在 {last_held} 还有活动或中期评议记录，结束日期 {day} 要晚于这一天，"
            "请核对日期，或先更正那条记录。"
        )
    return ""
