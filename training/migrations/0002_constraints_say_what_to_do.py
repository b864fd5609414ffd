"""What a constraint says ends with what to do about it. Nothing of the schema changes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0010_one_word_for_one_thing"),
        ("training", "0001_mentoring"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="mentoringreview",
            name="one_review_of_a_kind",
            constraint=models.UniqueConstraint(
                fields=("mentorship", "kind"),
                name="one_review_of_a_kind",
                violation_error_message="本轮已有这项评议，请修改原来的评议。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="mentorship",
            name="mentor_is_another_person",
            constraint=models.CheckConstraint(
                condition=models.Q(("cadre", models.F("mentor")), _negated=True),
                name="mentor_is_another_person",
                violation_error_message="帮带人不能是本人，请另选帮带人。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="mentorship",
            name="round_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__gt", models.F("since")),
                    models.Q(
                        ("ended_on__isnull", True),
                        ("ended_on__gte", models.F("since")),
                        _connector="OR",
                    ),
                ),
                name="round_ends_after_it_began",
                violation_error_message="期满日期必须晚于起始日期，结束日期不能早于起始日期，请核对日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="mentorship",
            name="an_ended_round_has_its_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_on__isnull", True)),
                    models.Q(
                        ("ended_on__isnull", False), models.Q(("end_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="an_ended_round_has_its_reason",
                violation_error_message="结束帮带要写明原因，请选择原因。",
            ),
        ),
    ]
