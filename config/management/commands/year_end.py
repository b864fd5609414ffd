"""`manage.py year_end`: the filed reports of a year as files, and the volume."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.reached import need_running_copy
from core.errors import DomainError
from reporting.volume.writing import VOLUME, year_end

WIDTHS = (16, 24, 8)


class Command(BaseCommand):
    """Runs as the system itself: it sees every report, and the log says so."""

    help = (
        "写出一个年度已上报的报告：每个单位 <编码>-<简称>.pdf、.docx、.xlsx，和汇编 volume.pdf。"
        "全部写出退出码为 0，有没写出的为 1；未上报的单位列出来，不算出错。"
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", type=int, metavar="YEAR", help="年度，如 2026")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="写到哪个文件夹")
        parser.add_argument(
            "--unit", metavar="CODE", help="单位编码，只写该单位及下属；县有县的汇编"
        )

    def handle(self, *args: Any, year: int, out: Path, unit: str | None, **options: Any) -> None:
        need_running_copy()
        told = self._told if options["verbosity"] > 1 else lambda _text: None
        try:
            outcome = year_end(year=year, out=out, code=unit, tell=told)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        rows = [(*one[:2], "未写出", one[2]) for one in outcome.failed]
        rows += [(*one[:2], "未上报", one[2]) for one in outcome.lacking]
        if rows:
            self.stdout.write(_line(("单位编码", "单位", "结果", "原因")))
            for row in rows:
                self.stdout.write(_line(row))
        volume = f"，汇编 {VOLUME}" if outcome.has_volume else ""
        self.stdout.write(
            f"{year} 年度：已写出 {outcome.written} 份报告（每份 3 个文件）{volume}：{out}"
        )
        if outcome.failed:
            raise CommandError(
                f"{len(outcome.failed)} 项没有写出，原因见上表。改正后可以重新运行。"
            )

    def _told(self, text: str) -> None:
        self.stderr.write(f"……{text}")


def _line(cells: tuple[str, ...]) -> str:
    """Columns under each other: a Chinese character is two wide."""
    padded = [
        cell + " " * max(wide - _wide(cell), 1) for cell, wide in zip(cells, WIDTHS, strict=False)
    ]
    return "".join(padded) + cells[-1]


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
