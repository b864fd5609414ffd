"""`manage.py verify_audit`: is the log what was written?"""

import sys

from django.core.management.base import BaseCommand, CommandError

from core.audit.chain import verify


class Command(BaseCommand):
    """Checks every byte of the sealed chain and of the unsealed tail."""

    help = "核对操作日志：逐条校验封存链和尚未封存的部分。发现问题时退出码为 1。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--anchor", metavar="位置:摘要", help="另行保存的封存位置和摘要")

    def handle(self, *args, anchor: str | None = None, **options) -> None:
        verdict = verify(anchor=_parsed(anchor) if anchor else None)
        for fault in verdict.faults:
            self.stderr.write(fault.sentence)
        self.stdout.write(
            f"已核对封存日志 {verdict.sealed} 条、未封存日志 {verdict.unsealed} 条，"
            f"发现 {len(verdict.faults)} 处问题。末端 {verdict.sealed}:{verdict.head}"
        )
        if verdict.faults:
            sys.exit(1)


def _parsed(anchor: str) -> tuple[int, str]:
    position, _, digest = anchor.partition(":")
    if not position.isdigit() or len(digest) != 64:
        raise CommandError(f"“{anchor}”不是“位置:摘要”的形式，例如 1024:3fa9…（64 位）。")
    return int(position), digest
