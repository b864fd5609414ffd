"""The person (A01): what 任免审批表 and 名册 say of him."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, F, Q, Value, When

from cadres.choices import (
    DEGREE,
    EDUCATION,
    HEALTH,
    LEVEL,
    NATION,
    PERSON_STATUS,
    POLITICAL,
    RANK,
    SERVING,
    SOURCE,
    EducationLevel,
    Gender,
)
from cadres.people.querysets import CadreQuerySet
from core.accounts.models import User
from core.codes.vocabulary import choices_of, vocabulary
from core.constraints import one_of
from core.month_fields import MonthField
from core.names.strokes import KEY_LENGTH
from core.units.models import Unit
from core.versions import Versioned


def education_level(code: str) -> Case:
    """The neutral level of a ZB64 code (domain §3.5 c), for a column that PostgreSQL keeps."""
    wording = EducationLevel
    return Case(
        When(**{f"{code}__startswith": "1"}, then=Value(wording.GRADUATE)),
        When(**{f"{code}__startswith": "2"}, then=Value(wording.BACHELOR)),
        When(**{f"{code}__in": ("3", "31", "32", "33", "34")}, then=Value(wording.ASSOCIATE)),
        When(**{f"{code}__in": ("35", "36")}, then=Value(wording.VOCATIONAL)),
        When(**{f"{code}__startswith": "3"}, then=Value(wording.SCHOOL)),
        default=None,
    )


class Cadre(Versioned):
    """One person.

    `level_rank` (1 the highest of ZB09, 99 none), `unit_path`, `sort_key` (unit, level, seat,
    strokes) and `touched_at` are kept by triggers (docs/adr/0004).
    """

    name = models.CharField("姓名", max_length=40)
    gender = models.CharField("性别", max_length=1, choices=Gender)
    birth = MonthField("出生年月")
    nation = models.CharField("民族", max_length=2, choices=choices_of(NATION), default="01")
    native_place = models.CharField("籍贯", max_length=40, blank=True)
    birth_place = models.CharField("出生地", max_length=40, blank=True)
    health = models.CharField(
        "健康状况", max_length=1, choices=choices_of(HEALTH), default="1", blank=True
    )
    id_sealed = models.BinaryField("身份证号（加密）", null=True, editable=False)
    id_hash = models.CharField("身份证号（查重）", max_length=64, null=True, editable=False)  # noqa: DJ001 - unique where known
    id_masked = models.CharField("身份证号", max_length=18, blank=True, editable=False)
    id_reason = models.CharField("与身份证号不一致的原因", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    photo = models.FileField("照片", upload_to="photos", blank=True, editable=False)

    political_status = models.CharField(
        "政治面貌", max_length=2, choices=choices_of(POLITICAL), default="13", blank=True
    )
    party_join = MonthField("入党时间", null=True, blank=True)
    second_party = models.CharField(
        "第二党派", max_length=2, choices=choices_of(POLITICAL), blank=True
    )
    second_party_join = MonthField("加入第二党派时间", null=True, blank=True)

    work_start = MonthField("参加工作时间", null=True, blank=True)
    pro_title = models.CharField("专业技术职务", max_length=60, blank=True)
    specialty = models.CharField("熟悉专业有何专长", max_length=120, blank=True)
    fulltime_education = models.CharField(
        "全日制学历", max_length=2, choices=choices_of(EDUCATION), blank=True
    )
    fulltime_degree = models.CharField(
        "全日制学位", max_length=3, choices=choices_of(DEGREE), blank=True
    )
    fulltime_school = models.CharField("全日制毕业院校系", max_length=120, blank=True)
    fulltime_major = models.CharField("全日制所学专业", max_length=80, blank=True)
    inservice_education = models.CharField(
        "在职学历", max_length=2, choices=choices_of(EDUCATION), blank=True
    )
    inservice_degree = models.CharField(
        "在职学位", max_length=3, choices=choices_of(DEGREE), blank=True
    )
    inservice_school = models.CharField("在职毕业院校系", max_length=120, blank=True)
    inservice_major = models.CharField("在职所学专业", max_length=80, blank=True)

    status = models.CharField(
        "人员状态", max_length=2, choices=choices_of(PERSON_STATUS), default=SERVING
    )
    left_on = MonthField(
        "离开时间", null=True, blank=True, help_text="调出、离退或去世的年月；现职的留空。"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="所在单位", related_name="cadres")
    title = models.CharField("现任职务", max_length=200)
    short_title = models.CharField("职务简称", max_length=80, blank=True)
    level = models.CharField("职务层次", max_length=4, choices=choices_of(LEVEL), blank=True)
    level_since = MonthField("任现职务层次时间", null=True, blank=True)
    rank = models.CharField("职级", max_length=3, choices=choices_of(RANK), blank=True)
    rank_since = MonthField("任现职级时间", null=True, blank=True)
    post_since = MonthField("任现职时间", null=True, blank=True)
    seat_order = models.PositiveSmallIntegerField("集体内排序", default=999)
    source = models.CharField("来源", max_length=2, choices=choices_of(SOURCE), blank=True)
    source_since = MonthField("进入时间", null=True, blank=True)
    grassroots_months = models.PositiveSmallIntegerField("基层工作月数", default=0)
    note = models.CharField("备注", max_length=400, blank=True)
    account = models.OneToOneField(
        User, models.SET_NULL, verbose_name="本人账号", null=True, blank=True, related_name="cadre"
    )

    tokens = SearchVectorField("检索词", editable=False)
    stroke_key = models.CharField("笔画序", max_length=KEY_LENGTH, editable=False, db_collation="C")
    fulltime_level = models.GeneratedField(
        expression=education_level("fulltime_education"),
        output_field=models.PositiveSmallIntegerField(
            "全日制学历层次", choices=EducationLevel, null=True
        ),
        db_persist=True,
    )
    inservice_level = models.GeneratedField(
        expression=education_level("inservice_education"),
        output_field=models.PositiveSmallIntegerField(
            "在职学历层次", choices=EducationLevel, null=True
        ),
        db_persist=True,
    )
    level_rank = models.PositiveSmallIntegerField("层次次序", editable=False, default=99)
    unit_path = models.CharField(max_length=255, editable=False, default="", db_collation="C")
    sort_key = models.CharField(max_length=700, editable=False, default="", db_collation="C")
    touched_at = models.DateTimeField("更新时间", editable=False, null=True)

    objects = CadreQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "干部"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["id_hash"],
                name="cadre_id_number_is_unique",
                violation_error_message="这个身份证号已登记在另一人名下，请核对号码，或先查重。",
            ),
            models.CheckConstraint(
                name="cadre_name_is_a_name",
                condition=Q(name__regex=r"^[^\s0-9A-Za-z()（）]+$"),
                violation_error_message="姓名不能有空格、数字、字母和括号，请按身份证填写（少数民族姓名用“·”）。",
            ),
            models.CheckConstraint(
                name="cadre_was_born_before_work_and_party",
                condition=(Q(work_start__isnull=True) | Q(work_start__gt=F("birth")))
                & (Q(party_join__isnull=True) | Q(party_join__gt=F("birth"))),
                violation_error_message="参加工作时间和入党时间必须晚于出生年月，请核对这几个年月。",
            ),
            models.CheckConstraint(
                name="cadre_who_serves_has_not_left",
                condition=Q(left_on__isnull=True) | ~Q(status=SERVING) & Q(left_on__gt=F("birth")),
                violation_error_message="现职人员不填离开时间，离开时间必须晚于出生年月；请核对人员状态和离开时间。",
            ),
            models.CheckConstraint(
                name="cadre_id_number_is_whole",
                condition=Q(id_hash__isnull=True, id_sealed__isnull=True, id_masked="")
                | Q(id_hash__isnull=False, id_sealed__isnull=False) & ~Q(id_masked=""),
            ),
            *(
                one_of(field, vocabulary(table), name=f"cadre_{field}_is_known", label=label)
                for field, table, label in (
                    ("nation", NATION, "民族"),
                    ("health", HEALTH, "健康状况"),
                    ("political_status", POLITICAL, "政治面貌"),
                    ("second_party", POLITICAL, "第二党派"),
                    ("fulltime_education", EDUCATION, "全日制学历"),
                    ("inservice_education", EDUCATION, "在职学历"),
                    ("fulltime_degree", DEGREE, "全日制学位"),
                    ("inservice_degree", DEGREE, "在职学位"),
                    ("status", PERSON_STATUS, "人员状态"),
                    ("level", LEVEL, "职务层次"),
                    ("rank", RANK, "职级"),
                    ("source", SOURCE, "来源"),
                )
            ),
            one_of("gender", Gender.values, name="cadre_gender_is_known", label="性别"),
        ]
        indexes = [
            # A branch of the tree is a range of the order.
            models.Index(fields=["sort_key", "id"], include=["unit_path"], name="cadre_in_order"),
            models.Index(fields=["stroke_key", "id"], name="cadre_by_strokes"),
            models.Index(fields=["touched_at", "id"], name="cadre_by_change"),
            GinIndex(fields=["tokens"], name="cadre_by_name", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name
