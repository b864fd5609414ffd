"""Stays, their stages and reserve pools as rows; the facets are the triggers' work."""

import json
from datetime import date

from cadres.demo.lives import Life
from cadres.demo.reserves import Reserve
from cadres.demo.rows import WRITTEN_AT, line
from cadres.demo.snapshots import snapshot_then
from cadres.demo.standings import Stage
from cadres.demo.stays import Stay

STAYS_EACH = 4  # ids that each person has for his own

ENTRY = (
    "id", "version", "changed_at", "cadre_id", "status", "held_by", "tier", "direction",
    "entered_on", "left_on", "entry_mode", "recommended_by", "entry_document", "entry_snapshot",
    "exit_ground", "exit_note", "exit_document", "exit_snapshot",
)  # fmt: skip
STAGE = ("entry_id", *Stage._fields)
MEMBERSHIP = (
    "version", "changed_at", "cadre_id", "pool", "since", "until", "document", "note",
)  # fmt: skip


def entries(life: Life, stays: list[Stay]) -> str:
    """The stays of one person."""
    person = life.number + 1
    rows = []
    for number, stay in enumerate(stays, start=person * STAYS_EACH):
        last, left = stay.stages[-1], stay.left_on
        rows.append(
            line(
                (
                    number, 1, WRITTEN_AT, person, stay.status, last.held_by, last.tier,
                    last.direction, stay.entered_on, left, stay.mode, stay.recommended_by,
                    stay.document, _snapshot(life, stay.entered_on), stay.ground, stay.exit_note,
                    f"清组发〔{left.year}〕{left.month}号" if left else "",
                    _snapshot(life, left) if left else None,
                )
            )
        )  # fmt: skip
    return "".join(rows)


def stages(life: Life, stays: list[Stay]) -> str:
    """What changed during each stay."""
    first = (life.number + 1) * STAYS_EACH
    return "".join(
        line(
            (
                number,
                one.since,
                one.until,
                one.status,
                one.held_by,
                one.tier,
                one.direction,
                one.note,
            )
        )
        for number, stay in enumerate(stays, start=first)
        for one in stay.stages
    )


def memberships(life: Life, reserves: list[Reserve]) -> str:
    """The reserve pools."""
    person = life.number + 1
    return "".join(
        line((1, WRITTEN_AT, person, one.pool, one.since, one.until, one.document, ""))
        for one in reserves
    )


def _snapshot(life: Life, on: date) -> str:
    """JSON inside a COPY text: its backslashes are doubled."""
    return json.dumps(snapshot_then(life, on), ensure_ascii=False).replace("\\", "\\\\")
