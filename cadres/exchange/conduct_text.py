"""奖惩情况 composed of what is on file (domain §2.3)."""

from collections.abc import Iterable
from datetime import date

from cadres.choices import DisciplineKind
from cadres.people.models import Discipline, Reward

NONE = "无"


def conduct_text(rewards: Iterable[Reward], discipline: Iterable[Discipline], on: date) -> str:
    """What had been decided by the day, oldest first; 无 when there was nothing.

    A reward that was taken back by then is left out. Sanctions stand whether or not their effect
    has ended: which of them a form tells of is the department's rule, and the text can be edited.
    """
    told = [
        (one.decided_on, _reward(one))
        for one in rewards
        if one.decided_on <= on and (one.revoked_on is None or one.revoked_on > on)
    ]
    told += [(one.decided_on, _sanction(one)) for one in discipline if one.decided_on <= on]
    told.sort(key=lambda item: item[0])
    return "；".join(text for _, text in told) + "。" if told else NONE


def _reward(reward: Reward) -> str:
    name = reward.name if "“" in reward.name else f"“{reward.name}”"
    parts = [_month(reward.decided_on), f"荣获{name}", reward.authority]
    return "，".join(filter(None, parts))


def _sanction(case: Discipline) -> str:
    is_sanction = case.kind != DisciplineKind.HANDLING and not case.measure.endswith("处分")
    measure = f"{case.measure}处分" if is_sanction else case.measure
    by = f"{case.authority}给予的" if case.authority else ""
    return f"{_month(case.decided_on)}，受到{by}{measure}"


def _month(day: date) -> str:
    return f"{day.year}年{day.month:02d}月"
