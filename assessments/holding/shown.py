"""A poll as its page shows it: to the departments with its steps, to the unit its turnout."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from assessments.holding.entities import LIGHTS
from assessments.holding.papers import lacks_paper
from assessments.holding.standing import Step, next_step
from assessments.holding.turnout import lines_of
from assessments.polls.choices import PollState, PollVerb, VotingMode
from assessments.polls.flow import POLL_FLOW
from assessments.polls.models import Poll, PollResult
from core.scoping import Viewer

# The page of each verb, and whether it is a way out of the usual course.
PAGES = {
    PollVerb.EDIT: (("修改", "polls:edit", False), ("被测评人", "polls:people", False)),
    PollVerb.ISSUE: (("印制测评票", "polls:issue", False),),
    PollVerb.OPEN: (("开始投票", "polls:open", False),),
    PollVerb.ENTER: (("录入纸质票", "polls:paper", False),),
    PollVerb.CLOSE: (("截止投票", "polls:close", False),),
    PollVerb.COUNT: (("开箱计票", "polls:count", False),),
    PollVerb.SHARE: (("反馈单位", "polls:share", False),),
    PollVerb.CANCEL: (("作废", "polls:cancel", True),),
}
STAGES = (PollState.DRAFT, PollState.OPEN, PollState.CLOSED, PollState.COUNTED)


def shown_poll(poll: Poll, viewer: Viewer, on: date) -> dict[str, Any]:
    """What polls/detail.html draws."""
    verbs = POLL_FLOW.offered(poll, viewer)
    results = _results(poll, viewer)
    step = next_step(poll, verbs, on, lacks_paper=lacks_paper(poll))
    if step.label == "查看结果" and not results:
        step = Step(step.text)
    return {
        "poll": poll,
        "colour": LIGHTS[str(poll.get_state_display())],
        "stages": [] if poll.state == PollState.CANCELLED else _stages(poll),
        "step": step,
        "verbs": _buttons(poll, verbs, step),
        "facts": facts_of(poll),
        "people": _people(poll, results),
        **shown_turnout(poll, on),
    }


def shown_turnout(poll: Poll, _on: date) -> dict[str, Any]:
    """What polls/turnout.html draws: numbers alone."""
    return {
        "poll": poll,
        "lines": lines_of(poll),
        "is_open": poll.state == PollState.OPEN,
        "no_votes": poll.state == PollState.DRAFT,
    }


def facts_of(poll: Poll) -> list[dict[str, Any]]:
    """The arrangement, for components/facts.html."""
    asked = ["综合评价", "五个方面"]
    asked += ["是否适宜"] if poll.asks_fit else []
    asked += ["文字意见"] if poll.takes_words else []
    counted = poll.counted_on and poll.counted_on.isoformat()
    facts = [
        {"label": "测评单位", "value": poll.unit.name},
        {"label": "年度", "value": f"{poll.year} {poll.get_kind_display()}"},
        {"label": "投票时间", "value": f"{poll.opens_on} 至 {poll.closes_on}"},
        {"label": "测评内容", "value": "、".join(asked)},
        {"label": "最小分组", "value": f"{poll.min_group} 张有效票"},
        {"label": "弃权", "value": abstain_rule(poll)},
        {"label": "封存日期", "value": counted},
        {"label": "反馈日期", "value": poll.shared_on and poll.shared_on.isoformat()},
    ]
    if poll.state == PollState.CANCELLED:
        facts.append({"label": "作废原因", "value": poll.cancelled, "is_wide": True})
    return facts


def abstain_rule(poll: Poll) -> str:
    """How abstentions count, as it is printed with the result."""
    return "计入分母" if poll.abstain_counts else "不计入分母"


def _stages(poll: Poll) -> list[dict[str, Any]]:
    return [{"label": one.label, "is_current": one == poll.state} for one in STAGES]


def _buttons(poll: Poll, verbs: tuple[str, ...], step: Step) -> list[dict[str, Any]]:
    """What else can be done now; the next step has a button of its own."""
    offered = [page for verb in verbs for page in PAGES.get(PollVerb(verb), ())]
    if not poll.electorates.filter(mode=VotingMode.PAPER).exists():
        offered = [page for page in offered if page[1] != "polls:paper"]
    if poll.shared_on is not None:
        offered = [page for page in offered if page[1] != "polls:share"]
    return [
        {"label": label, "url": url, "is_apart": is_apart}
        for label, page, is_apart in offered
        if (url := reverse(page, args=[poll.pk])) != step.url
    ]


def _results(poll: Poll, viewer: Viewer) -> dict[int, int]:
    """Subject to result, of those that the viewer may read."""
    rows = PollResult.objects.visible_to(viewer).counted().filter(poll=poll)
    return dict(rows.values_list("subject", "pk"))


def _people(poll: Poll, results: dict[int, int]) -> list[dict[str, Any]]:
    waiting = "" if poll.state == PollState.COUNTED else "计票以后"
    return [
        {
            "subject": subject,
            "url": reverse("polls:person", args=[results[subject.pk]])
            if subject.pk in results
            else "",
            "words": waiting,
        }
        for subject in poll.subjects.select_related("cadre").order_by("position")
    ]
