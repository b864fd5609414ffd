"""`manage.py load_codes`: bring the code tables to the state of this version's data file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.codes.datafile import BUNDLED, read
from core.codes.loader import load
from core.errors import DomainError


class Command(BaseCommand):
    """Safe to run at every start: the same file changes nothing."""

    help = "载入代码表：数据文件有变化时形成新的版次，没有变化时什么也不做。"

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--file", type=Path, default=BUNDLED, metavar="文件", help="默认为程序自带的代码表"
        )

    def handle(self, *args, file: Path, **options) -> None:
        try:
            loaded = load(read(file))
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        if loaded.is_new:
            counts = f"新增 {loaded.introduced} 个代码，停用 {loaded.withdrawn} 个"
            self.stdout.write(f"代码表{loaded.release}：{counts}。")
        else:
            self.stdout.write(f"代码表没有变化，仍为{loaded.release}。")
