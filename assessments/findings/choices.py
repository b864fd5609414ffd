"""The enumerations of findings."""

from django.db.models import TextChoices

from cadres.choices import ExitGround


class FindingGround(TextChoices):
    """The grounds of clause 3.3.3 that a department finds: (1), (3) and (4)."""

    CONDUCT = ExitGround.CONDUCT.value, ExitGround.CONDUCT.label
    STYLE = ExitGround.STYLE.value, ExitGround.STYLE.label
    FAILURE = ExitGround.FAILURE.value, ExitGround.FAILURE.label


class FindingSource(TextChoices):
    """Where it came to light."""

    DAILY = "daily", "日常了解"
    TALK = "talk", "谈心谈话"
    INSPECTION = "inspection", "巡察"
    AUDIT = "audit", "审计"
    PETITION = "petition", "信访举报"
    SUPERVISION = "supervision", "纪检监察机关"
    APPRAISAL = "appraisal", "考核考察"
    OTHER = "other", "其他"
