"""Every figure that can be set, by key: its clause, its kind and range, and which way is stricter.

`first` is the illustrative value that a new system begins with, "" where the department must set
one. `stricter` says whether a county (clause 4.2) may only go up, only down, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policy.parameters.kinds import (
    YES_NO,
    Bounds,
    Choice,
    Day,
    Days,
    Kind,
    MonthDay,
    Percent,
    Whole,
)


class Stricter(StrEnum):
    """Which values of a county are stricter than the city's."""

    UP = "up"
    DOWN = "down"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure; `first` is written as people write it."""

    key: str
    clause: str
    label: str
    kind: Kind
    first: str = ""
    stricter: Stricter = Stricter.NONE
    help: str = ""


UP, DOWN = Stricter.UP, Stricter.DOWN
YEARS = Whole(1, 10, "年")
MONTHS = Whole(1, 120, "个月")
PEOPLE = Whole(0, 10_000, "名")
YEAR = Whole(2000, 2100, "年")
POSTS = Whole(0, 1_000, "名")
TIMES = Whole(1, 12, "次")
DAYS = Whole(0, 366, "天")
AGE = Whole(18, 60, "岁")
POINTS = Whole(0, 100, "分")
ROUNDING = Choice((("down", "舍去小数"), ("half_up", "四舍五入")))
LOW_GRADE = Choice((("3", "基本称职及以下"), ("4", "不称职")))
ON_HOLIDAY = Choice(
    (("as_is", "不变"), ("before", "提前到上一个工作日"), ("after", "顺延到下一个工作日"))
)
BORN = Choice(tuple((code, f"{code} 后") for code in ("70", "80", "90", "00")))
EDUCATION = Choice((("3", "全日制大学专科"), ("4", "全日制大学本科"), ("5", "全日制研究生")))

CATALOGUE: tuple[Definition, ...] = (
    Definition("programme.horizon_least", "2.0", "换届配备展望（最少）", Whole(1, 30)),
    Definition("programme.horizon_most", "2.0", "换届配备展望（最多）", Whole(1, 30, "年")),
    Definition("intake.year", "2.0", "选拔年份", YEAR),
    Definition("intake.quota", "2.0", "储备名额", PEOPLE, "100"),
    Definition("intake.max_age", "2.0", "年龄上限", AGE, "35", DOWN),
    Definition("intake.min_education", "2.0", "学历要求", EDUCATION, "4"),
    Definition("intake.test_weight", "2.0", "考试成绩权重", Percent(), "50"),
    Definition("intake.held_quota", "2.0", "省、市已掌握的名额", PEOPLE),
    Definition("intake.held_born", "2.0", "省、市已掌握的出生年代", BORN),
    Definition("programme.years", "2.1", "培养年限", YEARS, "5"),
    Definition("target.tier1", "2.1", "一级目标", PEOPLE, "40"),
    Definition("target.tier2", "2.2", "二级目标", PEOPLE, "30"),
    Definition("target.tier3", "2.3", "三级目标", PEOPLE, "20"),
    Definition("target.tier4", "2.4", "四级目标", PEOPLE, "10"),
    Definition("training.first_year", "3.1.1", "专题培训起始年", YEAR),
    Definition("training.classes_per_year", "3.1.1", "每年培训期数", Whole(0, 24, "期"), "2", UP),
    Definition("training.class_months", "3.1.1", "每期培训时间", MONTHS, "1", UP),
    Definition("training.yearly_hours", "3.1.1", "每年学时", Whole(0, 1000, "学时"), "90", UP),
    Definition("training.five_year_hours", "3.1.1", "五年学时", Whole(0, 5000, "学时"), "550", UP),
    Definition("mentoring.leaders", "3.1.2", "“x+N”的 x", Whole(1, 5), "1",
               help="“一对一”帮带的帮带领导人数。"),
    Definition("mentoring.round_months", "3.1.2", "每轮帮带时间", MONTHS, "24"),
    Definition("mentoring.max_mentees", "3.1.2", "一名帮带人同时帮带", Whole(1, 10, "人"), "1",
               DOWN),
    Definition("mentoring.pair_days", "3.1.2", "落实帮带人的期限", DAYS, "30", DOWN,
               help="自入库或上轮期满之日起。"),
    Definition("mentoring.review_days", "3.1.2", "评议期限", DAYS, "30", DOWN,
               help="自本轮过半或期满之日起。"),
    Definition("rotation.interval_months", "3.1.3", "内部轮岗间隔", MONTHS, "24", DOWN),
    Definition("rotation.min_posts", "3.1.3", "培养期内岗位数", Whole(1, 10, "个"), "2", UP),
    Definition("rotation.internal_days", "3.1.3", "内部轮岗办理期限", DAYS, "90", DOWN,
               help="自现岗位满轮岗间隔之日起。"),
    Definition("rotation.arrange_months", "3.1.3", "交流任职办理期限", MONTHS, "12", DOWN,
               help="自符合交流、任下一级正职或到基层的情形之日起。"),
    Definition("rotation.organ_months", "3.1.3", "长期在机关", MONTHS, "60", DOWN,
               help="连续在县级以上机关工作、没有到过基层的月数，达到的安排到下级机关或基层。"),
    Definition("rotation.post_months", "3.1.3", "一个岗位的最短时间", MONTHS, "6", UP,
               help="培养期内在一个岗位不足这些月的，不计为一个岗位。"),
    Definition("rotation.posts_yellow_days", "3.1.3", "五年两岗黄灯提前", DAYS, "365", UP,
               help="培养期满前多少天岗位仍不够的，提示安排。"),
    Definition("frontline.township_months", "3.1.4", "乡镇挂职周期", MONTHS, "24"),
    Definition("frontline.township_batches", "3.1.4", "乡镇挂职批数", Whole(1, 12, "批"), "2"),
    Definition("frontline.township_quota", "3.1.4", "乡镇挂职名额", PEOPLE),
    Definition("frontline.secondment_months", "3.1.4", "挂职锻炼、跟班学习周期", MONTHS, "12"),
    Definition("frontline.secondment_least", "3.1.4", "挂职锻炼名额（最少）", Whole(0, 10_000)),
    Definition("frontline.secondment_quota", "3.1.4", "挂职锻炼名额（最多）", PEOPLE),
    Definition("frontline.shadow_quota", "3.1.4", "跟班学习名额", PEOPLE),
    Definition("frontline.petition_months", "3.1.4", "信访督查周期", MONTHS, "6"),
    Definition("frontline.petition_quota", "3.1.4", "信访督查每期名额", PEOPLE),
    Definition("frontline.return_days", "3.1.4", "返回前提示", DAYS, "90", UP,
               help="期满前多少天提示接收单位鉴定、派出单位安排返回。"),
    Definition("frontline.appraisal_days", "3.1.4", "鉴定期限", DAYS, "30", DOWN,
               help="自锻炼过半或期满之日起。"),
    Definition("frontline.midterm_months", "3.1.4", "需要中期考核的周期", MONTHS, "12", DOWN,
               help="不短于这些月的锻炼进行中期考核。"),
    Definition("frontline.host_months", "3.1.4", "由接收单位年度考核的时间", MONTHS, "6",
               help="当年在接收单位不少于这些月的，由接收单位考核。"),
    Definition("priority.enforced", "3.2.1", "未落实“三个优先”不予批准", YES_NO, "是"),
    Definition("priority.years", "3.2.1", "全部提拔使用的年限", YEARS),
    Definition("acting.max_months", "3.2.2", "主持工作最长时间", MONTHS, "12", DOWN),
    Definition("selection.first_year", "3.2.3", "“三个一批”起始年", YEAR),
    Definition("selection.county_quota", "3.2.3", "县级公开选拔岗位数", POSTS),
    Definition("selection.county_max_age", "3.2.3", "县级公开选拔年龄上限", AGE),
    Definition("selection.section_quota", "3.2.3", "科级公开选拔岗位数", POSTS),
    Definition("selection.cross_max_age", "3.2.3", "跨部门竞争上岗年龄上限", AGE),
    Definition("selection.county_interval_months", "3.2.3", "县级公开选拔间隔", MONTHS, "24"),
    Definition("selection.section_interval_months", "3.2.3", "科级公开选拔间隔", MONTHS, "12"),
    Definition("selection.cross_interval_months", "3.2.3", "跨部门竞争上岗间隔", MONTHS, "24"),
    Definition("source.max_age", "3.2.4", "公开遴选年龄上限", AGE),
    Definition("analysis.interval_months", "3.3.1", "分析间隔", MONTHS, "6", DOWN),
    Definition("talk.per_quarter", "3.3.2", "每季度次数", TIMES, "1", UP),
    Definition("talk.grace_days", "3.3.2", "季末入库免谈天数", Whole(0, 60, "天"), "14", DOWN,
               help="离季度末不足这些天入库的，当季不要求谈话。"),
    Definition("talk.seal_days", "3.3.2", "记录封存期限", Whole(0, 180, "天"), "30", DOWN,
               help="季度结束多少天以后，记录不能再改。"),
    Definition("talk.yellow_days", "3.3.2", "谈话黄灯提前", DAYS, "45", UP),
    Definition("talk.spot_check_percent", "3.3.2", "抽查比例", Percent(1, 100), "10", UP),
    Definition("talk.spot_check_days", "3.3.2", "抽查期限", Whole(1, 90, "天"), "20",
               help="季度记录封存后多少天内抽查。"),
    Definition("talk.answer_days", "3.3.2", "抽查整改期限", Whole(1, 180, "天"), "15", DOWN),
    Definition("talk.late_days", "3.3.2", "补记天数", Whole(1, 90, "天"), "10", DOWN,
               help="谈话后超过这些天才登记的，抽查时提示。"),
    Definition("concern.remind_days", "3.3.2", "苗头提醒期限", DAYS, "7", DOWN),
    Definition("concern.correct_days", "3.3.2", "督促改正期限", DAYS, "30", DOWN,
               help="谈话时没有另定期限的，自提醒之日起。"),
    Definition("concern.close_days", "3.3.2", "销号期限", DAYS, "14", DOWN,
               help="自报告整改之日起。"),
    Definition("exit.opinion_days", "3.3.3", "单位意见期限", DAYS, "15", DOWN,
               help="自个案立案之日起。"),
    Definition("exit.statement_days", "3.3.3", "本人陈述期限", DAYS, "15",
               help="自个案立案之日起；期满没有陈述的，可以决定。"),
    Definition("exit.decide_days", "3.3.3", "个案决定期限", DAYS, "60", DOWN,
               help="自个案立案之日起。"),
    Definition("exit.observe_months", "3.3.3", "观察期最长时间", MONTHS, "12", DOWN),
    Definition("exit.talk_days", "3.3.3", "出库谈话期限", DAYS, "15", DOWN,
               help="自决定调出之日起，由单位与本人谈话。"),
    Definition("exit.reentry_months", "3.3.3", "再次入库间隔", MONTHS, "24", UP,
               help="按七种情形调出的，满这些月以后才能再次入库。"),
    Definition("exit.results_grade", "3.3.3-2", "实绩不突出的等次", LOW_GRADE, "3",
               help="最近一次年度考核为这个等次的，立案。"),
    Definition("exit.results_years", "3.3.3-2", "连续未评优秀", YEARS, "2",
               help="连续这些年没有评为优秀，并且民主测评排在末位的，立案。"),
    Definition("exit.bottom_percent", "3.3.3-2", "测评末位比例", Percent(0, 50), "10", UP,
               help="同一次测评中按优秀率排在最后的百分之几；为 0 时不按末位立案。"),
    Definition("exit.style_percent", "3.3.3-3", "作风较差比例上限", Percent(), "30", DOWN,
               help="测评“工作作风”中“一般”“差”合计超过这个比例的，立案。"),
    Definition("exit.low_rating_percent", "3.3.3-6", "测评比例上限", Percent(), "30", DOWN),
    Definition("addition.excellent_years", "3.3.3", "表现突出：连续优秀", YEARS, "2", UP,
               help="连续这些年年度考核优秀、符合年龄和学历要求的名册外干部，提出补充个案。"),
    Definition("assessment.first_year", "3.3.4", "定期考核起始年", YEAR),
    Definition("assessment.month", "3.3.4", "考核月份", Whole(1, 12, "月"), "12"),
    Definition("assessment.settle_days", "3.3.4", "考核办结期限", DAYS, "31", DOWN,
               help="自考核月份结束之日起。"),
    Definition("assessment.excellent_percent", "3.3.4", "优秀比例上限", Percent(), "20", DOWN),
    Definition("assessment.excellent_most", "3.3.4", "优秀比例最高", Percent(), "25", DOWN,
               help="经公务员主管部门同意的单位，可以提高到这个比例。"),
    Definition("assessment.excellent_rounding", "3.3.4", "优秀名额取整", ROUNDING, "down"),
    Definition("assessment.objection_days", "3.3.4", "申请复核期限", DAYS, "30",
               help="自告知考核结果之日起。"),
    Definition("ballot.min_group", "3.3.4", "测评最小分组", Whole(3, 30, "张"), "5", UP,
               help="有效票少于这些张的分组不显示结果。"),
    Definition("ballot.abstain_counts", "3.3.4", "弃权计入分母", YES_NO, "是"),
    Definition("ballot.weight_a", "3.3.4", "测评权重 A（班子成员）", Whole(1, 100), "40"),
    Definition("ballot.weight_b", "3.3.4", "测评权重 B（中层干部）", Whole(1, 100), "30"),
    Definition("ballot.weight_c", "3.3.4", "测评权重 C（职工或服务对象）", Whole(1, 100), "30"),
    Definition("report.deadline", "3.3.5", "上报期限", MonthDay(), "12-20"),
    Definition("report.county_lead_days", "3.3.5", "县区收齐提前", DAYS, "5", UP,
               help="县（区）所属单位比上报期限提前这些天报县（区）。"),
    Definition("report.review_days", "3.3.5", "审核期限", DAYS, "15", DOWN,
               help="自收到报告之日起，接收或者退回。"),
    Definition("report.return_days", "3.3.5", "退回后重新上报期限", DAYS, "5",
               help="自退回之日起。"),
    Definition("statistics.age_bands", "3.3.1", "统计年龄段", Bounds(18, 70),
               "25、28、30、32、35、40", help="每段的最高年龄，最后一段为其以上。"),
    Definition("score.talk", "3.3.6", "谈话覆盖权重", POINTS, "20"),
    Definition("score.mentoring", "3.3.6", "领导帮带权重", POINTS, "15"),
    Definition("score.rotation", "3.3.6", "轮岗锻炼权重", POINTS, "20"),
    Definition("score.training", "3.3.6", "教育培训权重", POINTS, "15"),
    Definition("score.use", "3.3.6", "选拔使用权重", POINTS, "15"),
    Definition("score.report", "3.3.6", "按期报告权重", POINTS, "15"),
    Definition("duty.since", "3.3.6", "责任起算日", Day(),
               help="这一天以前的责任不计算；新系统为启用当季的第一天。"),
    Definition("duty.yellow_days", "3.3.6", "黄灯提前", DAYS, "30", UP),
    Definition("notice.lead_days", "3.3.6", "提前提醒", Days(1, 180), "30、7、1"),
    Definition("notice.overdue_every", "3.3.6", "逾期提醒间隔", Whole(1, 90, "天"), "7"),
    Definition("notice.on_holiday", "3.3.6", "提醒遇节假日", ON_HOLIDAY, "提前到上一个工作日"),
    Definition("nudge.per_day", "3.3.6", "同一单位每天催报", Whole(1, 10, "次"), "1"),
    Definition("meeting.per_year", "4.1", "每年专题会议", Whole(0, 12, "次"), "2", UP),
)  # fmt: skip
BY_KEY = {definition.key: definition for definition in CATALOGUE}
