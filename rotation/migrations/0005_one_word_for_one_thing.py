"""A date is 起始日期, 终止日期, 公告日期 everywhere, a score 综合成绩; constraints end with a remedy. Nothing of the schema changes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0010_one_word_for_one_thing"),
        ("core", "0006_one_word_for_one_thing"),
        ("rotation", "0004_what_tells_a_rise"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="batch",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "草稿"),
                    ("announced", "已公告"),
                    ("selecting", "选拔中"),
                    ("decided", "已确定人选"),
                    ("dispatched", "已派出"),
                    ("returned", "已返回"),
                    ("cancelled", "已取消"),
                ],
                default="draft",
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="programme",
            name="state",
            field=models.CharField(
                choices=[("draft", "草稿"), ("open", "实施中"), ("closed", "已结束")],
                default="draft",
                max_length=6,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="rotationplan",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "草稿"),
                    ("consulting", "征求意见"),
                    ("decided", "已决定"),
                    ("closed", "已办结"),
                ],
                default="draft",
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="batch",
            name="announced_on",
            field=models.DateField(blank=True, null=True, verbose_name="公告日期"),
        ),
        migrations.AlterConstraint(
            model_name="appraisal",
            name="a_hosts_judgement_is_whole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("host_grade", ""), ("host_on__isnull", True)),
                    models.Q(
                        ("host_on__isnull", False),
                        models.Q(("host_grade", ""), _negated=True),
                        models.Q(("host_opinion", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_hosts_judgement_is_whole",
                violation_error_message="鉴定要有意见、等次和日期，请把三项填上。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="batch",
            name="batch_ends_after_it_starts",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("apply_by__lte", models.F("starts_on")), ("ends_on__gt", models.F("starts_on"))
                ),
                name="batch_ends_after_it_starts",
                violation_error_message="报名截止不能晚于派出日期，期满日期必须晚于派出日期，请核对三个日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="batch",
            name="a_dispatched_batch_has_its_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("dispatched", "returned")), _negated=True),
                    ("dispatched_on__isnull", False),
                    _connector="OR",
                ),
                name="a_dispatched_batch_has_its_day",
                violation_error_message="已派出的批次要有办理派出日期，请填写日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="candidate",
            name="once_a_candidate_of_a_batch",
            constraint=models.UniqueConstraint(
                fields=("batch", "cadre"),
                name="once_a_candidate_of_a_batch",
                violation_error_message="该同志已报名这个批次，不能重复报名；请打开原来的报名。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="candidate",
            name="marks_are_of_a_hundred",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("test_score__isnull", True),
                        ("test_score__range", (0, 100)),
                        _connector="OR",
                    ),
                    models.Q(
                        ("review_score__isnull", True),
                        ("review_score__range", (0, 100)),
                        _connector="OR",
                    ),
                ),
                name="marks_are_of_a_hundred",
                violation_error_message="成绩应在 0 到 100 之间，请核对成绩。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="candidate",
            name="votes_are_of_the_voters",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("voters__isnull", True), ("votes__isnull", True)),
                    models.Q(("voters__gte", 1), ("votes__lte", models.F("voters"))),
                    _connector="OR",
                ),
                name="votes_are_of_the_voters",
                violation_error_message="推荐票不能多于参加推荐人数，请核对两个数。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="consultation",
            name="each_side_is_asked_once",
            constraint=models.UniqueConstraint(
                fields=("move", "side"),
                name="each_side_is_asked_once",
                violation_error_message="这一方已征求过意见，不用再征求；请在原来的征求意见里答复。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="consultation",
            name="an_answer_has_its_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_on__isnull", True), ("opinion", "")),
                    models.Q(
                        models.Q(("opinion", ""), _negated=True), ("answered_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="an_answer_has_its_day",
                violation_error_message="答复要有意见和日期，请把两项填上。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="consultation",
            name="who_does_not_agree_says_why",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opinion__in", ("", "agree")),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="who_does_not_agree_says_why",
                violation_error_message="不同意或另有建议的，要写明情况，请填写说明。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="hostpost",
            name="host_post_has_a_seat",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__gte", 1)),
                name="host_post_has_a_seat",
                violation_error_message="接收人数至少为 1，请改人数；不接收的请删除岗位。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plannedmove",
            name="a_dropped_move_has_its_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), _negated=True),
                    models.Q(("decision_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_dropped_move_has_its_reason",
                violation_error_message="不安排的要写明理由，请填写理由。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plannedmove",
            name="an_approved_move_has_a_place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("approved", "done")), _negated=True),
                    models.Q(("to_unit__isnull", False), models.Q(("to_title", ""), _negated=True)),
                    _connector="OR",
                ),
                name="an_approved_move_has_a_place",
                violation_error_message="同意安排的要有拟任单位和拟任职务，请把两项填上。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="position",
            name="position_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="position_ends_after_it_began",
                violation_error_message="撤销日期必须晚于设立日期，请核对两个日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="posting",
            name="a_posting_away_is_no_main_post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("appointment", "rotation")),
                    models.Q(("acting", False), ("is_main", False)),
                    _connector="OR",
                ),
                name="a_posting_away_is_no_main_post",
                violation_error_message="挂职、跟班学习等派出锻炼不改变人事关系，不能登记为主职务或主持工作，请取消勾选。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="posting",
            name="a_posting_away_has_its_sender_and_term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("appointment", "rotation")),
                    models.Q(("sending_unit__isnull", False), ("until__isnull", False)),
                    _connector="OR",
                ),
                name="a_posting_away_has_its_sender_and_term",
                violation_error_message="派出锻炼要有派出单位和期满日期，请把两项填上。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="posting",
            name="posting_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                    ),
                    models.Q(
                        ("ended_on__isnull", True),
                        ("ended_on__gte", models.F("since")),
                        _connector="OR",
                    ),
                ),
                name="posting_ends_after_it_began",
                violation_error_message="期满日期必须晚于起始日期，结束日期不能早于起始日期，请核对日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="posting",
            name="an_ended_posting_has_its_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_on__isnull", True)),
                    models.Q(
                        ("ended_on__isnull", False), models.Q(("end_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="an_ended_posting_has_its_reason",
                violation_error_message="结束任职或锻炼要写明原因，请选择原因。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="posting",
            name="posting_allowance_is_not_negative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("allowance__isnull", True), ("allowance__gte", 0), _connector="OR"
                ),
                name="posting_allowance_is_not_negative",
                violation_error_message="每月补助不能是负数，请改金额；没有补助的请留空。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="postingextension",
            name="extension_prolongs",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("was_until"))),
                name="extension_prolongs",
                violation_error_message="延长后的期满日期必须晚于原来的期满日期，请改日期；要提前的请办理结束。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="programme",
            name="programme_sends_somebody",
            constraint=models.CheckConstraint(
                condition=models.Q(("batch_count__gte", 1), ("quota__gte", 1)),
                name="programme_sends_somebody",
                violation_error_message="名额和批数至少为 1，请改这两个数。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rotationplan",
            name="a_decided_plan_has_its_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "consulting")),
                    ("decided_on__isnull", False),
                    _connector="OR",
                ),
                name="a_decided_plan_has_its_day",
                violation_error_message="计划决定后要有决定日期，请填写决定日期。",
            ),
        ),
    ]
