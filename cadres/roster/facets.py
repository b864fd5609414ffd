"""The facets of a roster row: copies of the person's columns by which the roster is searched.

One table answers filter, order and count then, by one index. Triggers write the copies when the
person, or his unit, changes (docs/adr/0004); Python never does.
"""

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from cadres.choices import (
    LEVEL,
    NATION,
    POLITICAL,
    RANK,
    SOURCE,
    EducationLevel,
    Gender,
)
from core.codes.vocabulary import choices_of
from core.month_fields import MonthField
from core.names.strokes import KEY_LENGTH
from core.units.models import Unit


def _code(label: str, length: int, table: str) -> models.CharField:
    """A copied code; an absent one is an empty text."""
    return models.CharField(
        label, max_length=length, choices=choices_of(table), default="", editable=False
    )


def _month(label: str) -> MonthField:
    """A copied month."""
    return MonthField(label, null=True, editable=False)


def _education(label: str) -> models.PositiveSmallIntegerField:
    """A copied education level."""
    return models.PositiveSmallIntegerField(
        label, choices=EducationLevel, null=True, editable=False
    )


class Facets(models.Model):
    """What a roster row copies from its person, under the same names."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="所在单位", null=True, editable=False, related_name="+"
    )
    unit_path = models.CharField(max_length=255, editable=False, default="", db_collation="C")
    sort_key = models.CharField(max_length=700, editable=False, default="", db_collation="C")
    stroke_key = models.CharField(
        max_length=KEY_LENGTH, editable=False, default="", db_collation="C"
    )
    tokens = SearchVectorField(null=True, editable=False)
    gender = models.CharField("性别", max_length=1, choices=Gender, default="", editable=False)
    # Never absent, and said so: an order by age can use its index in both directions then.
    birth = MonthField("出生年月", editable=False)
    nation = _code("民族", 2, NATION)
    political_status = _code("政治面貌", 2, POLITICAL)
    party_join = _month("入党时间")
    work_start = _month("参加工作时间")
    fulltime_level = _education("全日制学历层次")
    inservice_level = _education("在职学历层次")
    level = _code("职务层次", 4, LEVEL)
    level_rank = models.PositiveSmallIntegerField("层次次序", default=99, editable=False)
    level_since = _month("任现职务层次时间")
    rank = _code("职级", 3, RANK)
    rank_since = _month("任现职级时间")
    post_since = _month("任现职时间")
    source = _code("来源", 2, SOURCE)
    grassroots_months = models.PositiveSmallIntegerField("基层工作月数", default=0, editable=False)

    class Meta:
        abstract = True


FACETS = tuple(field.column for field in Facets._meta.local_fields)
