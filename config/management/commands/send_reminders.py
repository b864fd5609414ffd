"""`manage.py send_reminders`: the reminders of a day, made and sent, once."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.reached import need_running_copy
from core.errors import DomainError
from policy.notices.making import Reminders, remind
from policy.notices.sending import deliver

MOST_UNITS = 20


class Command(BaseCommand):
    """The same as the scheduled job of the morning; a day that is done is not done twice."""

    help = (
        "按参数的提前天数提醒到期和逾期的事项：站内通知、每人一封摘要邮件。"
        "同一天再运行不会重复提醒；漏了几天只补最近的一次。"
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--on",
            default="",
            metavar="DATE",
            help="哪一天，如 2026-11-23；不写为今天，不能在今天以后",
        )
        parser.add_argument("--dry-run", action="store_true", help="只算不发，可以算以后的日子")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        need_running_copy()
        today = timezone.localdate()
        on = _day(options["on"], today)
        if on > today and not dry_run:
            raise CommandError(f"{on} 还没有到，不能提前发送；要看会发什么，请加 --dry-run。")
        try:
            made = remind(on=on, today=max(on, today), dry=dry_run)
            self._say(made)
            if dry_run:
                self.stdout.write("只算不发：没有写入任何内容。")
            else:
                self.stdout.write(deliver(on=today).sentence())
        except DomainError as refusal:
            raise CommandError(str(refusal)) from None

    def _say(self, made: Reminders) -> None:
        self.stdout.write(made.sentence())
        for _, name, count in made.nobody[:MOST_UNITS]:
            self.stdout.write(
                f"  没有人可以提醒：{name} {count} 项（请安全管理员给书记或经办人授权）"
            )
        if len(made.nobody) > MOST_UNITS:
            self.stdout.write(f"  另有 {len(made.nobody) - MOST_UNITS} 个单位。")


def _day(text: str, today: date) -> date:
    if not text:
        return today
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"日期“{text[:20]}”写法不对，请写成 2026-11-23 的样子。") from None
