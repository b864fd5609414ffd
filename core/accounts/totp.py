"""One-time passwords (动态口令, RFC 6238): the secret, its picture, and who must use them."""

import time
import unicodedata
from base64 import b32encode
from functools import lru_cache

import segno
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django_otp.oath import TOTP

from core.accounts.letters import tell
from core.accounts.models import Authenticator, Event, RoleRule, User
from core.accounts.services import remove_totp
from core.audit.models import Action
from core.audit.services import record
from core.choices import Role
from core.errors import refuse_if
from core.prepared import Statement, answers, statement_of
from core.scoping import Viewer, roles_of

TOLERANCE = 1  # steps of 30 seconds that a telephone's clock may be off, either way


def confirmed_device(user: User) -> Authenticator | None:
    """The authenticator that log-in asks for, if there is one."""
    return Authenticator.objects.filter(user=user, confirmed=True).first()


def is_required(viewer: Viewer) -> bool:
    """Whether one of the viewer's roles must use one-time passwords."""
    return bool(answers(_required_of(frozenset(roles_of(viewer)))))


@lru_cache(maxsize=256)
def _required_of(roles: frozenset[Role]) -> Statement | None:
    """The rules that ask it of these roles; every request asks."""
    rules = RoleRule.objects.filter(totp_required=True, role__in=sorted(roles))
    return statement_of(rules.values_list("pk"))


def secret_text(key: str) -> str:
    """The sealed key as people type it into an authenticator: base32 in groups of four."""
    text = b32encode(Authenticator(key=key).bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def qr_code(user: User, key: str) -> SafeString:
    """The sealed key as a QR code, an inline SVG drawing without styles or scripts."""
    address = Authenticator(user=user, key=key).config_url
    drawing = segno.make(address, error="m").svg_inline(scale=4, border=3, light="#fff")
    return mark_safe(drawing)  # noqa: S308 - drawn here, holds no text of anybody's


def plain_code(text: str) -> str:
    """Digits as typed on a Chinese keyboard: full width becomes plain, blanks go."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def was_used(device: Authenticator, code: str) -> bool:
    """Whether the code is right, but has opened the door before: it works once (RFC 6238, 5.2)."""
    if not code.isascii() or not code.isdigit():
        return False
    totp = TOTP(device.bin_key, drift=device.drift)
    totp.time = time.time()
    return totp.verify(int(code), tolerance=TOLERANCE)


@transaction.atomic
def enrol(*, user: User, key: str, code: str) -> Authenticator:
    """Make the sealed `key` the user's authenticator; one code shows that the telephone has it.

    Raises ValidationError at `otp`, and DomainError when there is an authenticator already.
    """
    User.objects.select_for_update().get(pk=user.pk)
    refuse_if(confirmed_device(user), "动态口令已经启用。如需换用新的手机，请先停用。")
    totp = TOTP(Authenticator(key=key).bin_key)
    totp.time = time.time()
    if not totp.verify(int(code), tolerance=TOLERANCE):
        sentence = "动态口令不正确。请确认手机时间准确，并填写当前显示的 6 位数字。"
        raise ValidationError({"otp": sentence})
    # `last_t`: the code that was just used cannot open a session as well.
    device = Authenticator.objects.create(
        user=user,
        name="动态口令",
        key=key,
        tolerance=TOLERANCE,
        drift=totp.drift,
        last_t=totp.t(),
    )
    record(Action.CHANGE, actor=user, target=user, detail={"totp": ["未启用", "已启用"]})
    tell(user, Event.TOTP_ON)
    return device


def turn_off(*, user: User) -> None:
    """The user gives up one-time passwords, unless a role of his requires them."""
    refuse_if(
        is_required(user),
        "您的角色必须使用动态口令，不能停用；换了手机的，请联系系统管理员解除后重新启用。",
    )
    refuse_if(not confirmed_device(user), "动态口令没有启用，无需停用。")
    remove_totp(actor=user, user=user)
