"""Part three: who was promoted (clauses 2.1–2.4, 3.2.1), and 附表 2: changes of posts."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from cadres.choices import Tier
from core.months import dotted
from reporting.gathering.asking import Place, Told
from reporting.gathering.content import Behind, Row
from reporting.gathering.crowd import Crowd
from reporting.gathering.ledger import Ledger
from reporting.targets.tiers import LEVEL_OF, tier_of_level
from rotation.choices import HELD, PostingKind
from rotation.flows.movements import Way, is_fall, is_rise, with_origins
from rotation.postings.models import Posting


class Change(NamedTuple):
    """A main post after another one."""

    pk: int
    cadre: int
    kind: str
    since: date
    document: str
    from_unit: str
    from_title: str
    unit: str
    title: str
    from_level: str
    level: str

    @property
    def rises(self) -> bool:
        """提任."""
        return is_rise(self.from_level, self.level)

    @property
    def what(self) -> str:
        """变动类型."""
        if self.rises:
            return "提任"
        if is_fall(self.from_level, self.level):
            return "降职"
        return "轮岗" if self.kind == PostingKind.ROTATION else "平级调整"


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """Main posts that were taken up in the year after others. One statement."""
    held = Posting.objects.filter(
        crowd.within("cadre__"), kind__in=HELD, **crowd.span.within("since")
    )
    rows = with_origins(held, crowd.span.on)
    paths = ("pk", "cadre_id", "kind", "since", "document", "from_name", "from_title")
    post = ("unit__short_name", "title", "from_level", "level")
    for one in map(Change._make, rows.order_by("since", "pk").values_list(*paths, *post)):
        if one.rises:
            ledger.count(one.cadre, "use.promoted")
            if tier := tier_of_level(one.level):
                ledger.count(one.cadre, f"use.tier{tier.value}")
        if one.cadre in crowd.people:
            cells = (
                crowd.people[one.cadre].name,
                f"{one.from_unit}{one.from_title}",
                f"{one.unit}{one.title}",
                one.what,
                dotted(one.since),
                one.document,
            )
            ledger.tell("changes", one.cadre, Row(one.cadre, cells, f"posting:{one.pk}"))


def _risen(place: Place, **more: Any) -> Behind:
    asked = place.since("since") | {"rostered": place.rostered, "way": Way.HELD.value}
    return place.list("flows:list", unit="present_unit", rise="up", **asked, **more)


def promoted(place: Place) -> Behind:
    """Clause 3.2.1: main posts that people of the year took up in it, at a level (ZB09) above that
    of the main post before; where one of the levels is not known, nothing counts."""
    return _risen(place)


def first_tier(place: Place) -> Behind:
    """Clause 2.1: promotions of the year to a post at 乡科级副职."""
    return _risen(place, to_level=LEVEL_OF[Tier.FIRST])


def second_tier(place: Place) -> Behind:
    """Clause 2.2: promotions of the year to a post at 乡科级正职; the pool is counted apart."""
    return _risen(place, to_level=LEVEL_OF[Tier.SECOND])


def third_tier(place: Place) -> Behind:
    """Clause 2.3: promotions of the year to a post at 县处级副职."""
    return _risen(place, to_level=LEVEL_OF[Tier.THIRD])


def fourth_tier(place: Place) -> Behind:
    """Clause 2.4: promotions of the year to a post at 县处级正职; the pool is counted apart."""
    return _risen(place, to_level=LEVEL_OF[Tier.FOURTH])


FIGURES: dict[str, Told] = {
    "use.promoted": promoted,
    "use.tier1": first_tier,
    "use.tier2": second_tier,
    "use.tier3": third_tier,
    "use.tier4": fourth_tier,
}
