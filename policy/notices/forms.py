"""The forms of notices: what is nudged, and whether e-mail is wanted."""

from django import forms

from core.scoping import Viewer
from core.units.models import Unit
from policy.duties.rule import all_rules
from policy.notices.services import LONGEST


class NudgeForm(forms.Form):
    """Which unit, of what, and a word of one's own."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        error_messages={
            "invalid_choice": "没有这个单位，或者不在您的范围内，请从页面上重新选择。",
            "required": "请选择要催报的单位。",
        },
    )
    rule = forms.CharField(max_length=40, required=False)
    words = forms.CharField(
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": f"附言最多 {LONGEST} 个字，请精简。"},
    )

    def __init__(self, *args, viewer: Viewer, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer)

    def clean_rule(self) -> str:
        """A rule that there is, or nothing for all of them."""
        name = self.cleaned_data["rule"]
        if name and name not in all_rules():
            raise forms.ValidationError(f"没有名为“{name}”的责任规则，请从页面上重新选择。")
        return name


class Preferences(forms.Form):
    """E-mail or the inbox alone."""

    wants_mail = forms.BooleanField(
        label="把提醒也发到我的邮箱",
        required=False,
        help_text="站内通知总会保留。邮箱地址由系统管理员在账号里登记。",
    )
