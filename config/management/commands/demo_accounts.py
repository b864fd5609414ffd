"""`manage.py demo_accounts`: who can log in to the demonstration."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.choices import Role
from core.demo.accounts import ACCOUNTS


class Command(BaseCommand):
    """Username, password and role of every demonstration account."""

    help = "列出演示账号（仅演示系统）。"
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("这不是演示系统，没有演示账号。")
        accounts = [
            {
                "username": seed.username,
                "password": seed.password,
                "role": seed.role,
                "role_label": str(Role(seed.role).label),
                "name": seed.name,
            }
            for seed in ACCOUNTS
        ]
        if options["json"]:
            self.stdout.write(json.dumps(accounts, ensure_ascii=False, indent=2))
            return
        for account in accounts:
            self.stdout.write(
                f"  {account['username']:<10} {account['password']}  {account['role_label']}"
            )
