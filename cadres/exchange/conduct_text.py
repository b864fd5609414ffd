"""奖惩情况 composed of what is on file (domain §2.3)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from cadres.choices import DisciplineKind
from cadres.dossier.dossier import ANSWERABLE
from cadres.formats.reward_wording import reward_sentence
from cadres.people.models import Discipline, Reward
from core.scoping import Viewer

NONE = "无"


def conduct_text(rewards: Iterable[Reward], discipline: Iterable[Discipline], on: date) -> str:
    """What had been decided by the day, oldest first; 无 when there was nothing.

    A reward that was taken back by then is left out. Sanctions stand whether or not their effect
    has ended: which of them a form tells of is the department's rule, and the text can be edited.
    An investigation is neither reward nor sanction, and no form tells of it.
    """
    told = [
        (one.decided_on, _reward(one))
        for one in rewards
        if one.decided_on <= on and (one.revoked_on is None or one.revoked_on > on)
    ]
    told += [
        (one.decided_on, _sanction(one))
        for one in discipline
        if one.decided_on <= on and not one.is_inquiry
    ]
    told.sort()  # those of one day by their words: the same rows make the same text
    return "；".join(text for _, text in told) + "。" if told else NONE


def composed(keys: Collection[int], viewer: Viewer, on: date) -> dict[int, frozenset[str]]:
    """By person: the texts that a form of ours would have, with discipline and without.

    A file that says one of them says nothing new of somebody who has no text of his own. Two
    statements, in the viewer's scope.
    """
    rewards, discipline = defaultdict(list), defaultdict(list)
    for one in Reward.objects.visible_to(viewer).filter(cadre__in=keys):
        rewards[one.cadre_id].append(one)
    for case in Discipline.objects.visible_to(viewer, acting_as=ANSWERABLE).filter(cadre__in=keys):
        discipline[case.cadre_id].append(case)
    return {
        key: frozenset(conduct_text(rewards[key], told, on) for told in ((), discipline[key]))
        for key in keys
    }


def _reward(reward: Reward) -> str:
    return f"{_month(reward.decided_on)}，{reward_sentence(reward.name, reward.authority)}"


def _sanction(case: Discipline) -> str:
    is_sanction = case.kind != DisciplineKind.HANDLING and not case.measure.endswith("处分")
    measure = f"{case.measure}处分" if is_sanction else case.measure
    by = f"{case.authority}给予的" if case.authority else ""
    return f"{_month(case.decided_on)}，受到{by}{measure}"


def _month(day: date) -> str:
    return f"{day.year}年{day.month:02d}月"
