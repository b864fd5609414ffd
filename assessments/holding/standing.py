"""What comes next in a poll, and whose turn it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from assessments.polls.choices import PollState, PollVerb, VotingMode
from assessments.polls.models import Poll


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next in a sentence; the page where it is done, for who may do it."""

    text: str
    verb: str = ""
    label: str = ""
    url: str = ""
    is_over: bool = False  # nothing is to be done any more


def next_step(poll: Poll, verbs: Collection[str], on: date, *, lacks_paper: bool) -> Step:
    """The next thing to do, offered to who may do it."""
    step = _of_state(poll, on, lacks_paper)
    if step.verb in verbs or (step.verb == RESULT and poll.state == PollState.COUNTED):
        return step
    return Step(step.text)


RESULT = "result"


def _of_state(poll: Poll, on: date, lacks_paper: bool) -> Step:
    match poll.state:
        case PollState.DRAFT:
            return _draft(poll, on)
        case PollState.OPEN:
            return _open(poll, on, lacks_paper)
        case PollState.CLOSED:
            if lacks_paper:
                text = "纸质票由两人各录一遍，还没有录齐，或者录得不一致；一致以后才能开箱。"
                return _step(poll, text, PollVerb.ENTER, "录入纸质票", "polls:paper")
            text = "监票人、计票人到场，各自输入自己的密钥，由组织部开箱计票。"
            return _step(poll, text, PollVerb.COUNT, "开箱计票", "polls:count")
        case PollState.COUNTED:
            return _counted(poll)
    return Step(f"测评已作废：{poll.cancelled}")


def _draft(poll: Poll, on: date) -> Step:
    if not poll.subjects.exists():
        text = "由组织部选定被测评人。"
        return _step(poll, text, PollVerb.EDIT, "选定被测评人", "polls:people")
    by_code = poll.electorates.filter(mode=VotingMode.CODES)
    unprinted = [str(one) for one in by_code.order_by("category") if one.issued == 0]
    if unprinted:
        text = f"由组织部印制测评票：{'、'.join(unprinted)}还没有印。"
        return _step(poll, text, PollVerb.ISSUE, "印制测评票", "polls:issue")
    if on < poll.opens_on:
        return Step(f"准备好了。{poll.opens_on} 起可以投票，到时由组织部开始。")
    if on > poll.closes_on:
        text = f"投票截止日期 {poll.closes_on} 已过，还没有开始投票；要测评的，请先修改日期。"
        return _step(poll, text, PollVerb.EDIT, "修改日期", "polls:edit")
    text = f"监票人、计票人到场以后，由组织部开始投票；{poll.closes_on} 截止。"
    return _step(poll, text, PollVerb.OPEN, "开始投票", "polls:open")


def _open(poll: Poll, on: date, lacks_paper: bool) -> Step:
    if lacks_paper and not poll.electorates.filter(mode=VotingMode.CODES).exists():
        text = "收齐纸质票以后，由两人各录一遍。"
        return _step(poll, text, PollVerb.ENTER, "录入纸质票", "polls:paper")
    if on <= poll.closes_on:
        text = f"正在投票，{poll.closes_on} 截止（当日可以投票）。到期以后由组织部截止投票。"
        return Step(text)
    text = f"{poll.closes_on} 已过，不再收票，由组织部截止投票。"
    return _step(poll, text, PollVerb.CLOSE, "截止投票", "polls:close")


def _counted(poll: Poll) -> Step:
    if poll.shared_on is None:
        text = "结果已封存，还没有反馈单位。由组织部查看，决定是否反馈。"
        return _step(poll, text, RESULT, "查看结果", "polls:result")
    text = f"结果已封存，{poll.shared_on} 反馈{poll.unit.short_name}。"
    return replace(_step(poll, text, RESULT, "查看结果", "polls:result"), is_over=True)


def _step(poll: Poll, text: str, verb: str, label: str, page: str) -> Step:
    return Step(text, verb, label, reverse(page, args=[poll.pk]))
