"""The enumerations of posts, rotations and the front line (clauses 3.1.3 and 3.1.4)."""

from django.db.models import TextChoices


class Seat(TextChoices):
    """正职 or 副职 of a unit or of one of its sections; everybody else holds neither."""

    PRINCIPAL = "principal", "正职"
    DEPUTY = "deputy", "副职"
    OTHER = "other", "非正副职"


class PostingKind(TextChoices):
    """What a posting is. The first two change the post that somebody holds; the rest send him out
    while his post, his establishment and his personnel file stay where they are (公务员法第 72 条).
    """

    APPOINTMENT = "appointment", "任职"
    ROTATION = "rotation", "轮岗"
    SECONDMENT = "secondment", "挂职"
    SHADOW = "shadow", "跟班学习"
    PETITION = "petition", "信访督查"
    GRASSROOTS = "grassroots", "服务基层"
    TASK = "task", "急难险重"


HELD = (PostingKind.APPOINTMENT, PostingKind.ROTATION)
AWAY = (
    PostingKind.SECONDMENT,
    PostingKind.SHADOW,
    PostingKind.PETITION,
    PostingKind.GRASSROOTS,
    PostingKind.TASK,
)
# Short service, counted in days; nobody is appraised half-way through it.
SHORT = (PostingKind.GRASSROOTS, PostingKind.TASK)


class EndReason(TextChoices):
    """Why a posting ended."""

    COMPLETED = "completed", "期满"
    EARLY = "early", "提前结束"
    MOVED = "moved", "另有任用"
    DISMISSED = "dismissed", "免职"
    LEFT = "left", "调出、离退或去世"
    OTHER = "other", "其他"


class GrassrootsKind(TextChoices):
    """Where grassroots experience was had (GRASSROOTS_EXPERIENCE)."""

    COUNTY = "1", "县级党政机关"
    TOWNSHIP = "2", "乡镇（街道）"
    VILLAGE = "3", "村（社区）"
    ENTERPRISE = "4", "国有企业"
    RURAL = "5", "农村实用岗位（特派、驻村）"
    INSTITUTION = "6", "事业单位基层"
    ARMY = "7", "军队团以下"


class AppraisalKind(TextChoices):
    """When a posting is appraised."""

    MIDTERM = "midterm", "中期考核"
    FINAL = "final", "期满鉴定"


class AppraisalState(TextChoices):
    """Whose turn an appraisal is."""

    DRAFT = "draft", "个人总结"
    HOST = "host", "接收单位鉴定"
    SENDER = "sender", "派出单位意见"
    DEPARTMENT = "department", "组织部门意见"
    CONCLUDED = "concluded", "已办结"


class MoveKind(TextChoices):
    """The four movements of clause 3.1.3."""

    INTERNAL = "internal", "内部轮岗"
    EXCHANGE = "exchange", "跨部门跨区域交流"
    PRINCIPAL = "principal", "下一级正职"
    DOWN = "down", "到下级机关或基层"


class PlanState(TextChoices):
    """The life of a yearly rotation plan."""

    DRAFT = "draft", "草稿"
    CONSULTING = "consulting", "征求意见"
    DECIDED = "decided", "已决定"
    CLOSED = "closed", "已办结"


class MoveState(TextChoices):
    """What became of a proposed move."""

    PROPOSED = "proposed", "建议"
    APPROVED = "approved", "同意"
    DROPPED = "dropped", "不安排"
    DONE = "done", "已到岗"


class Side(TextChoices):
    """On which side of a move a consulted unit stands."""

    FROM = "from", "调出单位"
    TO = "to", "接收单位"


class Opinion(TextChoices):
    """What a consulted unit says."""

    AGREE = "agree", "同意"
    ADVISE = "advise", "另有建议"
    DISAGREE = "disagree", "不同意"


class Channel(TextChoices):
    """The channels of clause 3.1.4 (POSTING_TYPE_seed)."""

    TOWNSHIP = "A", "乡镇挂任党政副职"
    SECONDMENT = "B", "企业、县（区）直部门、街道、发达地区挂职"
    SHADOW = "C", "市级机关跟班学习"
    PETITION = "D", "信访督查专员"
    SERVICE = "E", "服务基层"
    TASK = "F", "急难险重任务"


# What a posting of each channel is.
KIND_OF = {
    Channel.TOWNSHIP: PostingKind.SECONDMENT,
    Channel.SECONDMENT: PostingKind.SECONDMENT,
    Channel.SHADOW: PostingKind.SHADOW,
    Channel.PETITION: PostingKind.PETITION,
    Channel.SERVICE: PostingKind.GRASSROOTS,
    Channel.TASK: PostingKind.TASK,
}


class Selection(TextChoices):
    """How people are selected into a programme."""

    EXAMINATION = "examination", "考试与考核"
    NOMINATION = "nomination", "公推公派"
    ASSIGNMENT = "assignment", "组织选派"


class ProgrammeState(TextChoices):
    """The life of a programme."""

    DRAFT = "draft", "草稿"
    OPEN = "open", "实施中"
    CLOSED = "closed", "已结束"


class BatchState(TextChoices):
    """The life of a batch."""

    DRAFT = "draft", "草稿"
    ANNOUNCED = "announced", "已公告"
    SELECTING = "selecting", "选拔中"
    DECIDED = "decided", "已确定人选"
    DISPATCHED = "dispatched", "已派出"
    RETURNED = "returned", "已返回"
    CANCELLED = "cancelled", "已取消"


class CandidateState(TextChoices):
    """Where a candidate of a batch stands."""

    NOMINATED = "nominated", "已报名"
    UNQUALIFIED = "unqualified", "不符合条件"
    CHOSEN = "chosen", "入选"
    RESERVE = "reserve", "递补"
    NOT_CHOSEN = "not_chosen", "未入选"
    WITHDRAWN = "withdrawn", "退出"


class CandidateSource(TextChoices):
    """How a candidate came."""

    APPLIED = "applied", "本人报名"
    RECOMMENDED = "recommended", "单位推荐"
