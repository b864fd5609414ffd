"""`manage.py refresh_duties`: the duties as of a day, from the plan and the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.reached import need_running_copy
from core.units.models import Unit
from policy.duties import then
from policy.duties.choices import Light
from policy.duties.refreshing import TooEarly, refresh, settlements
from policy.duties.rule import DutyRule, all_rules
from policy.duties.shown import light_on
from policy.duties.tally import COUNTS
from policy.parameters.figures import Missing

WORDS = ("应有", "新增", "办结", "重新应办", "变动", "不再要求")
LABELS = dict(zip(COUNTS, WORDS, strict=True))


class Command(BaseCommand):
    """Runs as the system itself. A day before the last one computed is shown and not written."""

    help = (
        "按实施方案计算责任事项。重复运行不会改变结果。日期早于最近一次计算的，只列出当时的情形，"
        "不写入。成功退出码为 0，出错为 1。"
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--on", default="", metavar="DATE", help="哪一天，如 2026-06-30；不写为今天"
        )
        parser.add_argument("--unit", metavar="CODE", help="单位编码，只算该单位及下属")
        parser.add_argument("--rule", metavar="NAME", help="只算一条规则，如 talk.quarterly")
        parser.add_argument("--whole", action="store_true", help="连同早已办结的时期全部重算")

    def handle(self, *args: Any, **options: Any) -> None:
        need_running_copy()
        on, rules = _day(options["on"]), _rules(options["rule"])
        units = _units(options["unit"])
        last = settlements()
        if any(rule.name in last and on < last[rule.name].on for rule in rules):
            self._show(on, rules, units)
            return
        if on > timezone.localdate():
            self.stderr.write(f"注意：{on} 还没有到；写入后，到这一天以前夜里的计算都会停。")
        try:
            found = refresh(on=on, rules=rules, units=units, whole=options["whole"])
        except TooEarly as refusal:  # another run was faster
            raise CommandError(str(refusal)) from refusal
        rows = [
            (rule.label, *(getattr(found[rule.name], name) for name in COUNTS)) for rule in rules
        ]
        self._table(("规则", *LABELS.values()), rows)
        faults = [
            f"“{r.label}”没有计算：{found[r.name].fault}" for r in rules if found[r.name].fault
        ]
        if faults:
            raise CommandError("\n".join(faults))

    def _show(self, on: date, rules: Sequence[DutyRule], units: Sequence[int] | None) -> None:
        """How it stood on a day that is past."""
        self.stdout.write(f"{on} 早于最近一次计算的日期：只列出当时的情形，没有写入。")
        rows, faults = [], []
        for rule in rules:
            try:
                duties = then.compute(on=on, rules=[rule], units=units)
            except Missing as missing:
                faults.append(f"“{rule.label}”没有计算：{missing}")
                continue
            lights = Counter(light_on(duty, on) for duty in duties)
            rows.append((rule.label, *(lights[light] for light in Light)))
        self._table(("规则", *(str(light.label) for light in Light)), rows)
        if faults:
            raise CommandError("\n".join(faults))

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        width = max([_wide(head[0]), *(_wide(row[0]) for row in rows)]) + 2
        for row in (head, *rows):
            first, *rest = (f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row)
            cells = "".join(" " * max(12 - _wide(cell), 1) + cell for cell in rest)
            self.stdout.write(first + " " * (width - _wide(first)) + cells)


def _wide(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def _day(text: str) -> date:
    today = timezone.localdate()
    if not text:
        return today
    try:
        on = date.fromisoformat(text.strip())
    except ValueError:
        raise CommandError(f"日期“{text[:20]}”写法不对，请写成 2026-06-30 的样子。") from None
    if not 1950 <= on.year <= today.year + 1:
        raise CommandError(f"日期 {on} 不能用，请用 1950 年到明年之间的日期。")
    return on


def _rules(name: str | None) -> list[DutyRule]:
    every = all_rules()
    if not name:
        return list(every.values())
    if name not in every:
        raise CommandError(f"没有名为“{name[:40]}”的规则。可用的有：{'、'.join(every)}。")
    return [every[name]]


def _units(code: str | None) -> list[int] | None:
    if not code:
        return None
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise CommandError(f"没有编码为“{code[:40]}”的单位，请核对单位编码。")
    below = Unit.objects.filter(path__startswith=unit.path)
    return list(below.values_list("pk", flat=True))
