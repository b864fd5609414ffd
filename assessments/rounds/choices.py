"""The enumerations of the yearly assessment (《公务员考核规定》, domain §6.1)."""

from django.db.models import TextChoices

from cadres.choices import UNGRADED, Grade


class RoundState(TextChoices):
    """open -> settled; reopened while nothing was reported of it."""

    OPEN = "open", "考核中"
    SETTLED = "settled", "已审定"


class RoundVerb(TextChoices):
    """What is done with a round."""

    EDIT = "edit", "修改"
    SETTLE = "settle", "审定"
    REOPEN = "reopen", "重新办理"


class AssessmentState(TextChoices):
    """summary -> appraising -> proposed -> decided -> final; decided -> objected -> final."""

    SUMMARY = "summary", "待总结"
    APPRAISING = "appraising", "待评鉴"
    PROPOSED = "proposed", "待审定"
    DECIDED = "decided", "待本人意见"
    OBJECTED = "objected", "复核中"
    FINAL = "final", "已办结"


class AssessmentVerb(TextChoices):
    """What is done with the sheet of a person."""

    WRITE = "write", "填写总结"
    SUBMIT = "submit", "提交总结"
    PROPOSE = "propose", "提出等次"
    RETURN = "return", "退回"
    DECIDE = "decide", "审定等次"
    AGREE = "agree", "签署本人意见"
    OBJECT = "object", "申请复核"
    REVIEW = "review", "作出复核决定"


class Basis(TextChoices):
    """Who assesses, and why it is he."""

    OWN = "own", "本单位考核"
    HOST = "host", "接收单位考核"
    SENDER = "sender", "派出单位考核，听取接收单位意见"
    PAST = "past", "补录"


class Outcome(TextChoices):
    """What a year ends with: a grade of ZB18, or none with its reason."""

    EXCELLENT = Grade.EXCELLENT.value, Grade.EXCELLENT.label
    COMPETENT = Grade.COMPETENT.value, Grade.COMPETENT.label
    BASIC = Grade.BASIC.value, Grade.BASIC.label
    INCOMPETENT = Grade.INCOMPETENT.value, Grade.INCOMPETENT.label
    UNGRADED = UNGRADED, "不定等次"
    ABSENT = "6", "不参加考核"


class NoGrade(TextChoices):
    """Why a year has no grade (domain §6.1)."""

    PROBATION = "probation", "试用期，只写评语"
    INVESTIGATED = "investigated", "被立案审查调查，待结论"
    SANCTIONED = "sanctioned", "受记过以上处分期间"
    ABSENT = "absent", "病、事假累计超过半年"
    OTHER = "other", "其他"


# Reasons that tell of discipline: for those who answer for the person, and for himself.
OF_DISCIPLINE = (NoGrade.INVESTIGATED, NoGrade.SANCTIONED)


class Relation(TextChoices):
    """Who was spoken with about somebody (谈话了解)."""

    LEADER = "leader", "班子成员"
    MIDDLE = "middle", "中层干部"
    COLLEAGUE = "colleague", "同事"
    SERVED = "served", "服务对象"
    OTHER = "other", "其他"
