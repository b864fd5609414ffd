"""`manage.py import_roster PATH...`: forms, sheets and packages into people's files."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.importing.command import found_in, has_errors, is_to_write, write_found
from cadres.importing.lines import line, summary
from cadres.importing.models import Outcome
from cadres.importing.staged import Staged
from cadres.importing.units import own_units
from cadres.people.querysets import KEEPERS
from config.reached import need_running_copy
from core.accounts.models import User
from core.errors import DomainError
from core.scoping import roles_of
from core.units.models import Unit

Say = Callable[[str], Any]


class Command(BaseCommand):
    """Checks everything first; writes all of it in one transaction, or nothing."""

    help = (
        "导入花名册（.xlsx）、任免审批表（.lrmx，.lrm 和 .pic）、公务员系统数据包（.zip），"
        "可以是文件、文件夹或压缩包。先核对，全部无误才写入；有错误时退出码为 1。"
        "对应不止一人的不写入，请在导入页面选择。"
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="文件、文件夹或压缩包")
        parser.add_argument("--dry-run", action="store_true", help="只核对，不写入任何内容")
        parser.add_argument(
            "--json", action="store_true", help="在标准输出每人打印一行 JSON，不打印别的"
        )
        parser.add_argument("--unit", metavar="CODE", help="文件里看不出单位的新增人员归入的单位")
        parser.add_argument(
            "--skip-errors", action="store_true", help="有错误的人不写入，其余照写（退出码仍为 1）"
        )
        parser.add_argument("--as", dest="username", help="以该账号的权限导入；不写则为系统")

    def handle(self, *args: Any, **options: Any) -> None:
        need_running_copy()
        paths = [Path(path) for path in options["paths"]]
        actor = _account(options["username"])
        given = {"actor": actor, "unit": _unit(options["unit"], actor), "on": timezone.localdate()}
        try:
            rows = found_in(paths, **given)
        except DomainError as refused:
            raise CommandError(str(refused)) from refused
        say = self._silence if options["json"] else self.stdout.write
        if options["json"]:
            for row in rows:
                self.stdout.write(line(row))
        else:
            self.stdout.write(summary(rows))
        if options["dry_run"]:
            say("这是试运行，没有写入任何内容。")
        elif is_to_write(rows, skip_errors=options["skip_errors"]):
            self._write(rows, paths, given, say)
        elif has_errors(rows):
            say("有错误，没有写入任何内容。请改正后重新导入，或用 --skip-errors 只写入无误的人。")
        else:
            say("没有需要写入的内容。")
        if waiting := sum(row.action == Outcome.CHOOSE for row in rows):
            say(f"待选择的 {waiting} 人没有写入，请在导入页面办理。")
        if has_errors(rows):
            sys.exit(1)

    def _write(self, rows: list[Staged], paths: list[Path], given: dict, say: Say) -> None:
        try:
            written = write_found(rows, paths, **given)
        except DomainError as refused:
            raise CommandError(str(refused)) from refused
        say(f"已写入：新增 {written.created} 人，更新 {written.updated} 人。")
        for name, reason in written.photo_faults:
            self.stderr.write(f"{name}：{reason}")

    def _silence(self, text: str) -> None:
        """Nothing but JSON goes to the standard output."""


def _account(username: str | None) -> User | None:
    if username is None:
        return None
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None or not KEEPERS & roles_of(user):
        raise CommandError(f"没有名为“{username}”的账号，或者它没有组织部门的授权，不能导入。")
    return user


def _unit(code: str | None, actor: User | None) -> Unit | None:
    if code is None:
        return None
    unit = own_units(actor).filter(code=code).first()
    if unit is None:
        raise CommandError(f"没有编码为“{code}”的单位，或者它已撤销、只是机构分组，请核对 --unit。")
    return unit
