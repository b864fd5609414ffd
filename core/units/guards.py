"""What the verbs on units refuse; each sentence says what stands in the way and what to do."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.utils.module_loading import import_string

from core.choices import UnitKind
from core.errors import refuse_if
from core.units.models import Unit
from core.units.policy import DEEPEST


def refuse_place(parent: Unit, *, on: date, height: int) -> None:
    """A branch of `height` levels cannot stand below `parent` from `on`."""
    refuse_if(parent.abolished_on, f"“{parent}”已撤销，不能在其下设立或移入单位，请另选上级单位。")
    refuse_if(
        parent.established_on > on,
        f"日期 {on} 早于上级“{parent}”的设立日期 {parent.established_on}，请核对。",
    )
    refuse_if(
        parent.depth + height > DEEPEST,
        f"放在“{parent}”之下会有 {parent.depth + height} 层，最多 {DEEPEST} 层，请换一个上级。",
    )


def refuse_kind(kind: str, *, is_root: bool) -> None:
    """The city is the root, and only the root is the city."""
    refuse_if(is_root and kind != UnitKind.CITY, "根单位的类别只能是“市”。")
    refuse_if(not is_root and kind == UnitKind.CITY, "只有根单位的类别是“市”，请另选类别。")


def refuse_heading(unit: Unit) -> None:
    """A unit that people belong to, or have authority at, cannot become a heading in the tree."""
    _refuse_while(
        unit.accounts.filter(is_active=True),
        f"还有{{n}}个启用的账号属于“{unit}”（{{names}}），不能改为机构分组。请先由系统管理员调整。",
    )
    _refuse_while(
        unit.grants.filter(_ends_after(TruncDate(Now()))),
        f"“{unit}”上还有{{n}}项授权（{{names}}），不能改为机构分组。请先由安全管理员收回。",
    )
    _refuse_by_settings(unit)


def refuse_while_in_use(unit: Unit, *, on: date) -> None:
    """A unit cannot end while other units, people, authority, accounts or programs need it."""
    _refuse_while(
        unit.children.filter(abolished_on__isnull=True),
        f"“{unit}”下还有{{n}}个单位（{{names}}），请先移走或撤销。",
    )
    _refuse_while(
        unit.grants.filter(_ends_after(on)),
        f"“{unit}”上还有{{n}}项有效授权（{{names}}），请先由安全管理员收回。",
    )
    _refuse_while(
        unit.accounts.filter(is_active=True),
        f"还有{{n}}个启用的账号属于“{unit}”（{{names}}），请先由系统管理员调整。",
    )
    _refuse_while(
        unit.clients.filter(revoked_at__isnull=True, expires_on__gt=on),
        f"还有{{n}}个接口客户端以“{unit}”为数据范围（{{names}}），请先由安全管理员吊销。",
    )
    _refuse_by_settings(unit)


def _refuse_by_settings(unit: Unit) -> None:
    """What the business applications keep at units; `UNIT_GUARDS` names them.

    Each gives the rows of a unit, and the sentence, with {n} and {names}, that says what to do.
    """
    for name in settings.UNIT_GUARDS:
        rows, sentence = import_string(name)(unit)
        _refuse_while(rows, sentence)


def _ends_after(day: date | TruncDate) -> Q:
    """Grants that last beyond the day, those that have not begun yet included."""
    return Q(during__endswith__isnull=True) | Q(during__endswith__gt=day)


def _refuse_while(rows: models.QuerySet, sentence: str) -> None:
    few = [str(row) for row in rows[:4]]
    names = "、".join(few[:3]) + ("等" if len(few) > 3 else "")
    # Not str.format: a unit's own name may hold braces.
    said = sentence.replace("{n}", f" {rows.count()} ").replace("{names}", names)
    refuse_if(few, said)
