"""A date is 起始日期, 终止日期, 公告日期 everywhere, a score 综合成绩; constraints end with a remedy. Nothing of the schema changes."""

import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0009_what_statistics_count_by"),
        ("core", "0006_one_word_for_one_thing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="intakebatch",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "草稿"),
                    ("open", "报名"),
                    ("testing", "考试"),
                    ("inspecting", "考察"),
                    ("ranking", "拟定"),
                    ("closed", "已完成"),
                    ("cancelled", "已取消"),
                ],
                default="draft",
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.AlterModelOptions(
            name="rosteract",
            options={
                "ordering": ["-done_at"],
                "verbose_name": "办理记录",
                "verbose_name_plural": "办理记录",
            },
        ),
        migrations.AlterModelOptions(
            name="rosteractrow",
            options={"verbose_name": "办理记录明细", "verbose_name_plural": "办理记录明细"},
        ),
        migrations.AlterField(
            model_name="applicant",
            name="score",
            field=models.DecimalField(
                blank=True, decimal_places=3, max_digits=6, null=True, verbose_name="综合成绩"
            ),
        ),
        migrations.AlterConstraint(
            model_name="applicant",
            name="once_in_a_batch",
            constraint=models.UniqueConstraint(
                fields=("batch", "cadre"),
                name="once_in_a_batch",
                violation_error_message="该同志已在这个批次报名，不用再推荐；请打开原来的报名。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="applicant",
            name="test_mark_is_of_a_hundred",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("test_mark__isnull", True), ("test_mark__range", (0, 100)), _connector="OR"
                ),
                name="test_mark_is_of_a_hundred",
                violation_error_message="考试成绩应在 0 到 100 之间，请核对分数。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="applicant",
            name="inspection_mark_is_of_a_hundred",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("inspection_mark__isnull", True),
                    ("inspection_mark__range", (0, 100)),
                    _connector="OR",
                ),
                name="inspection_mark_is_of_a_hundred",
                violation_error_message="考察得分应在 0 到 100 之间，请核对分数。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="applicant",
            name="who_was_admitted_is_on_the_roster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry__isnull", False), ("state", "admitted")),
                    models.Q(
                        models.Q(("state", "admitted"), _negated=True), ("entry__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="who_was_admitted_is_on_the_roster",
                violation_error_message="已入库的必须有名册记录，没有入库的不能有；请在批次里办理入库。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="cadre",
            name="cadre_name_is_a_name",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "^[^\\s0-9A-Za-z()（）]+$")),
                name="cadre_name_is_a_name",
                violation_error_message="姓名不能有空格、数字、字母和括号，请按身份证填写（少数民族姓名用“·”）。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="cadre",
            name="cadre_was_born_before_work_and_party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("work_start__isnull", True),
                        ("work_start__gt", models.F("birth")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("party_join__isnull", True),
                        ("party_join__gt", models.F("birth")),
                        _connector="OR",
                    ),
                ),
                name="cadre_was_born_before_work_and_party",
                violation_error_message="参加工作时间和入党时间必须晚于出生年月，请核对这几个年月。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="cadre",
            name="cadre_who_serves_has_not_left",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on__isnull", True),
                    models.Q(
                        models.Q(("status", "1"), _negated=True), ("left_on__gt", models.F("birth"))
                    ),
                    _connector="OR",
                ),
                name="cadre_who_serves_has_not_left",
                violation_error_message="现职人员不填离开时间，离开时间必须晚于出生年月；请核对人员状态和离开时间。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="discipline",
            name="discipline_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effect_until__isnull", True),
                    ("effect_until__gt", models.F("decided_on")),
                    _connector="OR",
                ),
                name="discipline_ends_after_it_began",
                violation_error_message="影响期满日期必须晚于决定日期，请核对两个日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="intakebatch",
            name="batch_weight_is_a_share",
            constraint=models.CheckConstraint(
                condition=models.Q(("test_weight__range", (0, 1))),
                name="batch_weight_is_a_share",
                violation_error_message="考试权重应在 0 到 1 之间，请改考试权重。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="intakebatch",
            name="batch_limits_are_sensible",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("max_age__range", (18, 60)),
                    ("quota__gte", 1),
                    ("age_on__range", (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))),
                ),
                name="batch_limits_are_sensible",
                violation_error_message="年龄上限、截止日期或名额超出合理范围，请核对这三项。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="mute",
            name="one_open_mute_per_rule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("cadre", "rule"),
                name="one_open_mute_per_rule",
                violation_error_message="这项问题已经设为暂不处理，请先恢复，再设新的截止日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="mute",
            name="mute_lasts_at_least_a_day",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("since"))),
                name="mute_lasts_at_least_a_day",
                violation_error_message="截止日期必须晚于今天，请改截止日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="poolmembership",
            name="once_in_a_pool_at_a_time",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("cadre"),
                            models.F("cadre"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("pool"),
                            models.F("pool"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("since"),
                            models.F("until"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="once_in_a_pool_at_a_time",
                violation_error_message="该同志在这段时间已在这个后备库里，请改进入日期，或先退出。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="poolmembership",
            name="pool_membership_lasts_at_least_a_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="pool_membership_lasts_at_least_a_day",
                violation_error_message="退出日期必须晚于进入日期，请核对两个日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="resumeline",
            name="resume_line_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="resume_line_ends_after_it_began",
                violation_error_message="终止年月不能早于起始年月，请核对两个年月。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="reward",
            name="reward_is_revoked_after_it_was_given",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_on__isnull", True),
                    ("revoked_on__gte", models.F("decided_on")),
                    _connector="OR",
                ),
                name="reward_is_revoked_after_it_was_given",
                violation_error_message="撤销日期不能早于批准日期，请核对两个日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rosterentry",
            name="one_stay_on_the_roster_at_a_time",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("cadre"),
                            models.F("cadre"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("entered_on"),
                            models.F("left_on"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_stay_on_the_roster_at_a_time",
                violation_error_message="该同志在这段时间已在名册上，不能重复入库；请核对入库日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rosterentry",
            name="one_open_stay_on_the_roster",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True)),
                fields=("cadre",),
                name="one_open_stay_on_the_roster",
                violation_error_message="该同志已在名册上，不能重复入库；要改状态的请用“调整”。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rosterentry",
            name="stay_lasts_at_least_a_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on__isnull", True),
                    ("left_on__gt", models.F("entered_on")),
                    _connector="OR",
                ),
                name="stay_lasts_at_least_a_day",
                violation_error_message="出库日期必须晚于入库日期，请核对两个日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rosterentry",
            name="a_closed_stay_has_its_ground",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("exit_ground", ""),
                        ("left_on__isnull", True),
                        ("status__in", ("1", "2", "5")),
                    ),
                    models.Q(("exit_ground", "9"), ("left_on__isnull", False), ("status", "3")),
                    models.Q(
                        ("left_on__isnull", False),
                        ("status", "4"),
                        models.Q(("exit_ground__in", ("", "9")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_closed_stay_has_its_ground",
                violation_error_message="出库必须有日期和原因，在库的不能有；请把两项都填上，或都留空。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rosterstage",
            name="one_standing_at_a_time",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("entry"),
                            models.F("entry"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("since"),
                            models.F("until"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_standing_at_a_time",
                violation_error_message="同一时期只能有一种名册状态，请改起始日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rosterstage",
            name="stage_lasts_at_least_a_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="stage_lasts_at_least_a_day",
                violation_error_message="终止日期必须晚于起始日期，请核对两个日期。",
            ),
        ),
    ]
