"""One form per verb on API clients."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils import timezone

from core.accounts.authority import GRANTORS
from core.clients.fields import Fields, grantable
from core.clients.models import ApiClient
from core.clients.powers import choices as power_choices
from core.clients.services import fault_of_term, latest_expiry
from core.listing.columns import Column
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit

PREFIX = "fields_"
EVERY = "*"  # every column of a list but the secret ones: they are ticked by name


class FieldsForm(forms.Form):
    """Check boxes: powers, and columns per REST entity; `fields` is `{entity: [column]}`."""

    powers = forms.MultipleChoiceField(
        label="可办事项",
        choices=power_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="默认都不给；只给确有需要的系统。",
    )

    def __init__(self, *args, granted: Fields | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for entity, columns in grantable().items():
            self.fields[PREFIX + entity.name] = forms.MultipleChoiceField(
                label=f"可取字段：{entity.label}",
                choices=[
                    (EVERY, _every(columns)),
                    *((column.name, column.label) for column in columns),
                ],
                initial=(granted or {}).get(entity.name, []),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict:
        """The ticked names of every entity as one grant."""
        data = super().clean()
        names = [name for name in self.fields if name.startswith(PREFIX)]
        ticked = {name.removeprefix(PREFIX): data.pop(name, []) for name in names}
        for entity, columns in grantable().items():
            if EVERY in ticked.get(entity.name, ()):
                told = {*ticked[entity.name], *(one.name for one in columns if not one.secret)}
                ticked[entity.name] = [one.name for one in columns if one.name in told]
        if not self.errors and not any(ticked.values()):
            raise forms.ValidationError("没有勾选任何字段，请至少勾选一个。")
        return data | {"fields": {name: columns for name, columns in ticked.items() if columns}}


def _every(columns: Sequence[Column]) -> str:
    """The label of the box that stands for all of them."""
    secret = "、".join(one.label for one in columns if one.secret)
    return f"全部字段（{secret}除外）" if secret else "全部字段"


class TermForm(forms.Form):
    """How long a token lasts."""

    expires_on = forms.DateField(
        label="到期日",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="到期日当天起不能再用，最长一年。",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expires_on"].initial = latest_expiry(timezone.localdate())

    def clean_expires_on(self) -> date:
        """Tomorrow at the earliest, the same day of next year at the latest."""
        expires_on = self.cleaned_data["expires_on"]
        if fault := fault_of_term(expires_on, timezone.localdate()):
            raise forms.ValidationError(fault)
        return expires_on


class IssueClient(TermForm, FieldsForm):
    """A new client."""

    name = forms.CharField(
        label="名称",
        max_length=40,
        help_text="调用方系统的名称，如“市人社局工资系统”。",
    )
    unit = UnitChoice(label="数据范围", empty_label="请选择单位", help_text="该单位及其下属。")
    contact = forms.CharField(label="责任人及电话", max_length=80)
    field_order = ["name", "contact", "unit", "expires_on"]

    def __init__(self, *args, viewer: Viewer, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(viewer, acting_as=GRANTORS)
        self.fields["unit"].queryset = units.filter(abolished_on__isnull=True)

    def clean_name(self) -> str:
        """No other client is called so."""
        name = self.cleaned_data["name"]
        if ApiClient.objects.filter(name=name).exists():
            raise forms.ValidationError(f"已有名为“{name}”的接口客户端，请换一个名称。")
        return name


class EditClient(FieldsForm):
    """Other fields, another contact."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    contact = forms.CharField(label="责任人及电话", max_length=80)


class RenewClient(TermForm):
    """A new term."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class RevokeClient(forms.Form):
    """The version that was seen: nothing else is asked."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
