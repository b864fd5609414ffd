"""The key is tried, the boxes of a category are opened; what does not fit together is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.core.exceptions import ValidationError

from assessments.polls.ballots import Ballot, Malformed, checked
from assessments.polls.boxes import BrokenBox, opened
from assessments.polls.keys import PrivateKey, WrongHalf, private_key, public_key
from assessments.polls.models import Electorate, Poll, SealedBallot, Urn
from assessments.polls.paper import agreed, standing
from core.errors import DomainError, refuse_if

FIELDS: Final = ("first", "second")  # of the form: 监票人's half, 计票人's half
TOLD: Final = 5  # differences that a refusal names


def key_of(poll: Poll, halves: Sequence[str]) -> PrivateKey:
    """What opens the poll's boxes; raises ValidationError at the half that is wrong."""
    try:
        if public_key(halves) != bytes(poll.public_key or b""):
            sentence = "两人的密钥都没有输错，但不是这次测评的，请核对密钥单上的测评名称。"
            raise ValidationError({FIELDS[0]: [sentence]})
        return private_key(halves)
    except WrongHalf as wrong:
        raise ValidationError({FIELDS[wrong.which]: [str(wrong)]}) from None


def ballots_in(electorate: Electorate, key: PrivateKey) -> list[Ballot]:
    """The ballots of a category; raises DomainError where they are not as many as codes used.

    Whoever can write to the database can take boxes out or put some in, anybody can seal: then
    nothing that is counted could be believed, so nothing is.
    """
    boxes = SealedBallot.objects.filter(electorate=electorate).values_list("box", flat=True)
    used = Urn.objects.values_list("used", flat=True).get(pk=electorate.pk)
    codes = int.from_bytes(bytes(used), "big").bit_count()
    refuse_if(
        len(boxes) != codes,
        f"{electorate}用过的测评码有 {codes} 个，票箱里的票有 {len(boxes)} 张，两者不符："
        "数据被人动过，不能计票，请查明后作废这次测评，重新组织。",
    )
    poll, people = electorate.poll, electorate.poll.subjects.count()
    try:
        return [
            checked(
                opened(bytes(box), key), people=people, fit=poll.asks_fit, words=poll.takes_words
            )
            for box in boxes
        ]
    except (BrokenBox, Malformed):
        raise DomainError(
            f"{electorate}有选票打不开：密钥没有错，是选票被人动过，不能计票，"
            "请查明后作废这次测评，重新组织。"
        ) from None


def paper_of(electorate: Electorate) -> dict[int, dict]:
    """What two people agree on, by subject; raises DomainError, naming the cells that differ."""
    found = standing(electorate)
    names = [str(who) for who in found.counters]
    refuse_if(
        len(names) < 2,
        f"{electorate}的纸质票要由两人分别录入，现有 {len(names)} 人"
        f"{'（' + '、'.join(names) + '）' if names else ''}录入，还不能计票。",
    )
    told = "；".join(map(str, found.differences[:TOLD]))
    more = f" 等 {len(found.differences)} 处" if len(found.differences) > TOLD else ""
    refuse_if(
        not found.is_agreed,
        f"{electorate}的纸质票两人录入不一致：{told}{more}。请核对票面，由录错的人更正。",
    )
    return agreed(electorate)
