"""The enumerations of mentoring (clause 3.1.2)."""

from django.db.models import TextChoices


class EndReason(TextChoices):
    """Why a round ended."""

    COMPLETED = "completed", "期满"
    MENTOR_MOVED = "mentor_moved", "帮带人变动"
    MENTEE_MOVED = "mentee_moved", "帮带对象调离"
    LEFT_ROSTER = "left_roster", "帮带对象出库"
    OTHER = "other", "其他"


class ReviewKind(TextChoices):
    """When a round is looked at."""

    MIDTERM = "midterm", "中期评议"
    FINAL = "final", "期满评议"


class ReviewGrade(TextChoices):
    """How a round went."""

    GOOD = "good", "好"
    FAIR = "fair", "较好"
    PLAIN = "plain", "一般"
    POOR = "poor", "差"
