"""What a constraint says ends with what to do about it. Nothing of the schema changes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0010_one_word_for_one_thing"),
        ("core", "0006_one_word_for_one_thing"),
        ("reporting", "0004_constraints_serve_as_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="annualreport",
            name="one_report_a_unit_and_year",
            constraint=models.UniqueConstraint(
                fields=("unit", "year"),
                name="one_report_a_unit_and_year",
                violation_error_message="这个单位本年度的报告已经布置，请打开原来的报告。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="annualreport",
            name="a_filed_report_has_its_days",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    models.Q(
                        ("filed_on__gte", models.F("first_filed_on")),
                        ("first_filed_on__isnull", False),
                        ("state__in", ["filed", "returned", "accepted"]),
                    ),
                    _connector="OR",
                ),
                name="a_filed_report_has_its_days",
                violation_error_message="已上报的报告必须有上报日期，请重新上报。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="annualreport",
            name="a_returned_report_says_by_when",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(
                        ("refile_by__gte", models.F("returned_on")), ("returned_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_returned_report_says_by_when",
                violation_error_message="退回的报告必须有退回日期和重新上报期限，请填写期限。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="annualreport",
            name="an_accepted_report_has_its_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_on__gte", models.F("filed_on")), ("state", "accepted")),
                    models.Q(
                        models.Q(("state", "accepted"), _negated=True),
                        ("accepted_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="an_accepted_report_has_its_day",
                violation_error_message="已接收的报告必须有接收日期，请重新接收。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="opinion",
            name="who_is_not_kept_has_a_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stand__in", ["", "keep"]),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="who_is_not_kept_has_a_reason",
                violation_error_code="reason",
                violation_error_message="意见不是保留的要写明理由，请填写理由。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="proposal",
            name="proposed_once_a_report",
            constraint=models.UniqueConstraint(
                fields=("report", "cadre"),
                name="proposed_once_a_report",
                violation_error_message="该同志已在拟补充人选中，不用再添加；请修改原来的一行。",
            ),
        ),
    ]
