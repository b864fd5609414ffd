"""The figures of a report, by key: what they are called, what they count.

The label is what stands for a figure in the words of a report, 〔在库人数〕, so it is unique. A
`guarded` one tells of discipline: clerks and programs do not read it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One figure."""

    key: str
    label: str
    unit: str = "人"
    guarded: bool = False


KEYS: tuple[Key, ...] = (
    # 总体情况; "at the end" is the day that the report speaks of
    Key("roster.open", "在库人数"),
    Key("roster.open_before", "上年末在库人数"),
    Key("roster.women", "女干部人数"),
    Key("roster.minority", "少数民族人数"),
    Key("roster.non_party", "党外干部人数"),
    Key("roster.average_age", "平均年龄", "岁"),
    Key("roster.graduate", "全日制研究生人数"),
    Key("roster.bachelor", "全日制本科以上人数"),
    Key("roster.grassroots", "两年以上基层经历人数"),
    Key("roster.entered", "全年入库人数"),
    Key("roster.left", "全年出库人数"),
    Key("roster.used", "提拔使用出库人数"),
    # 培养措施
    Key("training.studies", "学习培训人次", "人次"),
    Key("mentoring.pairs", "帮带对数", "对"),
    Key("mentoring.begun", "新结成帮带对数", "对"),
    Key("mentoring.ending", "期满帮带对数", "对"),
    Key("mentoring.covered", "帮带覆盖率", "%"),
    Key("rotation.moves", "轮岗人次", "人次"),
    Key("rotation.two_posts", "五年两岗人数"),
    Key("frontline.sent", "派出锻炼人次", "人次"),
    Key("frontline.away", "在外锻炼人数"),
    Key("frontline.township", "乡镇挂职人次", "人次"),
    Key("frontline.secondment", "挂职和跟班人次", "人次"),
    Key("frontline.petition", "信访督查人次", "人次"),
    Key("frontline.service", "服务基层人次", "人次"),
    Key("frontline.urgent", "急难险重人次", "人次"),
    # 选拔使用
    Key("use.promoted", "提任人次", "人次"),
    Key("use.tier1", "一级目标提任人次", "人次"),
    Key("use.tier2", "二级目标提任人次", "人次"),
    Key("use.tier3", "三级目标提任人次", "人次"),
    Key("use.tier4", "四级目标提任人次", "人次"),
    Key("use.deputy_pool", "副县级后备人数"),
    Key("use.principal_pool", "正县级后备人数"),
    # 管理监督
    Key("talks.held", "谈心谈话人次", "人次"),
    Key("talks.covered", "谈话覆盖率", "%"),
    Key("talks.missed", "未按季谈话人次", "人次"),
    Key("concerns.raised", "苗头问题件数", "件"),
    Key("concerns.closed", "苗头问题销号件数", "件"),
    Key("cases.opened", "立案件数", "件", guarded=True),
    Key("cases.released", "调出人数", guarded=True),
    Key("cases.observing", "观察人数", guarded=True),
    Key("assessed.total", "参加考核人数"),
    Key("assessed.excellent", "考核优秀人数"),
    Key("assessed.competent", "考核称职人数"),
    Key("assessed.basic", "考核基本称职人数"),
    Key("assessed.incompetent", "考核不称职人数"),
    Key("assessed.none", "未定等次人数"),
    Key("conduct.rewards", "受奖励人次", "人次"),
    Key("conduct.disciplines", "受处分人次", "人次", guarded=True),
)
BY_KEY = {one.key: one for one in KEYS}
BY_LABEL = {one.label: one for one in KEYS}
