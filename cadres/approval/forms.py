"""The form of the texts that 任免审批表 has of its own."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField

from cadres.approval.models import ApprovalTexts
from cadres.approval.services import NOT_YET
from core.codes.vocabulary import vocabulary

AGE_LIMITS: Final = "NLLB_pre_reform_age_limit"
SECTIONS: Final = (
    ("任免", ("planned_post", "removed_post", "grounds", "reported_by")),
    ("奖惩和考核", ("rewards", "assessments")),
    ("填表", ("age_on", "filled_on", "filled_by")),
    ("学位的毕业院校系及专业", ("fulltime_degree_school", "inservice_degree_school")),
    ("2025 版", ("retire_month", "age_limit")),
)
FIELDS: Final = tuple(name for _, names in SECTIONS for name in names)


class TextsForm(forms.ModelForm):
    """The texts as they were seen; `seen` is their version, 0 where nobody has written any.

    Without `answers` there is no text on conduct: it may tell of discipline.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=NOT_YET)
    age_limit = forms.ChoiceField(label="改革前任职年龄界限", required=False)

    class Meta:
        model = ApprovalTexts
        fields = FIELDS
        help_texts = {
            "rewards": "留空时按登记的奖惩自动生成。",
            "assessments": "近三个年度，留空时按年度考核记录自动生成。"
            "如：2023年、2024年年度考核均为称职，2025年年度考核为优秀。",
            "grounds": "如：工作需要、试用期满。",
            "planned_post": "有试用期的在后面写（试用期一年）。",
            "age_on": "留空时按导出、打印的截止日期计算年龄。",
            "fulltime_degree_school": "与学历的院校相同时留空。",
            "inservice_degree_school": "与学历的院校相同时留空。",
            "retire_month": "留空时由系统推算，推算不了的不填。",
        }

    def __init__(self, *args: Any, texts: ApprovalTexts | None, answers: bool, **kwargs: Any):
        version = texts.version if texts else NOT_YET
        kwargs["initial"] = {"seen": version} | kwargs.get("initial", {})
        super().__init__(*args, instance=texts or ApprovalTexts(), **kwargs)
        self.fields["rewards"].widget.attrs["rows"] = 4
        self.fields["assessments"].widget.attrs["rows"] = 2
        for name in ("age_on", "filled_on"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        present = self.instance.age_limit
        limits = list(vocabulary(AGE_LIMITS).values())
        more = [present] if present and present not in limits else []
        options = [(text, text) for text in more + limits]
        self.fields["age_limit"].choices = [("", "未填"), *options]
        if not answers:
            del self.fields["rewards"]

    def _post_clean(self) -> None:
        """A model form would write into its instance; the service checks."""

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Headings with their fields, as the page draws them."""
        for title, names in SECTIONS:
            yield title, [self[name] for name in names if name in self.fields]

    def values(self) -> dict[str, Any]:
        """What the service is given."""
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}
