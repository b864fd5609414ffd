"""`manage.py first_accounts`: an empty system's administrators, or a lost one's way back."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from core.accounts.models import User
from core.accounts.services import create_account, grant, recover, require_totp
from core.choices import AccountKind, Role, UnitKind, UnitLevel
from core.units.models import Unit
from core.units.services import add

ADMINISTRATORS = (
    ("sysadmin", "系统管理员", AccountKind.SYSTEM, Role.SYSTEM_ADMINISTRATOR),
    ("secadmin", "安全管理员", AccountKind.SECURITY, Role.SECURITY_ADMINISTRATOR),
    ("auditor", "审计员", AccountKind.AUDIT, Role.AUDITOR),
)


class Command(BaseCommand):
    """Whoever has the server's shell begins; everything after that is done by those accounts."""

    help = (
        "建立根单位和三员账号（仅空系统）；或用 --recover 找回一个账号：启用、重置密码、"
        "解除锁定和动态口令，没有有效授权的管理员账号恢复全市的授权。"
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--city", default="清河市", help="根单位名称")
        parser.add_argument("--code", default="001", help="根单位编码")
        parser.add_argument("--recover", metavar="用户名", help="找回一个账号")

    def handle(self, *args, city: str, code: str, recover: str | None, **options) -> None:
        issued = [self._recovered(recover)] if recover else self._begun(city, code)
        days = settings.INITIAL_PASSWORD_AGE.days
        self.stdout.write(f"初始密码只显示这一次，{days} 天内登录并修改：")
        for username, password in issued:
            self.stdout.write(f"  {username}  {password}")

    @transaction.atomic
    def _begun(self, city: str, code: str) -> list[tuple[str, str]]:
        if User.objects.exists() or Unit.objects.exists():
            raise CommandError("系统里已有账号或单位。找回账号请用 --recover 用户名。")
        today = timezone.localdate()
        root = add(
            actor=None,
            parent=None,
            on=today.replace(month=1, day=1),
            name=city,
            short_name=city,
            code=code,
            kind=UnitKind.CITY,
            level=UnitLevel.BUREAU_PRINCIPAL,
        )
        issued = []
        for username, name, kind, role in ADMINISTRATORS:
            user, password = create_account(
                actor=None, username=username, name=name, kind=kind, unit=root
            )
            grant(actor=None, user=user, role=role, unit=root, since=today, reason="系统初始化")
            issued.append((username, password))
        # From the first day, not once somebody thinks of it: who administers shows two secrets.
        require_totp(actor=None, roles=[role for *_, role in ADMINISTRATORS])
        self.stdout.write(
            "三类管理员首次登录还须用手机身份验证器启用动态口令；不具备条件的，"
            "由安全管理员在 账号 → 登录规则 改。"
        )
        return issued

    def _recovered(self, username: str) -> tuple[str, str]:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"没有用户名为“{username}”的账号。")
        password, restored = recover(user=user, on=timezone.localdate())
        if restored is not None:
            self.stdout.write(f"已恢复授权：{restored.get_role_display()}，{restored.unit.name}。")
        return username, password
