"""A date is 起始日期, 终止日期, 公告日期 everywhere, a score 综合成绩; constraints end with a remedy. Nothing of the schema changes."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_clients_have_powers"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="passwordrecord",
            options={
                "ordering": ["-at", "-pk"],
                "verbose_name": "用过的密码",
                "verbose_name_plural": "用过的密码",
            },
        ),
        migrations.AlterField(
            model_name="grant",
            name="during",
            field=django.contrib.postgres.fields.ranges.DateRangeField(
                help_text="含起始日期，不含终止日期；没有终止日期的为长期。", verbose_name="有效期"
            ),
        ),
        migrations.AlterField(
            model_name="unitperiod",
            name="during",
            field=django.contrib.postgres.fields.ranges.DateRangeField(
                help_text="含起始日期，不含终止日期。", verbose_name="起止"
            ),
        ),
        migrations.AlterConstraint(
            model_name="code",
            name="code_has_one_current_meaning",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_in__isnull", True)),
                fields=("table", "code"),
                name="code_has_one_current_meaning",
                violation_error_message="同一代码表中代码不能重复，请换一个代码，或停用原来的代码。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="grant",
            name="one_grant_at_a_unit_at_a_time",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("user"),
                            models.F("user"),
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
                    ("during", "&&"),
                ],
                name="one_grant_at_a_unit_at_a_time",
                violation_error_message="该账号在这一单位已有同一时期的授权；请先收回原来的授权，或改起始日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="grant",
            name="grant_fits_the_kind_of_account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("account_kind", "business"),
                        (
                            "role__in",
                            (
                                "city_department",
                                "county_department",
                                "unit_secretary",
                                "unit_clerk",
                                "cadre",
                            ),
                        ),
                    ),
                    models.Q(("account_kind", "system"), ("role__in", ("system_administrator",))),
                    models.Q(
                        ("account_kind", "security"), ("role__in", ("security_administrator",))
                    ),
                    models.Q(("account_kind", "audit"), ("role__in", ("auditor",))),
                    _connector="OR",
                ),
                name="grant_fits_the_kind_of_account",
                violation_error_message="系统管理、安全管理、审计三类账号只能各司其职，不能兼任其他角色，请改角色，或另选账号。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="grant",
            name="grant_lasts_at_least_a_day",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False)),
                name="grant_lasts_at_least_a_day",
                violation_error_message="有效期的终止日期必须晚于起始日期，请核对两个日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unit",
            name="unit_code_is_unique",
            constraint=models.UniqueConstraint(
                fields=("code",),
                name="unit_code_is_unique",
                violation_error_code="unique",
                violation_error_message="这个编码已有单位使用，请换一个编码。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unit",
            name="unit_name_is_unique_among_siblings",
            constraint=models.UniqueConstraint(
                condition=models.Q(("abolished_on__isnull", True)),
                fields=("parent", "name"),
                name="unit_name_is_unique_among_siblings",
                violation_error_message="同一上级下已有同名单位，请改名称，或选择另一个上级。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unit",
            name="unit_has_a_parent_below_the_root",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("depth", 1), ("parent__isnull", True)),
                    models.Q(("depth__gt", 1), ("parent__isnull", False)),
                    _connector="OR",
                ),
                name="unit_has_a_parent_below_the_root",
                violation_error_message="除根以外，单位都必须有上级，请选择上级单位。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unit",
            name="tree_has_one_root",
            constraint=models.UniqueConstraint(
                models.F("depth"),
                condition=models.Q(("depth", 1)),
                name="tree_has_one_root",
                violation_error_message="单位树只能有一个根，请选择上级单位。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unit",
            name="unit_is_abolished_after_it_was_established",
            constraint=models.CheckConstraint(
                condition=models.Q(("abolished_on__gt", models.F("established_on"))),
                name="unit_is_abolished_after_it_was_established",
                violation_error_message="撤销日期必须晚于设立日期，请核对两个日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unit",
            name="unit_heading_has_no_leaders",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "group"), _negated=True),
                    models.Q(("deputy_quota", 0), ("principal_quota", 0)),
                    _connector="OR",
                ),
                name="unit_heading_has_no_leaders",
                violation_error_message="机构分组不设领导职数，请留空，或改单位类别。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unitperiod",
            name="unit_has_one_name_at_a_time",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
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
                    ("during", "&&"),
                ],
                name="unit_has_one_name_at_a_time",
                violation_error_message="同一时期一个单位只能有一个名称和一个上级，请核对起始日期。",
            ),
        ),
    ]
