"""What is refused in one line of an import: all that the writing would refuse, told beforehand."""

import re

from core.choices import UnitKind
from core.errors import DomainError
from core.units import guards
from core.units.import_outlook import Outlook
from core.units.policy import CODE, CODE_REMEDY, DEEPEST
from core.units.sheet import Line


def check_line(line: Line, outlook: Outlook) -> None:
    """Note every fault of the line that does not depend on another line's faults."""
    for check in (_code, _parent, _place, _name, _kind, _established, _history):
        check(line, outlook)


def _code(line: Line, outlook: Outlook) -> None:
    code = line.values.get("code", "")
    if not code:
        return
    first = outlook.lines[code]
    unit = outlook.units.get(code)
    if first is not line:
        line.refuse("code", f"编码与第 {first.number} 行重复，请改正其中一行。")
    if code in outlook.foreign:
        line.refuse("code", "这个编码的单位不在您的管理范围内，请删去这一行。")
    elif unit is None and not re.fullmatch(CODE, code):
        line.refuse("code", CODE_REMEDY)
    elif unit is not None and unit.abolished_on:
        line.refuse("code", f"“{unit}”已于 {unit.abolished_on} 撤销，请换一个编码。")


def _parent(line: Line, outlook: Outlook) -> None:
    code, parent = line.values.get("code", ""), line.values.get("parent_code", "")
    unit, above = outlook.units.get(code), outlook.units.get(parent)
    if unit is not None and unit.parent is None:
        if parent:
            line.refuse("parent_code", "根单位没有上级，请留空。")
    elif not parent:
        if "parent_code" not in (column for column, _ in line.faults):
            line.refuse("parent_code", "“上级编码”没有填写，请补上。")
    elif parent == code:
        line.refuse("parent_code", "上级不能是自己，请改正。")
    elif above is not None and above.abolished_on:
        line.refuse("parent_code", f"上级“{above}”已于 {above.abolished_on} 撤销，请另选上级。")
    elif parent in outlook.foreign:
        # The top of one's own branch may stay where it hangs.
        if unit is None or unit.parent is None or unit.parent.code != parent:
            line.refuse("parent_code", "没有这个编码的单位，或者它不在您的管理范围内。")
    elif above is None and parent not in outlook.lines:
        line.refuse("parent_code", "既没有这个编码的单位，本表里也没有，请核对。")


def _place(line: Line, outlook: Outlook) -> None:
    code = line.values.get("code", "")
    if not code or line.values.get("parent_code") == code:
        return
    above = outlook.above(code)
    if len({code, *above}) <= len(above):
        line.refuse("parent_code", "上级关系绕成了圈，请核对上级编码。")
    elif outlook.depth(code) > DEEPEST:
        line.refuse("parent_code", f"层级超过 {DEEPEST} 层，请核对上级编码。")


def _name(line: Line, outlook: Outlook) -> None:
    code, name = line.values.get("code", ""), line.values.get("name", "")
    if not code or not name:
        return
    place = (outlook.parent_of(code), name)
    if outlook.names.get(place, code) != code:
        line.refuse("name", "同一上级下已有同名单位，请改正名称或上级编码。")
    first = outlook.named.setdefault(place, line)
    if first.values["code"] != code:
        line.refuse("name", f"与第 {first.number} 行同名、同上级，请改正其中一行。")


def _kind(line: Line, outlook: Outlook) -> None:
    kind = line.values.get("kind")
    if not kind:
        return
    unit = outlook.units.get(line.values.get("code", ""))
    try:
        guards.refuse_kind(kind, is_root=unit is not None and unit.parent is None)
        if kind == UnitKind.GROUP and unit is not None and unit.kind != kind:
            guards.refuse_heading(unit)
    except DomainError as refusal:
        line.refuse("kind", str(refusal))
    if kind == UnitKind.GROUP and (
        outlook.after(line, "principal_quota") or outlook.after(line, "deputy_quota")
    ):
        line.refuse("kind", "机构分组不设领导职数，请把正职、副职职数都填为 0。")


def _established(line: Line, outlook: Outlook) -> None:
    on = line.values.get("established_on")
    if not on or line.values.get("code", "") in outlook.units:
        return
    if on > outlook.on:
        line.refuse("established_on", f"设立日期 {on} 晚于今天，请在设立当天或以后导入。")
    parent = line.values.get("parent_code", "")
    if parent in outlook.units:
        earliest = outlook.units[parent].established_on
    else:
        above = outlook.lines.get(parent)
        earliest = above.values.get("established_on") if above else None
    if earliest and on < earliest:
        line.refuse("established_on", f"设立日期 {on} 早于上级的设立日期 {earliest}，请核对。")


def _history(line: Line, outlook: Outlook) -> None:
    unit = outlook.units.get(line.values.get("code", ""))
    if unit is None or unit.pk not in outlook.begun:
        return
    begun = outlook.begun[unit.pk]
    now = {"name": unit.name, "short_name": unit.short_name}
    now["parent_code"] = unit.parent.code if unit.parent else ""
    changed = [name for name, value in now.items() if outlook.after(line, name) != value]
    if changed and begun >= outlook.on:
        line.refuse(
            changed[0], f"现名称、现隶属关系从 {begun} 起，至少保留一天，请在次日以后再导入。"
        )
