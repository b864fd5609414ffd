"""`manage.py export_roster`: the roster of a day, as rosters or as forms, without a browser."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.exporting.command import export, unit_named
from cadres.exporting.documents import EDITIONS, Document, Paper, document_of
from cadres.exporting.order import Order
from cadres.exporting.system import system
from cadres.formats.approval_form import PRESENT, Edition
from config.reached import need_running_copy
from core.errors import DomainError
from core.listing.asof import asked_day

FORMATS = ("xlsx", "csv", "lrmx", "docx", "pdf")
TELL_EVERY = 1000


class Command(BaseCommand):
    """Runs as the system itself: it sees everybody, and the log says so."""

    help = (
        "导出名册上的人：xlsx、csv 为花名册，lrmx、docx 为任免审批表（多人打成 .zip），"
        "pdf 两种都可以。成功退出码为 0，出错为 1。"
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--format", choices=FORMATS, required=True, help="文件格式")
        parser.add_argument("out", type=Path, metavar="OUT", help="写到哪个文件")
        parser.add_argument("--as-of", default="", metavar="DATE", help="截至日期，如 2026-06-30")
        parser.add_argument("--unit", metavar="CODE", help="单位编码，只导出该单位及下属")
        parser.add_argument(
            "--document",
            choices=Paper.values,
            help="pdf 导出什么：roster 花名册（缺省），form 任免审批表",
        )
        parser.add_argument(
            "--edition",
            choices=[value for value, _ in EDITIONS],
            default=PRESENT.value,
            help="任免审批表的版式：new 2025 版（缺省），old 旧版",
        )
        parser.add_argument(
            "--internal", action="store_true", help="内部版花名册：带身份证号和联系电话"
        )
        parser.add_argument("--force", action="store_true", help="覆盖已有的文件")

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        need_running_copy()
        try:
            order = Order(
                viewer=system(),
                on=_day(options["as_of"]),
                document=_document(options["format"], options["document"]),
                edition=Edition(options["edition"]),
                internal=options["internal"],
                is_dated=bool(options["as_of"]),
            )
            written = export(
                order=order,
                unit=unit_named(options["unit"]),
                out=out,
                force=options["force"],
                told=self._told,
            )
        except (DomainError, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        for one in written.tight:
            self.stderr.write(f"{one.person}：{one.field}内容太多，字号已小于 7 磅。")
        self.stdout.write(
            f"已导出 {written.rows} 人（截至 {order.on}，{order.document.label}）：{out}"
        )

    def _told(self, items: Iterable[Any]) -> Iterator[Any]:
        """A word now and then where it takes minutes."""
        for number, item in enumerate(items, start=1):
            if number % TELL_EVERY == 0:
                self.stderr.write(f"……{number} 人")
            yield item


def _day(text: str) -> date:
    return asked_day(text) if text else timezone.localdate()


def _document(kind: str, paper: str | None) -> Document:
    """The document of a format; where both papers have it, the roster unless asked otherwise."""
    candidates = [Paper(paper)] if paper else [Paper.ROSTER, Paper.FORM]
    for one in candidates:
        if document := document_of(one, kind):
            return document
    raise DomainError(f"{Paper(paper).label}没有 {kind} 格式，请去掉 --document，或换一种格式。")
