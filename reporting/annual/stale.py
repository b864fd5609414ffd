"""Whether the records have changed since a report was gathered: it is gathered again, and compared.

Nothing is written. What differs is told by its cell, so that a page can mark it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporting.annual.models import AnnualReport
from reporting.annual.whole import told_of
from reporting.gathering.content import Content, Table
from reporting.gathering.gathering import gather
from reporting.gathering.keys import BY_KEY
from reporting.gathering.tables import BY_NAME


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure or a table that the records have otherwise now; `url` is the list behind it."""

    label: str
    old: str
    new: str
    url: str = ""
    cell: str = ""


def gathered_now(report: AnnualReport, on: date) -> Content:
    """The report's content as the records have it now."""
    return gather([report.unit], report.year, on)[report.unit_id]


def changed_since(
    report: AnnualReport, now: Content, *, guarded: bool = False, himself: int | None = None
) -> list[Changed]:
    """What a refresh would change (`gathered_now`); empty when the report agrees with the records.

    Of what a viewer may hear, as `Whole.without` has it: that something else changed is no less a
    secret than what it is now.
    """
    both = (Content.of(report.content), now)
    return changes(*(told_of(one, guarded=guarded, cadre=himself) for one in both))


def changes(old: Content, new: Content) -> list[Changed]:
    """What differs between two contents: figures, tables, people. Pure."""
    if old.digest == new.digest:
        return []
    found = [*_figures(old, new), *_tables(old, new)]
    if set(old.people) != set(new.people):
        came, went = set(new.people) - set(old.people), set(old.people) - set(new.people)
        told = f"{len(new.people)}人（新增 {len(came)} 人，减少 {len(went)} 人）"
        found.append(Changed("需要签署意见的人员", f"{len(old.people)}人", told, cell="opinions"))
    return found


def _figures(old: Content, new: Content) -> list[Changed]:
    found = []
    for key in dict.fromkeys((*old.figures, *new.figures)):
        before, after = old.value(key), new.value(key)
        if before == after:
            continue
        known = BY_KEY.get(key)
        unit = known.unit if known else ""
        behind = new.figures[key].behind if key in new.figures else None
        found.append(
            Changed(
                known.label if known else key,
                f"{before}{unit}" if before else "—",
                f"{after}{unit}" if after else "—",
                behind.url if behind else "",
                f"figure:{key}",
            )
        )
    return found


def _tables(old: Content, new: Content) -> list[Changed]:
    found = []
    for name in dict.fromkeys((*old.tables, *new.tables)):
        before, after = _rows(old, name), _rows(new, name)
        if before == after:
            continue
        kind = BY_NAME.get(name)
        title = kind.title if kind else name
        altered = len(set(after) - set(before))
        found.append(
            Changed(
                title,
                f"{len(before)} 行",
                f"{len(after)} 行（{altered} 行是新的或有改动）",
                cell=f"table:{name}",
            )
        )
    return found


def _rows(content: Content, name: str) -> list[tuple[int | None, tuple[str, ...]]]:
    table: Table | None = content.tables.get(name)
    return [(row.cadre, row.cells) for row in table.rows] if table else []
