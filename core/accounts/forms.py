"""One form per verb on accounts and grants."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils import timezone

from core.accounts.authority import GRANTORS, KEEPERS
from core.accounts.logins import OpenLogin
from core.accounts.models import User
from core.accounts.passwords import MAX_LENGTH, MIN_LENGTH
from core.accounts.services import beyond_sentence, reaches_beyond
from core.accounts.totp import plain_code
from core.choices import GRANTABLE_ROLES, ROLES_OF, AccountKind, Role
from core.scoping import Viewer
from core.units.forms import DAY, UnitChoice
from core.units.models import Unit

OLD_PAGE = "页面内容不完整，请重新打开页面再试。"


class CodeField(forms.CharField):
    """Six digits of an authenticator, typed with or without blanks, in half or full width."""

    default_validators = [RegexValidator(r"\A[0-9]{6}\Z", "动态口令是 6 位数字，请核对后再填。")]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "动态口令")
        super().__init__(**kwargs, error_messages={"required": "请填写动态口令。"})
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}

    def to_python(self, value: Any) -> str:
        """The digits alone."""
        return plain_code(super().to_python(value))


class PasswordField(forms.CharField):
    """A password, taken exactly as typed and never sent back to the page."""

    def __init__(self, *, autocomplete: str, missing: str = "", **kwargs: Any) -> None:
        label = kwargs.setdefault("label", "密码")
        super().__init__(
            max_length=MAX_LENGTH,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
            error_messages={
                "required": missing or f"请填写{label}。",
                "max_length": f"密码最多 {MAX_LENGTH} 个字符，请核对后再填。",
            },
            **kwargs,
        )


class Login(forms.Form):
    """The door."""

    username = forms.CharField(
        label="用户名",
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
        error_messages={
            "required": "请填写用户名。",
            "max_length": "用户名最多 32 个字符，请核对后再填。",
        },
    )
    password = PasswordField(autocomplete="current-password")
    otp = CodeField(label="动态口令（已启用的账号填写）", required=False)


class ChangePassword(forms.Form):
    """One's own password: the old one, and the new one twice."""

    old = PasswordField(label="原密码", autocomplete="current-password")
    new = PasswordField(label="新密码", autocomplete="new-password")
    again = PasswordField(
        label="再输一次新密码", missing="请再输一次新密码。", autocomplete="new-password"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["new"].help_text = "".join(password_validators_help_texts())
        self.fields["new"].widget.attrs["data-strength"] = MIN_LENGTH

    def clean_new(self) -> str:
        """Every rule that it breaks, at the field."""
        validate_password(self.cleaned_data["new"], self.user)
        return self.cleaned_data["new"]

    def clean(self) -> None:
        """Both new ones are the same."""
        new, again = (self.cleaned_data.get(name) for name in ("new", "again"))
        if new and again and new != again:
            self.add_error("again", "两次输入的新密码不一样，请重新输入。")


class Code(forms.Form):
    """One code, to begin with an authenticator or to prove it."""

    otp = CodeField()


class OwnPassword(forms.Form):
    """One's own password, before a step that matters."""

    password = PasswordField(label="本人密码", autocomplete="current-password")


class EndLogins(OwnPassword):
    """Which of one's other sessions shall end."""

    logins = forms.MultipleChoiceField(
        label="登录",
        error_messages={
            "required": "请先勾选要退出的登录。",
            "invalid_choice": "所选的登录里有的已经退出，请核对后再选。",
        },
    )

    def __init__(self, *args: Any, logins: Sequence[OpenLogin], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {one.mark: one.key for one in logins}
        self.fields["logins"].choices = [(mark, mark) for mark in self.keys]

    def clean_logins(self) -> list[str]:
        """The keys of the sessions."""
        return [self.keys[mark] for mark in self.cleaned_data["logins"]]


class Confirm(forms.Form):
    """Nothing to fill in: the page says what will happen."""


class AccountFacts(forms.Form):
    """What an account is, besides its name to log in with."""

    name = forms.CharField(label="姓名", max_length=40)
    unit = UnitChoice(label="所在单位")
    phone = forms.RegexField(
        r"\A[0-9+() -]{5,20}\Z",
        label="联系电话",
        required=False,
        error_messages={"invalid": "电话只能由数字、空格和 + - ( ) 组成，5 到 20 个字符。"},
    )

    email = forms.EmailField(
        label="电子邮箱",
        max_length=120,
        required=False,
        help_text="提醒邮件发到这里；不填则只在站内提醒。",
        error_messages={
            "invalid": "邮箱地址写得不对，应像 ma.jianguo@qinghe.gov.cn。",
            "max_length": "邮箱地址最多 120 个字符，请核对后再填。",
        },
    )

    def __init__(self, *args: Any, viewer: Viewer, on: date, current: int | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(viewer, acting_as=KEEPERS).existing(on).employers()
        # A unit that has been abolished since stays a choice for those who are still in it.
        kept = Q(pk__in=units.values("pk")) | Q(pk=current)
        self.fields["unit"].queryset = Unit.objects.filter(kept) if current else units


class NewAccount(AccountFacts):
    """An account to be made."""

    username = forms.RegexField(
        r"\A[a-z][a-z0-9._-]{2,31}\Z",
        label="用户名",
        help_text="3 到 32 个字符：小写字母、数字、点、下划线、连字符，以字母开头。",
        error_messages={
            "invalid": "用户名应为 3 到 32 个字符的小写字母、数字、点、下划线、连字符，以字母开头。"
        },
    )
    kind = forms.ChoiceField(
        label="账号类别",
        choices=AccountKind,
        help_text="三员分立：系统管理、安全管理、审计账号只能各司其职，新建后不能改变类别。",
    )
    field_order = ["username", "name", "kind", "unit", "phone", "email"]


class EditAccount(AccountFacts):
    """An account as it was seen."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE}
    )


class NewGrant(forms.Form):
    """What an account shall be, where, and for how long."""

    role = forms.ChoiceField(label="角色")
    unit = UnitChoice(label="单位", help_text="对该单位及其全部下属单位有效。")
    since = forms.DateField(label="起始日期", widget=DAY, initial=timezone.localdate)
    until = forms.DateField(
        label="终止日期", widget=DAY, required=False, help_text="当日不含；不填为长期。"
    )
    reason = forms.CharField(label="授权依据", max_length=200, required=False)

    def __init__(self, *args: Any, viewer: Viewer, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (role.value, role.label) for role in ROLES_OF[AccountKind(user.kind)]
        ]
        units = Unit.objects.visible_to(viewer, acting_as=GRANTORS).existing(on)
        self.fields["unit"].queryset = units

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])

    def clean(self) -> None:
        """A role of the whole city is given at the root; the period lasts at least a day."""
        role, unit = (self.cleaned_data.get(name) for name in ("role", "unit"))
        if role and unit and reaches_beyond(role, unit):
            self.add_error("unit", beyond_sentence(role))
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        if since and until and until <= since:
            self.add_error("until", "终止日期必须晚于起始日期，请核对两个日期。")


class LoginRules(forms.Form):
    """The roles that must use one-time passwords."""

    roles = forms.MultipleChoiceField(
        label="必须使用动态口令的角色",
        choices=[(role.value, role.label) for role in GRANTABLE_ROLES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
