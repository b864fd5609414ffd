"""Units that people belong to: they stand, and they stay."""

from django.db.models import QuerySet

from cadres.people.models import Cadre
from core.choices import UnitKind
from core.errors import refuse_if
from core.units.models import Unit


def people_of(unit: Unit) -> tuple[QuerySet, str]:
    """Who would be left without a unit, and the sentence for that (settings `UNIT_GUARDS`)."""
    return (
        Cadre.objects.filter(unit=unit),
        f"“{unit}”还有{{n}}名干部（{{names}}），请先在干部信息里改到其他单位。",
    )


def refuse_unit(unit: Unit) -> None:
    """People belong to a unit that stands and employs; read under the lock of the tree."""
    refuse_if(unit.abolished_on, f"“{unit}”已撤销，请另选所在单位。")
    refuse_if(unit.kind == UnitKind.GROUP, f"“{unit}”只是机构分组，请选择其下的单位。")
