"""`manage.py seed_demo`: the demonstration city, deterministic."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.demo.city import city
from core.demo.loading import load_accounts, load_units
from core.errors import DomainError


class Command(BaseCommand):
    """Fills an empty system with invented data; every app's part is called here in order."""

    help = "装入虚构的云州省清河市（只能装入空的演示系统）。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--units", type=int, help="单位数，缺省 240")
        parser.add_argument("--seed", type=int, default=2026, help="随机种子")

    def handle(self, *args, units: int | None = None, seed: int = 2026, **options) -> None:
        if not settings.DEMO:
            raise CommandError("这不是演示系统（没有设置 QINGLAN_DEMO=1），不装入演示数据。")
        try:
            seeds = city(units=units, seed=seed)
            with transaction.atomic():
                loaded = load_units(seeds)
                accounts = load_accounts()
        except (DomainError, ValueError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"已装入 {loaded} 个单位、{accounts} 个演示账号。")
