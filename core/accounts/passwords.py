"""Passwords by the national baseline: length, classes, not the name, not common, not reused."""

import re

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string

MIN_LENGTH = 12  # ASVS 2.1.1; the national baseline asks for less
MAX_LENGTH = 128
CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
# Without 0 O 1 l I: an initial password is read aloud or copied from paper.
LETTERS, DIGITS, MARKS = "abcdefghjkmnpqrstuvwxyz", "23456789", "-+=@#"


def initial_password() -> str:
    """A random first password that passes the rules below."""
    return (
        get_random_string(1, LETTERS.upper())
        + get_random_string(8, LETTERS + DIGITS)
        + get_random_string(1, MARKS)
        + get_random_string(2, DIGITS)
    )


class Complexity:
    """At least twelve characters of three classes."""

    def validate(self, password: str, user=None) -> None:
        if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
            raise ValidationError(f"密码长度应为 {MIN_LENGTH} 到 {MAX_LENGTH} 个字符。")
        if sum(bool(re.search(pattern, password)) for pattern in CLASSES) < 3:
            raise ValidationError("密码应包含大写字母、小写字母、数字、符号中的至少三类。")

    def get_help_text(self) -> str:
        return f"至少 {MIN_LENGTH} 个字符，含大写字母、小写字母、数字、符号中的三类。"


class NotLikeTheAccount:
    """Does not contain the username or the phone number."""

    def validate(self, password: str, user=None) -> None:
        for own in (getattr(user, "username", ""), getattr(user, "phone", "")):
            if len(own) >= 3 and own.lower() in password.lower():
                raise ValidationError("密码不能包含用户名或电话号码，请换一个。")

    def get_help_text(self) -> str:
        return "不含用户名和电话号码。"


class NotCommon(CommonPasswordValidator):
    """Not on Django's list of common passwords."""

    def get_error_message(self) -> str:
        return "这个密码太常见，容易被猜到，请换一个。"

    def get_help_text(self) -> str:
        return "不是常见密码。"


class NotUsedBefore:
    """Differs from the last few passwords of the account."""

    def validate(self, password: str, user=None) -> None:
        if user is None or user.pk is None:
            return
        former = user.former_passwords.values_list("encoded", flat=True)
        recent = [user.password, *former[: settings.PASSWORD_HISTORY]]
        if any(check_password(password, encoded) for encoded in recent if encoded):
            raise ValidationError(
                f"不能与最近 {settings.PASSWORD_HISTORY} 次用过的密码相同，请换一个。"
            )

    def get_help_text(self) -> str:
        return f"与最近 {settings.PASSWORD_HISTORY} 次的密码不同。"
