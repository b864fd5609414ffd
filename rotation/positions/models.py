"""A position (职位): a post that a unit has, with its level and its number of seats."""

from django.db import models
from django.db.models import F, Q

from cadres.choices import LEVEL
from core.codes.vocabulary import choices_of, vocabulary
from core.constraints import one_of
from core.units.models import Unit
from core.versions import Versioned
from rotation.choices import Seat
from rotation.positions.querysets import PositionQuerySet


class Position(Versioned):
    """One kind of post of one unit; `quota` seats of it exist from `since` up to `until`."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="positions")
    title = models.CharField("职务名称", max_length=80, help_text="不含单位名称。")
    level = models.CharField("职务层次", max_length=4, choices=choices_of(LEVEL), blank=True)
    seat = models.CharField("正副职", max_length=10, choices=Seat, default=Seat.OTHER)
    is_leading = models.BooleanField("领导职务", default=False)
    quota = models.PositiveSmallIntegerField("职数", default=1)
    order = models.PositiveSmallIntegerField("排序", default=999)
    since = models.DateField("设立日期")
    until = models.DateField("撤销日期", null=True, blank=True, help_text="当日不含。")
    document = models.CharField("依据文号", max_length=80, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "职位"
        ordering = ["unit__sort_path", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "title"],
                condition=Q(until__isnull=True),
                name="position_title_is_unique_in_its_unit",
                violation_error_message="这个单位已有同名的职位，请改职务名称，或修改原来的职位。",
            ),
            models.CheckConstraint(
                name="position_has_a_seat",
                condition=Q(quota__gte=1),
                violation_error_message="职数至少为 1；不再设置的职位请撤销。",
            ),
            models.CheckConstraint(
                name="position_ends_after_it_began",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                violation_error_message="撤销日期必须晚于设立日期，请核对两个日期。",
            ),
            models.CheckConstraint(
                name="principal_and_deputy_positions_lead",
                condition=Q(seat=Seat.OTHER) | Q(is_leading=True),
                violation_error_message="正职和副职是领导职务，请勾选“领导职务”。",
            ),
            one_of("level", vocabulary(LEVEL), name="position_level_is_known", label="职务层次"),
        ]

    def __str__(self) -> str:
        return self.title
