"""`manage.py spot_check`: what a seed draws, without writing, and whether a stored draw agrees."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.spot_checks.verifying import verify
from core.errors import DomainError
from policy.periods import Quarter


class Command(BaseCommand):
    """Prints the sample by unit and record; exits with an error when a stored draw differs."""

    help = "按种子重新抽取一个季度的谈话记录，只显示、不写入，并与留存的抽查核对。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--quarter", required=True, metavar="QUARTER", help="哪个季度，如 2026Q3"
        )
        parser.add_argument("--seed", required=True, metavar="SEED", help="那次抽取的随机种子")
        parser.add_argument("--unit", metavar="CODE", help="单位编码；不写为全市")
        parser.add_argument(
            "--percent", type=int, metavar="N", help="抽查比例；不写按留存的抽查或参数"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = verify(
                quarter=Quarter.parse(options["quarter"]),
                seed=options["seed"],
                unit_code=options["unit"],
                percent=options["percent"],
                on=timezone.localdate(),
            )
        except (DomainError, ValueError) as refusal:
            raise CommandError(str(refusal)) from None
        for line in found.lines:
            self.stdout.write(line)
        if found.is_different:
            raise CommandError(found.verdict)
        self.stdout.write(found.verdict)
