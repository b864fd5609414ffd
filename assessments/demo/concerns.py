"""Concerns of the demonstration: some raised, some reminded, some corrected, most struck off."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from assessments.choices import ConcernState, ConcernVerb
from cadres.demo.dice import Dice
from cadres.demo.on_roster import OnRoster

CONCERN = (
    "id", "version", "changed_at", "talk_id", "cadre_id", "text", "demand", "raised_on", "state",
    "reminded_on", "reminder", "correct_by", "corrected_on", "correction", "closed_on", "closing",
)  # fmt: skip
STEP = ("concern_id", "verb", "round", "on", "due_on", "words", "done_at")
SHARE = 0.025  # of talks that raise one
LONG_AGO = 400  # days, after which nothing is left to be closed
DAY = timedelta(days=1)
RAISED, REMINDED = ConcernState.RAISED, ConcernState.REMINDED
CORRECTED, CLOSED = ConcernState.CORRECTED, ConcernState.CLOSED


class Kind(NamedTuple):
    """What was noticed, what was asked, how it went."""

    text: str
    demand: str
    correction: str


KINDS = (
    Kind("近期两次未按时参加支部学习，读书笔记有缺项。", "补齐笔记，按时参加学习。",
         "笔记已补齐，此后各次学习均到会。"),
    Kind("处理群众来访时语气生硬，有一次争执。", "向当事群众说明情况，改进接待方式。",
         "已上门解释，群众表示谅解，近期未再发生。"),
    Kind("外出一天未履行报备手续。", "写出情况说明，严格执行请示报告制度。",
         "已作出书面说明，外出均按规定报备。"),
    Kind("所负责事项两次逾期，存在拖延现象。", "列出任务清单，按周销号。",
         "积压事项已办结，本月各项均按期完成。"),
    Kind("与同事沟通较少，班子成员反映协作意识不强。", "主动参与协作事项，定期沟通。",
         "已牵头一项联合任务，同事反映明显改善。"),
    Kind("因家庭变故情绪低落，影响工作状态。", "由分管领导谈心，给予必要照顾。",
         "家中事务已安排妥当，精神状态恢复。"),
    Kind("项目台账登记不及时，有三笔与实际不符。", "核对全部台账，建立月对账制度。",
         "台账已全部核对更正，按月对账。"),
    Kind("对轮岗安排有抵触情绪，私下议论。", "讲清组织意图，端正态度。",
         "本人认识到位，已按要求到岗。"),
    Kind("值班期间脱岗约半小时。", "作出检查，严格执行值班制度。",
         "已在科室会上作检讨，值班抽查均在岗。"),
    Kind("接受服务对象土特产一次，价值不高。", "退还并作出说明，引以为戒。",
         "已当面退还并向纪检组报告。"),
)  # fmt: skip


def concern_of(
    dice: Dice, person: OnRoster, held_on: date, on: date, place: int | None
) -> tuple[list[Any], list[list[Any]]] | None:
    """The row and its steps for a talk that raised one; `place` counts the bureau's people."""
    kind = dice.one_of(KINDS)
    raises = dice.happens(SHARE)
    match place:
        case 0:
            state, deadline = REMINDED, on + 45 * DAY
        case 2:
            state, deadline = RAISED, None
        case _ if raises:
            state, deadline = _state(dice, (on - held_on).days), None
        case _:
            return None
    return _rows(dice, person, kind, state, held_on, on, deadline)


def _state(dice: Dice, age: int) -> ConcernState:
    """The older, the nearer to its end."""
    if age > 90:
        return CLOSED if dice.happens(0.95) or age > LONG_AGO else CORRECTED
    if age > 40:
        return dice.weighted(((CLOSED, 0.5), (CORRECTED, 0.3), (REMINDED, 0.2)))
    return dice.weighted(((RAISED, 0.35), (REMINDED, 0.55), (CORRECTED, 0.1)))


def _rows(
    dice: Dice, person: OnRoster, kind: Kind, state: ConcernState, raised: date, on: date,
    deadline: date | None,
) -> tuple[list[Any], list[list[Any]]]:  # fmt: skip
    """Days follow each other and none is after the day before `on`."""
    last = on - DAY

    def later(day: date, least: int, most: int) -> date:
        return min(day + dice.between(least, most) * DAY, last)

    reminded = later(raised, 0, 5)
    due = max(deadline or reminded + 30 * DAY, reminded)
    corrected = later(reminded, 6, 28)
    closed = later(corrected, 2, 12)
    reached = (RAISED, REMINDED, CORRECTED, CLOSED).index(state)
    reminder = f"与{person.name}同志谈话提醒，指出问题，本人表示接受。"
    closing = "经核实已改正，同意销号，后续继续关注。"
    steps = [
        [0, ConcernVerb.REMIND.value, 1, reminded, due, reminder, _at(reminded)],
        [0, ConcernVerb.REPORT.value, 1, corrected, None, kind.correction, _at(corrected)],
        [0, ConcernVerb.CLOSE.value, 1, closed, None, closing, _at(closed)],
    ][:reached]
    row = [
        0, 1 + reached, _at(closed if reached == 3 else raised), 0, person.cadre, kind.text,
        kind.demand, raised, state.value,
        reminded if reached > 0 else None, reminder if reached > 0 else "",
        due if reached > 0 else None,
        corrected if reached > 1 else None, kind.correction if reached > 1 else "",
        closed if reached > 2 else None, closing if reached > 2 else "",
    ]  # fmt: skip
    return row, steps


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(17, 20)))
