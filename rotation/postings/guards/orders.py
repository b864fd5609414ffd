"""What an order is refused for, whoever gives it: `(field, sentence)`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cadres.choices import SERVING
from cadres.people.models import Cadre
from core.choices import UnitKind
from rotation.choices import AWAY, HELD, PostingKind
from rotation.postings.guards.seats import over_quota
from rotation.postings.known import Known, overlapping
from rotation.postings.models import Posting
from rotation.postings.orders import Order

Fault = tuple[str, str]
YOUNGEST = 16  # years
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2199, 12, 31)


def refusals(order: Order, known: Known, *, but: Posting | None = None) -> Iterator[Fault]:
    """Why the order cannot be carried out; `but` is the posting that it corrects."""
    cadre = known.people[order.cadre]
    if order.kind not in PostingKind.values:
        yield "kind", f"“{order.kind[:12]}”不是任职或锻炼的类别，请从选项中选择。"
        return
    if not order.title.strip():
        yield "title", "请填写职务，不含单位名称。"
    yield from _of_days(order, known, cadre)
    yield from _of_places(order, known, cadre, but)
    yield from _of_others(order, known, cadre, but)


def _of_days(order: Order, known: Known, cadre: Cadre) -> Iterator[Fault]:
    since, until, ended = order.since, order.until, order.ended_on
    if not FIRST_DAY <= since <= LAST_DAY:
        yield "since", f"起始日期 {since} 超出范围，请核对年份。"
        return
    if since > known.on:
        yield "since", f"起始日期 {since} 还没有到，请在当天或以后登记。"
    if since < (youngest := of_age(cadre.birth)):
        yield (
            "since",
            (
                f"起始日期 {since} 时“{cadre}”（{cadre.birth:%Y.%m} 出生）未满 {YOUNGEST} 岁，"
                f"不能早于 {youngest}，请核对日期。"
            ),
        )
    if until is not None and until <= since:
        yield "until", f"期满日期 {until} 必须晚于起始日期 {since}，请核对日期。"
    if ended is not None and ended <= since:
        yield "ended_on", f"结束日期 {ended} 必须晚于起始日期 {since}，请核对日期。"
    if ended is not None and ended > known.on:
        yield "ended_on", f"结束日期 {ended} 还没有到，请在当天或以后登记。"
    if order.is_away and until is None:
        yield "until", f"{PostingKind(order.kind).label}要有期满日期，请填写。"
    yield from _of_service(order, cadre)


def _of_service(order: Order, cadre: Cadre) -> Iterator[Fault]:
    """After whoever left, died or retired there is nothing more to be entered."""
    if cadre.status == SERVING:
        return
    said = f"“{cadre}”的人员状态是“{cadre.get_status_display()}”"
    if order.ended_on is None:
        yield "", f"{said}，不能登记新的任职或锻炼；只能补录已结束的经历。"
    elif cadre.left_on is None:
        yield "", f"{said}，但没有填写离开时间，请先在干部信息里填写，再补录经历。"
    elif order.ended_on > last_day(cadre.left_on):
        yield (
            "ended_on",
            (
                f"{said}，{cadre.left_on:%Y.%m} 离开，结束日期 {order.ended_on} 不能晚于这个月，"
                "请核对日期。"
            ),
        )


def _of_places(order: Order, known: Known, cadre: Cadre, but: Posting | None) -> Iterator[Fault]:
    unit = known.units.get(order.unit)
    if unit is None or (but is None and order.unit not in known.units_in_reach):
        yield "unit", "没有这个单位，或者它不在您的范围内，请另选单位。"
        return
    if unit.kind == UnitKind.GROUP:
        yield "unit", f"“{unit}”只是机构分组，请选择其下的单位。"
    if unit.abolished_on and (order.ended_on is None or order.ended_on > unit.abolished_on):
        yield "unit", f"“{unit}”已于 {unit.abolished_on} 撤销，请另选单位。"
    sends = order.sending_unit or cadre.unit_id
    if order.is_away and (
        order.unit == sends or (but is None and not order.ended_on and order.unit == cadre.unit_id)
    ):
        yield "unit", f"接收单位“{unit}”就是“{cadre}”所在单位，不能派到本单位，请另选接收单位。"
    if order.position is None:
        return
    position = known.positions.get(order.position)
    if position is None or position.unit_id != order.unit:
        yield "position", f"“{unit}”没有这个职位，请另选职位，或不选。"
    elif order.since < position.since:
        yield (
            "position",
            f"职位“{position}”{position.since} 才设立，起始日期 {order.since} 不能早于这一天。",
        )
    elif position.until and (order.ended_on is None or order.ended_on > position.until):
        yield "position", f"职位“{position}”已于 {position.until} 撤销，请另选职位，或不选。"
    else:
        yield from over_quota(order, known, position, but)


def _of_others(order: Order, known: Known, cadre: Cadre, but: Posting | None) -> Iterator[Fault]:
    """Posts and channels that stand in the way already."""
    succeeded = None
    if order.kind in HELD and order.is_main and order.ended_on is None:
        succeeded = known.main(order.cadre)
    overlooked = {but.pk, *(but.former or {}).get("ended", [])} if but is not None else set()
    for one in overlapping(known, order, overlooked):
        kind = one.get_kind_display()
        if one.kind in AWAY:
            yield (
                "",
                (
                    f"“{cadre}”自 {one.since} 起在“{one.unit}”{kind}{_ended(one)}，同一时期只能有"
                    "一个渠道；请先结束原来的一次，或改起始日期。"
                ),
            )
        elif one != succeeded or but is not None:
            yield (
                "since",
                (
                    f"“{cadre}”自 {one.since} 起任“{one.unit}”{one.title}{_ended(one)}，同一时期"
                    "只能有一个主职务；请改起始日期，或登记为兼任职务。"
                ),
            )
        elif order.since <= one.since:
            yield (
                "since",
                (
                    f"“{cadre}”{one.since} 才任“{one.unit}”{one.title}，起始日期 {order.since} 要"
                    "晚于这一天；原来的录错了请先撤回。"
                ),
            )
    if order.kind in HELD and order.is_main and order.ended_on is None and but is None:
        for one in known.postings[order.cadre]:
            if one.kind in AWAY and one.ended_on is None and one.unit_id == order.unit:
                yield (
                    "unit",
                    f"“{cadre}”正在“{one.unit}”{one.get_kind_display()}，到该单位任职前请先结束这次锻炼。",
                )


def _ended(one: Posting) -> str:
    return f"（{one.ended_on} 结束）" if one.ended_on else ""


def of_age(birth: date) -> date:
    """The first day on which somebody born in a month may work."""
    return birth.replace(year=birth.year + YOUNGEST)


def last_day(month: date) -> date:
    """The first day after a month: what ended by then, ended in the month or before."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
