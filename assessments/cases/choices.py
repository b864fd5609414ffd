"""The enumerations of cases (clause 3.3.3)."""

from django.db.models import TextChoices


class CaseKind(TextChoices):
    """Out of the list, or onto it: 及时调整, 及时补充."""

    EXIT = "exit", "调出"
    ADDITION = "addition", "补充"


class CaseState(TextChoices):
    """opened -> (observing ->) kept | released; withdrawn where its event was taken back.

    An addition ends released when the person enters the list, kept when he does not.
    """

    OPENED = "opened", "在办"
    OBSERVING = "observing", "观察中"
    KEPT = "kept", "保留"
    RELEASED = "released", "已调出"
    ADMITTED = "admitted", "已补充"
    DECLINED = "declined", "暂不补充"
    WITHDRAWN = "withdrawn", "已撤销"


OPEN_CASES = (CaseState.OPENED, CaseState.OBSERVING)


class CaseVerb(TextChoices):
    """What is done in a case."""

    OPEN = "open", "立案"
    OPINE = "opine", "签署单位意见"
    STATE = "state", "登记本人陈述"
    KEEP = "keep", "决定保留"
    OBSERVE = "observe", "决定观察"
    RELEASE = "release", "决定调出"
    ADMIT = "admit", "决定补充"
    DECLINE = "decline", "决定暂不补充"
    WITHDRAW = "withdraw", "撤销"


class UnitOpinion(TextChoices):
    """What the unit thinks: 保留资格初步意见 (clause 3.3.5)."""

    KEEP = "keep", "保留"
    RELEASE = "release", "调出"
    LATER = "later", "缓定"
    ADD = "add", "同意补充"
    NOT_YET = "not_yet", "暂不补充"
