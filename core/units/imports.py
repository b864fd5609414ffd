"""Importing units: one job checks and writes nothing, another writes everything or nothing."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, refuse_if
from core.jobs.models import Job
from core.jobs.progress import Progress
from core.pages import sentence_for
from core.units import services
from core.units.import_checks import check_line
from core.units.import_outlook import Outlook
from core.units.placing import lock_tree
from core.units.sheet import COLUMNS, Line, read_lines

LABELS = {column.name: column.label for column in COLUMNS}
DOCUMENT = "导入"
FACTS = ("kind", "level", "principal_quota", "deputy_quota")


def check(job: Job, progress: Progress) -> dict[str, Any]:
    """What the file would do: `{"create": [...], "update": [...], "same": n, "errors": n}`."""
    lines = _lines(job)
    progress.expect(len(lines))
    plan = Plan(job.requested_by, lines, on=timezone.localdate())
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
    lines = _lines(source)
    progress.expect(len(lines))
    done = {"create": 0, "update": 0}
    with transaction.atomic():
        lock_tree()
        plan = Plan(job.requested_by, lines, on=timezone.localdate())
        checked = plan.checked()
        if any(line.faults for line in checked):
            raise DomainError("核对以后，单位又有了变化，文件里有的行不再成立。请重新上传核对。")
        for line in checked:
            try:
                if verb := plan.write(line):
                    done[verb] += 1
            except (DomainError, ValidationError, IntegrityError) as refused:
                raise DomainError(
                    f"第 {line.number} 行：{_sentence(refused)}没有写入任何内容，请改正后重新上传。"
                ) from refused
        record(
            Action.IMPORT,
            actor=job.requested_by,
            subject="units",
            label="单位导入",
            detail=done,
            rows=len(lines),
        )
    progress.finish(len(lines))
    return done


def _lines(job: Job) -> list[Line]:
    refuse_if(not job.result, "上传的文件已到期清理，请重新上传。")
    with job.result.open("rb") as stream:
        return read_lines(stream)


def _sentence(refused: DomainError | ValidationError | IntegrityError) -> str:
    if isinstance(refused, ValidationError):
        return "".join(refused.messages)
    return sentence_for(refused) if isinstance(refused, IntegrityError) else str(refused)


class Plan:
    """The lines of a file against the tree as it is, in an order in which parents come first."""

    def __init__(self, actor: Any, lines: list[Line], *, on: date) -> None:
        self.actor = actor
        self.lines = lines
        self.on = on
        self.outlook = Outlook(actor, lines, on=on)
        self.units = self.outlook.units

    def checked(self) -> list[Line]:
        """Every line with its faults found, parents first."""
        for line in self.lines:
            check_line(line, self.outlook)
        above = {code: len(self.outlook.above(code)) for code in self.outlook.lines}
        ordered = sorted(self.lines, key=lambda line: above.get(line.values.get("code", ""), 0))
        for line in ordered:
            parent = line.values.get("parent_code", "")
            holder = self.outlook.lines.get(parent)
            if parent not in self.units and holder and holder.faults and not line.faults:
                line.refuse("parent_code", f"上级所在的第 {holder.number} 行有错，请先改正那一行。")
        return ordered

    def write(self, line: Line) -> str:
        """Bring the tree to what the line says: `create`, `update`, or nothing to do."""
        changed = self.difference(line)
        if changed is None:
            self._create(line)
            return "create"
        if changed:
            self._update(line, changed)
            return "update"
        return ""

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

    def _create(self, line: Line) -> None:
        values = dict(line.values)
        parent = self.units[values.pop("parent_code")]
        on = values.pop("established_on")
        self.units[line.values["code"]] = services.add(
            actor=self.actor, parent=parent, on=on, document=DOCUMENT, **values
        )

    def _update(self, line: Line, changed: dict[str, list[str]]) -> None:
        unit, values = self.units[line.values["code"]], line.values
        names = {name: values[name] for name in ("name", "short_name")}
        dated = {"actor": self.actor, "unit": unit, "on": self.on, "document": DOCUMENT}
        if "parent_code" in changed:
            parent = self.units[values["parent_code"]]
            services.move(seen=unit.version, parent=parent, **dated, **names)
        elif names.keys() & changed.keys():
            services.rename(seen=unit.version, **dated, **names)
        facts = {name: values[name] for name in FACTS if name in changed}
        if facts:
            services.edit(actor=self.actor, unit=unit, seen=unit.version, **facts)
