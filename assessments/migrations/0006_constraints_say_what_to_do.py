"""What a constraint says ends with what to do about it. Nothing of the schema changes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_a_withdrawn_case_frees_its_event"),
        ("cadres", "0010_one_word_for_one_thing"),
        ("core", "0006_one_word_for_one_thing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="assessment",
            name="a_year_is_assessed_once",
            constraint=models.UniqueConstraint(
                fields=("cadre", "year"),
                name="a_year_is_assessed_once",
                violation_error_message="该同志当年已有年度考核，不能重复；请打开原来的登记表。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="assessment",
            name="a_year_without_a_grade_says_why",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("outcome__in", ["5", "6"]), models.Q(("no_grade", ""), _negated=True)
                    ),
                    models.Q(("outcome__in", ["5", "6"]), _negated=True),
                    _connector="OR",
                ),
                name="a_year_without_a_grade_says_why",
                violation_error_message="不定等次或不参加考核的要有情形，请选择情形。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="concern",
            name="concern_steps_follow_each_other",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reminded_on__isnull", True),
                        ("reminded_on__gte", models.F("raised_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("corrected_on__isnull", True),
                        ("corrected_on__gte", models.F("reminded_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("closed_on__isnull", True),
                        ("closed_on__gte", models.F("corrected_on")),
                        _connector="OR",
                    ),
                ),
                name="concern_steps_follow_each_other",
                violation_error_message="提醒、整改、销号的日期不能早于前一步，请核对日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="conductfinding",
            name="a_withdrawn_finding_says_why",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn", ""), ("withdrawn_on__isnull", True)),
                    models.Q(
                        ("withdrawn_on__gte", models.F("found_on")),
                        models.Q(("withdrawn", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_withdrawn_finding_says_why",
                violation_error_message="撤销要写明原因，日期不能早于认定日期，请核对原因和日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="electorate",
            name="a_category_votes_once",
            constraint=models.UniqueConstraint(
                fields=("poll", "category"),
                name="a_category_votes_once",
                violation_error_message="这个类别已经列入，不用再添加；请改原来一行的人数和权重。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="electorate",
            name="a_category_has_weight_and_voters",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected__gte", 1), ("weight__range", (1, 100))),
                name="a_category_has_weight_and_voters",
                violation_error_message="权重应为 1 到 100，应参加人数至少为 1，请改这两个数。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="findingfile",
            name="one_copy_of_a_file_per_finding",
            constraint=models.UniqueConstraint(
                fields=("finding", "digest"),
                name="one_copy_of_a_file_per_finding",
                violation_error_message="这个文件已经上传过，不用再传；请选择另一个文件。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="poll",
            name="poll_closes_after_it_opens",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                name="poll_closes_after_it_opens",
                violation_error_message="截止日期不能早于开始日期，请核对两个日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="poll",
            name="a_cancelled_poll_says_why",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), models.Q(("cancelled", ""), _negated=True)),
                    models.Q(models.Q(("state", "cancelled"), _negated=True), ("cancelled", "")),
                    _connector="OR",
                ),
                name="a_cancelled_poll_says_why",
                violation_error_message="作废要写明原因，请填写原因。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="pollsubject",
            name="a_person_is_appraised_once_in_a_poll",
            constraint=models.UniqueConstraint(
                fields=("poll", "cadre"),
                name="a_person_is_appraised_once_in_a_poll",
                violation_error_message="该同志已经列入，不用再添加；请另选人员。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rostercase",
            name="a_decided_case_says_why",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_on__gte", models.F("opened_on")),
                        ("state__in", ["kept", "released", "admitted", "declined"]),
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("meeting", ""), _negated=True),
                    ),
                    models.Q(
                        ("state__in", ["kept", "released", "admitted", "declined"]), _negated=True
                    ),
                    _connector="OR",
                ),
                name="a_decided_case_says_why",
                violation_error_message="决定要写明理由、研究会议和日期，请把三项填上。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rostercase",
            name="an_observed_case_has_its_end",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("observe_until__gt", models.F("decided_on")), ("state", "observing")),
                    models.Q(("state", "observing"), _negated=True),
                    _connector="OR",
                ),
                name="an_observed_case_has_its_end",
                violation_error_message="观察期止必须晚于决定日期，请核对两个日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="round",
            name="one_round_of_a_unit_and_year",
            constraint=models.UniqueConstraint(
                fields=("unit", "year"),
                name="one_round_of_a_unit_and_year",
                violation_error_message="这个单位当年的考核已经开始，请打开原来的考核。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="round",
            name="a_higher_quota_has_its_document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("percent__isnull", True), ("percent_document", "")),
                    models.Q(
                        ("percent__range", (1, 100)),
                        models.Q(("percent_document", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_higher_quota_has_its_document",
                violation_error_message="提高优秀比例要有同意的文号，请填写文号。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="round",
            name="a_round_is_settled_by_a_meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_on__isnull", True), ("state", "open")),
                    models.Q(
                        ("settled_on__gte", models.F("opened_on")),
                        ("state", "settled"),
                        models.Q(("meeting", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_round_is_settled_by_a_meeting",
                violation_error_message="审定要写明会议和日期，请把两项填上。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="talk",
            name="talk_makes_up_for_an_earlier_quarter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("makes_up_for__isnull", True),
                    (
                        "makes_up_for__lt",
                        models.Func(
                            models.F("held_on"),
                            output_field=models.DateField(),
                            template="make_date(EXTRACT(year FROM %(expressions)s)::int, EXTRACT(quarter FROM %(expressions)s)::int * 3 - 2, 1)",
                        ),
                    ),
                    _connector="OR",
                ),
                name="talk_makes_up_for_an_earlier_quarter",
                violation_error_message="补谈的季度必须早于谈话所在的季度，请改补谈季度，或留空。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="talk",
            name="talk_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(("began_at__isnull", False), ("ended_at__gt", models.F("began_at"))),
                    _connector="OR",
                ),
                name="talk_ends_after_it_began",
                violation_error_message="结束时间必须晚于开始时间，请核对两个时间。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="talk",
            name="talk_is_voided_with_a_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_on__isnull", True)),
                    models.Q(
                        ("voided_on__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="talk_is_voided_with_a_reason",
                violation_error_message="作废要写明原因，请填写原因。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="talkattachment",
            name="one_copy_of_a_file_per_talk",
            constraint=models.UniqueConstraint(
                fields=("talk", "digest"),
                name="one_copy_of_a_file_per_talk",
                violation_error_message="这个文件已经上传过，不用再传；请选择另一个文件。",
            ),
        ),
    ]
