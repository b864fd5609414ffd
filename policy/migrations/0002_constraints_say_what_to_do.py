"""What a constraint says ends with what to do about it. Nothing of the schema changes."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0010_one_word_for_one_thing"),
        ("core", "0006_one_word_for_one_thing"),
        ("policy", "0001_the_plan_and_its_duties"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="duty",
            name="duty_state_agrees_with_its_dates",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("done_on__isnull", True),
                        ("state", "open"),
                        ("waived_on__isnull", True),
                        ("withdrawn_on__isnull", True),
                    ),
                    models.Q(
                        ("done_on__isnull", False), ("state", "done"), ("waived_on__isnull", True)
                    ),
                    models.Q(
                        ("state", "waived"),
                        ("waived_by__isnull", False),
                        ("waived_on__isnull", False),
                        models.Q(("waive_reason", ""), _negated=True),
                    ),
                    models.Q(
                        ("done_on__isnull", True),
                        ("state", "withdrawn"),
                        ("waived_on__isnull", True),
                        ("withdrawn_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="duty_state_agrees_with_its_dates",
                violation_error_message="责任事项的状态与办结、撤销日期不符，请重新计算。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="nudge",
            name="nudges_of_a_day_are_numbered",
            constraint=models.UniqueConstraint(
                fields=("unit", "on", "number"),
                name="nudges_of_a_day_are_numbered",
                violation_error_message="今天已经催报过这个单位，请明天再催报。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="parametervalue",
            name="one_value_at_a_time_in_a_county",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("unit__isnull", False)),
                expressions=[
                    (
                        models.Func(
                            models.F("parameter"),
                            models.F("parameter"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("unit"),
                            models.F("unit"),
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
                name="one_value_at_a_time_in_a_county",
                violation_error_message="同一县（区）同一时期只能有一个值，请改起始日期，或先看已有的值。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="parametervalue",
            name="one_value_at_a_time_in_the_city",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("unit__isnull", True)),
                expressions=[
                    (
                        models.Func(
                            models.F("parameter"),
                            models.F("parameter"),
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
                name="one_value_at_a_time_in_the_city",
                violation_error_message="同一时期只能有一个值，请改起始日期，或先看已有的值。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="parametervalue",
            name="value_lasts_at_least_a_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="value_lasts_at_least_a_day",
                violation_error_message="终止日期必须晚于起始日期，请核对两个日期。",
            ),
        ),
    ]
