"""What a list of family members must be (A36, domain §2.3)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cadres.people.guards.rows import RowFaults
from core.errors import refuse_if
from core.months import dotted

MOST_MEMBERS = 30
# Of these there is one; a second is a slip of the pen (the national system's check).
ONLY_ONE = ("父亲", "母亲", "丈夫", "妻子", "公公", "婆婆", "岳父", "岳母")


class Member(NamedTuple):
    """One row as it is written down; `relation` is any text, known to GB/T 4761 or not."""

    relation: str
    name: str
    birth: date | None = None
    politics: str = ""
    work: str = ""


def refuse_family(members: Sequence[Member], on: date) -> None:
    """Raises RowsRefused, each sentence at its row and field."""
    refuse_if(len(members) > MOST_MEMBERS, f"家庭成员最多 {MOST_MEMBERS} 人，请只填主要成员。")
    faults = RowFaults()
    first: dict[str, int] = {}
    for place, member in enumerate(members):
        if not member.relation:
            faults.add(place, "relation", "请填写称谓。")
        if not member.name:
            faults.add(place, "name", "请填写姓名。")
        if member.birth and member.birth > on:
            faults.add(place, "birth", f"出生年月 {dotted(member.birth)} 还没有到，请核对。")
        earlier = first.setdefault(member.relation, place)
        if earlier != place and member.relation in ONLY_ONE:
            faults.add(
                place, "relation", f"第 {earlier + 1} 行已有{member.relation}，请核对后改正。"
            )
    faults.refuse()
