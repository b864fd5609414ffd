"""What printed papers of a poll call things: who holds it, and for which days."""

from assessments.polls.models import Poll
from core.choices import UnitKind
from core.units.models import Unit

PLACES = (UnitKind.CITY, UnitKind.COUNTY)


def department(poll: Poll) -> str:
    """中共清河市委组织部, or the county's where the unit is a county's."""
    above = [int(key) for key in poll.unit.path.split("/") if key]
    place = Unit.objects.filter(pk__in=above, kind__in=PLACES).order_by("-depth").first()
    return f"中共{place.name}委组织部" if place else "组织部门"


def span(poll: Poll) -> str:
    """12月18日, or 12月18日至20日, or 12月30日至1月2日."""
    first, last = poll.opens_on, poll.closes_on
    start = f"{first.month}月{first.day}日"
    if first == last:
        return start
    same = (first.year, first.month) == (last.year, last.month)
    return f"{start}至{'' if same else f'{last.month}月'}{last.day}日"
