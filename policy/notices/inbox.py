"""The inbox: one's notices by day, a page at a time, one statement for the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from django.db.models import Q, QuerySet

from core.accounts.models import User
from policy.duties import shown
from policy.duties.choices import DutyState
from policy.notices.models import Digest, DigestState, Notice, Nudge

SIZE: Final = 50
CURSOR: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})", re.ASCII)
MAIL: Final = {
    DigestState.QUEUED: "邮件等待发送",
    DigestState.SENDING: "邮件正在发送",
    DigestState.SENT: "已发邮件",
    DigestState.FAILED: "邮件没有发出",
    DigestState.UNSURE: "邮件是否送达不能确定",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One notice as the page shows it."""

    notice: Notice
    light: str
    words: str
    number: str
    unit_of_number: str
    matter: str
    thing: str
    clause: str
    why: str
    mail: str
    action: dict[str, str] | None

    @property
    def is_new(self) -> bool:
        """Not opened, and still owed."""
        return self.notice.read_at is None and self.notice.duty.state == DutyState.OPEN


def rows(viewer: User, *, everything: bool, cursor: str = "") -> QuerySet[Notice]:
    """What is still to be read (of each matter the last notice), or all there ever was."""
    mine = Notice.objects.visible_to(viewer)
    if not everything:
        mine = mine.waiting().newest()
    if found := CURSOR.fullmatch(cursor):
        try:
            on = date.fromisoformat(found[1])
        except ValueError:
            on = date.max
        mine = mine.filter(Q(on__lt=on) | Q(on=on, pk__lt=int(found[2])))
    return mine.select_related(
        "duty__cadre", "duty__unit", "nudge__sent_by__unit", "nudge__unit", "digest"
    ).order_by("-on", "-pk")


def page(viewer: User, on: date, *, everything: bool, cursor: str = "") -> dict[str, Any]:
    """Days with their items, and where the next page begins."""
    found = list(rows(viewer, everything=everything, cursor=cursor)[: SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    days = [
        {"on": day, "items": [item_of(notice, viewer, on) for notice in sorted(notices, key=_due)]}
        for day, notices in groupby(found, key=lambda notice: notice.on)
    ]
    last = found[-1] if found else None
    return {
        "days": days,
        "next": f"{last.on}.{last.pk}" if more and last else "",
        "newest": max((notice.pk for notice in found), default=0),
    }


def _due(notice: Notice) -> tuple[date, int]:
    """Within a day what is due first comes first."""
    return notice.duty.due_on, notice.pk


def item_of(notice: Notice, viewer: User, on: date) -> Item:
    """One loaded notice in words."""
    duty = notice.duty
    colour, words = shown.light_of(duty, on)
    rule = shown.rule_of(duty)
    is_open = duty.state == DutyState.OPEN
    number, unit_of_number = shown.countdown(duty.due_on, on) if is_open else ("", "")
    return Item(
        notice=notice,
        light=colour,
        words=words,
        number=number,
        unit_of_number=unit_of_number,
        matter=shown.matter(duty),
        thing=shown.thing(duty),
        clause=rule.clause if rule else "",
        why=why(notice),
        mail=mail(notice.digest),
        action=shown.action(duty, viewer),
    )


def why(notice: Notice) -> str:
    """What brought it, in a few words."""
    if notice.nudge is not None:
        said = f"：{notice.nudge.words}" if notice.nudge.words else ""
        return f"{sender(notice.nudge)}催报{said}"
    step = notice.step or 0
    if step > 0:
        return f"提前 {step} 天的提醒"
    return f"逾期 {-step} 天的提醒" if step else "到期当天的提醒"


def sender(nudge: Nudge) -> str:
    """Who it was, and of which department."""
    return f"{nudge.sent_by.unit.short_name} {nudge.sent_by}"


def mail(digest: Digest | None) -> str:
    """What became of the e-mail; nothing where there was none to send."""
    return MAIL.get(DigestState(digest.state), "") if digest is not None else ""


def tabs(address: str, unread: str, *, everything: bool) -> Sequence[dict[str, Any]]:
    """未读 and 全部."""
    return (
        {"label": "未读", "url": address, "current": not everything, "count": unread},
        {"label": "全部", "url": f"{address}?show=all", "current": everything},
    )
