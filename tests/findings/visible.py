"""Who sees which findings, for the visibility matrix."""

from assessments.findings.models import ConductFinding
from tests.findings.making import found
from tests.world import World

OF_COUNTY = ("赵文博", "罗天翊")  # the latter by the rows of the cases
SEEN = {"city": ("陈思远", "周雨晴", "李明朗", *OF_COUNTY), "county": OF_COUNTY}


def all_findings(_world: World, who: str) -> set[int]:
    """The departments', each of the people it keeps."""
    rows = ConductFinding.objects.filter(cadre__name__in=SEEN.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def findings(world: World, who: str) -> set[int]:
    """Those that stand: what the list shows at first."""
    standing = ConductFinding.objects.filter(withdrawn_on=None).values_list("pk", flat=True)
    return all_findings(world, who) & set(standing)


def fill(world: World) -> None:
    """Of the bureau, of the county, of neither; one was withdrawn."""
    for name in ("陈思远", "周雨晴", "李明朗", "赵文博"):
        found(world, name, files=())
    found(world, facts="另一件事", files=())
    rows = ConductFinding.objects.filter(facts="另一件事")
    rows.update(withdrawn_on="2026-11-20", withdrawn="查无实据")
