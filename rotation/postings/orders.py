"""What is asked for when somebody takes up a post or is sent out: one order, kept unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.choices import UnitKind
from rotation.choices import AWAY, PostingKind, Seat
from rotation.postings.grassroots_kind import kind_of
from rotation.postings.models import Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who goes where as what from `since` on; keys of people, units and positions.

    `until` is the end by plan (that day not included), `sending_unit` the unit that sends (None:
    where he is now), `grassroots` which grassroots experience it is (None: by `kind_of`), `noted`
    whether the present-post text says so. `ended_on` and `end_reason` belong to a post that is
    over when it is entered.
    """

    cadre: int
    kind: str
    unit: int
    title: str
    since: date
    level: str = ""
    seat: str = Seat.OTHER
    is_leading: bool = False
    is_main: bool = True
    acting: bool = False
    until: date | None = None
    sending_unit: int | None = None
    position: int | None = None
    document: str = ""
    duties: str = ""
    treatment: str = ""
    allowance: Decimal | None = None
    days: int | None = None
    over_quota_reason: str = ""
    grassroots: str | None = None
    noted: bool = False
    ended_on: date | None = None
    end_reason: str = ""

    @property
    def is_away(self) -> bool:
        """Whether it sends somebody out and leaves his post as it is."""
        return self.kind in AWAY

    def posting(self, *, unit_kind: str, sends: int | None, actor: object) -> Posting:
        """The row that it makes; `sends` is the unit where the person is now."""
        found = self.grassroots
        if found is None:
            found = kind_of(UnitKind(unit_kind), is_away=self.is_away, title=self.title)
        return Posting(
            cadre_id=self.cadre,
            kind=PostingKind(self.kind),
            unit_id=self.unit,
            sending_unit_id=(self.sending_unit or sends) if self.is_away else None,
            position_id=self.position,
            title=self.title,
            level=self.level,
            seat=self.seat,
            is_leading=self.is_leading,
            is_main=self.is_main and not self.is_away,
            acting=self.acting,
            since=self.since,
            until=self.until,
            ended_on=self.ended_on,
            end_reason=self.end_reason if self.ended_on else "",
            document=self.document,
            duties=self.duties,
            treatment=self.treatment,
            allowance=self.allowance,
            days=self.days,
            grassroots=found,
            over_quota_reason=self.over_quota_reason,
            noted=self.noted,
            changed_by=actor,
        )
