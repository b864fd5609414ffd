"""One form per verb on a round, a sheet and an interview."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from assessments.fields import CHOOSE, Seen, day_field, long_text
from assessments.rounds.choices import NoGrade, Outcome, Relation
from assessments.rounds.sheet.content import WITHOUT_GRADE
from cadres.choices import Grade
from cadres.people.models import Cadre

LONGEST_SUMMARY, LONGEST_ASPECT, LONGEST_COMMENT, LONGEST_REASON = 3000, 1000, 1000, 200
LONGEST_OPINION, LONGEST_NOTES, MOST_PEOPLE = 600, 2000, 99_999


class RoundForm(Seen):
    """What the quota is of, and a higher one that was consented to."""

    headcount = forms.IntegerField(
        label="参加考核总人数",
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        help_text="全单位参加考核的公务员人数，含不在名册的。不填算不出优秀名额，不能审定。",
    )
    others_excellent = forms.IntegerField(
        label="名册外优秀人数",
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text="不在名册、本年度评为优秀的人数；优秀名额是全单位的。",
    )
    percent = forms.IntegerField(
        label="经同意的优秀比例（%）",
        min_value=1,
        max_value=100,
        required=False,
        help_text="经公务员主管部门同意提高比例的才填。",
    )
    percent_document = forms.CharField(label="同意文号", max_length=80, required=False)


class SettleForm(Seen):
    """The meeting that decided."""

    meeting = forms.CharField(
        label="审定会议", max_length=120, help_text="如“局党组第 18 次会议”“考核委员会会议”。"
    )
    day = day_field("审定日期")


class ReasonForm(Seen):
    """Why it goes back."""

    reason = forms.CharField(label="理由", max_length=LONGEST_REASON)


class SummaryForm(Seen):
    """The person's own words."""

    work = forms.CharField(label="从事或分管工作", max_length=200)
    summary = long_text(
        "本人总结",
        most=LONGEST_SUMMARY,
        rows=14,
        help_text="登记表上约可印 900 字，再长的印到续页。",
    )
    politics = long_text("思想政治", most=LONGEST_ASPECT, rows=2, required=False)
    results = long_text("工作实绩", most=LONGEST_ASPECT, rows=2, required=False)
    style = long_text("工作作风", most=LONGEST_ASPECT, rows=2, required=False)
    integrity = long_text("廉洁自律", most=LONGEST_ASPECT, rows=2, required=False)
    shortcomings = long_text("自身不足改进", most=LONGEST_ASPECT, rows=2, required=False)
    training = forms.CharField(
        label="参加脱产培训情况", max_length=300, required=False, help_text="班次、天数、学时。"
    )

    def __init__(self, *args: Any, is_draft: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_draft:
            for field in self.fields.values():
                field.required = field is self.fields["seen"]


class GradeFields(forms.Form):
    """A grade, or none with its reason: what both the proposal and a past year have."""

    no_grade = forms.ChoiceField(
        label="不定等次、不参加考核的情形",
        choices=[("", "（定等次的不选）"), *NoGrade.choices],
        required=False,
    )
    no_grade_note = forms.CharField(label="情况说明", max_length=300, required=False)
    graded: str = ""

    def clean(self) -> dict[str, Any]:
        """A reason stands where there is no grade, and only there."""
        data = super().clean() or {}
        grade, why = data.get(self.graded), data.get("no_grade")
        if grade in WITHOUT_GRADE and not why:
            what = Outcome(grade).label
            self.add_error("no_grade", f"等次选了“{what}”，请选择属于哪一种情形。")
        if grade and grade not in WITHOUT_GRADE and why:
            said = f"等次选了“{Outcome(grade).label}”，这里不用选。"
            self.add_error("no_grade", said)
        return data


class ProposeForm(Seen, GradeFields):
    """The leader's comment and the grade that he wishes."""

    graded = "outcome"
    comment = long_text(
        "主管领导评语", most=LONGEST_COMMENT, rows=6, help_text="印在登记表上，审定后本人能看到。"
    )
    host_opinion = long_text(
        "接收单位意见",
        most=LONGEST_OPINION,
        rows=3,
        help_text="本人当年在外锻炼，先听取接收单位的意见。",
    )
    outcome = forms.ChoiceField(label="建议等次", choices=[CHOOSE, *Outcome.choices])
    field_order = ("host_opinion", "comment", "outcome", "no_grade", "no_grade_note")

    def __init__(self, *args: Any, hears_host: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not hears_host:
            del self.fields["host_opinion"]


class OpinionForm(Seen):
    """What the person says of it."""

    words = forms.CharField(label="本人意见", max_length=300, initial="同意考核结果。")
    day = day_field("日期")


class ObjectionForm(Seen):
    """Why he asks for it to be looked at again."""

    words = long_text(
        "申请复核的理由", most=LONGEST_COMMENT, rows=6, help_text="写明对哪一项有异议、有什么事实。"
    )
    day = day_field("日期")


class ReviewForm(Seen, GradeFields):
    """What the department finds."""

    graded = "outcome"
    outcome = forms.ChoiceField(label="复核后的等次", choices=[CHOOSE, *Outcome.choices])
    words = long_text(
        "复核决定", most=LONGEST_COMMENT, rows=5, help_text="写明核实的情况和结论，本人能看到。"
    )
    day = day_field("复核日期")
    field_order = ("outcome", "no_grade", "no_grade_note", "words", "day")


class AddForm(Seen):
    """Somebody who is to be in the round as well."""

    cadre = forms.ModelChoiceField(
        Cadre.objects.none(),
        label="干部",
        empty_label="请选择",
        error_messages={"invalid_choice": "没有这名干部，或者不在您的范围内，请重新查找。"},
    )

    def __init__(self, *args: Any, people: QuerySet[Cadre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = people  # type: ignore[attr-defined]
        self.fields["cadre"].label_from_instance = _named  # type: ignore[attr-defined]


def _named(cadre: Cadre) -> str:
    return f"{cadre.name}　{cadre.title}"


class InterviewForm(forms.Form):
    """What one person said of him; the department's alone."""

    held_on = day_field("谈话日期")
    interviewee = forms.CharField(label="谈话对象", max_length=40)
    relation = forms.ChoiceField(label="与被考核人关系", choices=[CHOOSE, *Relation.choices])
    grade = forms.ChoiceField(
        label="建议等次", choices=[("", "没有说"), *Grade.choices], required=False
    )
    notes = long_text("谈话要点", most=LONGEST_NOTES, rows=6)
    held_by = forms.CharField(label="谈话人", max_length=80)


class PastForm(GradeFields):
    """A year from the file."""

    graded = "outcome"
    outcome = forms.ChoiceField(label="等次", choices=[CHOOSE, *Outcome.choices])
    decided_on = day_field("审定日期", help_text="以登记表或考核结果通知的日期为准。")
    decision = forms.CharField(label="机关负责人或考核委员会意见", max_length=300, required=False)
    field_order = ("year", "outcome", "no_grade", "no_grade_note", "decided_on", "decision")

    def __init__(self, *args: Any, year: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if year is not None:  # a new one; that of a year entered before stays
            self.fields["year"] = forms.IntegerField(label="年度", initial=year)
        self.order_fields(self.field_order)


class AmendPastForm(PastForm, Seen):
    """Another outcome of a year that was entered."""
