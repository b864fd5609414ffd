"""Importing units: one job checks and writes nothing, another writes everything or nothing."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import record
from core.choices import UnitKind
from core.errors import DomainError
from core.jobs.models import Job
from core.jobs.progress import Progress
from core.units import services
from core.units.models import Unit
from core.units.policy import MANAGERS
from core.units.sheet import COLUMNS, Line, read_lines

LABELS = {column.name: column.label for column in COLUMNS}
DEEPEST = 12
FACTS = ("kind", "level", "principal_quota", "deputy_quota")


def check(job: Job, progress: Progress) -> dict[str, Any]:
    """What the file would do: `{"create": [...], "update": [...], "same": n, "errors": n}`."""
    with job.result.open("rb") as stream:
        lines = read_lines(stream)
    progress.expect(len(lines))
    plan = Plan(job.requested_by, lines)
    create, update, same = [], [], 0
    for line in progress(plan.checked()):
        for column, reason in line.faults:
            progress.problem(
                place=f"第 {line.number} 行 {LABELS[column]}",
                value=line.raw.get(column, ""),
                reason=reason,
            )
        if line.faults:
            continue
        changed = plan.difference(line)
        entry = {"row": line.number, "code": line.values["code"], "name": line.values["name"]}
        if changed is None:
            create.append(entry)
        elif changed:
            update.append(entry | {"changes": changed})
        else:
            same += 1
    errors = sum(1 for line in lines if line.faults)
    return {"create": create, "update": update, "same": same, "errors": errors}


def apply(job: Job, progress: Progress) -> dict[str, Any]:
    """Write a checked file in one transaction; anything refused on the way undoes everything."""
    source = Job.objects.visible_to(job.requested_by).get(pk=job.params["checked"])
    with source.result.open("rb") as stream:
        lines = read_lines(stream)
    progress.expect(len(lines))
    done = {"create": 0, "update": 0}
    with transaction.atomic():
        plan = Plan(job.requested_by, lines)
        checked = list(plan.checked())
        if any(line.faults for line in checked):
            raise DomainError("核对以后，单位又有了变化，文件里有的行不再成立。请重新上传核对。")
        for line in checked:
            changed = plan.difference(line)
            try:
                if changed is None:
                    plan.create(line)
                    done["create"] += 1
                elif changed:
                    plan.update(line, changed, on=timezone.localdate())
                    done["update"] += 1
            except DomainError as refusal:
                raise DomainError(f"第 {line.number} 行：{refusal}没有写入任何内容。") from refusal
        record(
            Action.IMPORT,
            actor=job.requested_by,
            subject="units",
            label="单位导入",
            detail=done,
            rows=len(lines),
        )
    progress.advance(len(lines))
    return done


class Plan:
    """The lines of a file against the tree as it is, in an order in which parents come first."""

    def __init__(self, actor, lines: list[Line]) -> None:
        self.actor = actor
        self.lines = lines
        self.units = {unit.code: unit for unit in Unit.objects.select_related("parent")}
        managed = Unit.objects.visible_to(actor, acting_as=MANAGERS)
        self.managed = set(managed.values_list("code", flat=True))
        self.by_code: dict[str, Line] = {}

    def checked(self) -> list[Line]:
        """Every line with its faults found; good ones parents first."""
        for line in self.lines:
            code = line.values.get("code", "")
            if code in self.by_code:
                first = self.by_code[code].number
                line.refuse("code", f"编码与第 {first} 行重复，请改正其中一行。")
            elif code:
                self.by_code[code] = line
        ordered: dict[int, Line] = {}
        for line in self.lines:
            self._check(line)
        for line in self.lines:
            self._visit(line, ordered, ())
        return list(ordered.values())

    def _check(self, line: Line) -> None:
        code, parent = line.values.get("code", ""), line.values.get("parent_code", "")
        unit = self.units.get(code)
        if unit is not None and code not in self.managed:
            line.refuse("code", "这个编码的单位不在您的管理范围内，请删去这一行。")
        if unit is not None and unit.abolished_on:
            line.refuse("code", f"“{unit}”已于 {unit.abolished_on} 撤销，请换一个编码。")
        if unit is not None and unit.parent is None:
            if parent:
                line.refuse("parent_code", "根单位没有上级，请留空。")
            return
        if not parent:
            line.refuse("parent_code", "“上级编码”没有填写，请补上。")
        elif parent == code:
            line.refuse("parent_code", "上级不能是自己，请改正。")
        elif parent in self.units:
            if parent not in self.managed:
                line.refuse("parent_code", "没有这个编码的单位，或者它不在您的管理范围内。")
        elif parent not in self.by_code:
            line.refuse("parent_code", "既没有这个编码的单位，本表里也没有，请核对。")
        if line.values.get("kind") == UnitKind.GROUP and (
            line.values.get("principal_quota") or line.values.get("deputy_quota")
        ):
            line.refuse("kind", "机构分组不设领导职数，请把职数改为 0。")

    def _visit(self, line: Line, ordered: dict[int, Line], above: tuple[str, ...]) -> None:
        if line.number in ordered:
            return
        code, parent = line.values.get("code", ""), line.values.get("parent_code", "")
        if code in above:
            line.refuse("parent_code", "上级关系绕成了圈，请核对上级编码。")
        elif len(above) > DEEPEST:
            line.refuse("parent_code", f"层级超过 {DEEPEST} 层，请核对上级编码。")
        elif parent in self.by_code and parent not in self.units and parent != code:
            self._visit(self.by_code[parent], ordered, (*above, code))
            if self.by_code[parent].faults and not line.faults:
                number = self.by_code[parent].number
                line.refuse("parent_code", f"上级所在的第 {number} 行有错，请先改正那一行。")
        ordered.setdefault(line.number, line)

    def difference(self, line: Line) -> dict[str, list[str]] | None:
        """Old and new of what would change; None when the unit is new."""
        unit = self.units.get(line.values["code"])
        if unit is None:
            return None
        now = {name: getattr(unit, name) for name in ("name", "short_name", *FACTS)}
        now["parent_code"] = unit.parent.code if unit.parent else ""
        given = [name for name in now if name in line.raw and line.raw[name] != ""]
        return {
            name: [self._shown(name, now[name]), self._shown(name, line.values[name])]
            for name in given
            if now[name] != line.values[name]
        }

    def _shown(self, name: str, value: Any) -> str:
        column = next(column for column in COLUMNS if column.name == name)
        return column.text(value)

    def create(self, line: Line) -> None:
        """Establish the unit of a line."""
        values = dict(line.values)
        parent = self.units[values.pop("parent_code")]
        on = values.pop("established_on")
        self.units[line.values["code"]] = services.add(
            actor=self.actor, parent=parent, on=on, document="导入", **values
        )

    def update(self, line: Line, changed: dict[str, list[str]], *, on: date) -> None:
        """Bring an existing unit to what its line says."""
        unit, values = self.units[line.values["code"]], line.values
        if {"name", "short_name"} & changed.keys():
            services.rename(
                actor=self.actor,
                unit=unit,
                seen=unit.version,
                name=values["name"],
                short_name=values["short_name"],
                on=on,
                document="导入",
            )
        if "parent_code" in changed:
            services.move(
                actor=self.actor,
                unit=unit,
                seen=unit.version,
                parent=self.units[values["parent_code"]],
                on=on,
                document="导入",
            )
        facts = {name: values[name] for name in FACTS if name in changed}
        if facts:
            services.edit(actor=self.actor, unit=unit, seen=unit.version, **facts)
