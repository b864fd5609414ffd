"""The enumerations of talks, concerns and spot checks (domain §6.6)."""

from django.db.models import TextChoices


class TalkKind(TextChoices):
    """What a talk was held for."""

    QUARTERLY = "quarterly", "季度谈心"
    APPOINTMENT = "appointment", "任职谈话"
    REMINDER = "reminder", "提醒谈话"
    FEEDBACK = "feedback", "考核反馈"
    SECONDMENT = "secondment", "挂职谈话"
    EXIT = "exit", "出库谈话"


class ConcernState(TextChoices):
    """raised -> reminded -> corrected -> closed; corrected -> reminded when it was not enough."""

    RAISED = "raised", "待提醒"
    REMINDED = "reminded", "整改中"
    CORRECTED = "corrected", "待销号"
    CLOSED = "closed", "已销号"


class ConcernVerb(TextChoices):
    """提醒 → 整改 → 销号."""

    REMIND = "remind", "提醒"
    REPORT = "report", "报告整改"
    CLOSE = "close", "销号"
    RETURN = "return", "退回整改"


class CheckState(TextChoices):
    """drawn -> reported: its findings went to the units."""

    DRAWN = "drawn", "抽查中"
    REPORTED = "reported", "已反馈"


class ItemResult(TextChoices):
    """What a reader found of one record."""

    UNREAD = "unread", "待核查"
    GOOD = "good", "符合要求"
    FAULTY = "faulty", "存在问题"


class RectificationState(TextChoices):
    """asked -> answered -> accepted; answered -> asked when it was not enough."""

    ASKED = "asked", "待整改"
    ANSWERED = "answered", "待审核"
    ACCEPTED = "accepted", "已认可"


class RectificationVerb(TextChoices):
    """What is done with findings that went back to a unit."""

    ANSWER = "answer", "报告整改"
    ACCEPT = "accept", "认可"
    RETURN = "return", "退回"


class Answer(TextChoices):
    """A question of the check-list, answered."""

    YES = "yes", "是"
    NO = "no", "否"
    NONE = "none", "不适用"
