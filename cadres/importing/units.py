"""Which unit a file means: by code, by name as written, or by the name that begins a post.

Only standing units in the actor's keeping are known here; of others nothing is said.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from cadres.people.querysets import KEEPERS
from core.arrays import among
from core.choices import UnitKind
from core.units.models import Unit
from core.units.querysets import UnitQuerySet

PARTY = re.compile("^(?:中共|中国共产党)")
_PLACES = (
    re.compile(r"^[^省市县区]{2,6}(?:省|自治区)"),
    re.compile(r"^[^省市县区局委]{2,6}市(?!直)"),
)
_COUNTY = re.compile(r"^[^省市县区局委]{1,6}[县区]")
# After the name of a city or county: some other body that the tree does not have.
OTHER_BODY = re.compile("局|部|办|中心|镇|乡|街道|院|公司|校|站|所|馆")
CLOSE = 0.55  # likeness from which a name is proposed
OWN_CLOSE = 0.5  # the same of the part that is its own
_BODY = re.compile("(?:局|委员会|委|办公室|中心|镇|乡|街道|院|公司|学校|部)$")
PLACES = (UnitKind.CITY, UnitKind.COUNTY)


def own_units(actor: Any) -> UnitQuerySet:
    """Units that the actor takes people into: standing, no headings, in his keeping."""
    every = Unit.objects.all()
    units = every if actor is None else every.visible_to(actor, acting_as=KEEPERS)
    return units.standing().employers()


class Place(NamedTuple):
    """What is needed of a unit."""

    pk: int
    code: str
    name: str
    short_name: str
    kind: str
    path: str

    def __str__(self) -> str:
        return self.short_name


class Found(NamedTuple):
    """The unit, or the sentence why there is none; `remark` says how it was found, if unsure.

    `is_doubtful` where there are units of that name, but none that is surely meant.
    """

    unit: Place | None
    fault: str = ""
    remark: str = ""
    is_doubtful: bool = False


class UnitFinder:
    """The units of one actor, by every name that they have; one statement."""

    def __init__(self, actor: Any) -> None:
        rows = own_units(actor).order_by("sort_path")
        self.places = {row[0]: Place(*row) for row in rows.values_list(*Place._fields)}
        self.by_code = {place.code: place for place in self.places.values()}
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        for place in self.places.values():
            for name in {place.name, place.short_name, PARTY.sub("", place.name)}:
                self.by_name[name].append(place)
        self.longest = max(map(len, self.by_name), default=0)
        self._told: dict[str, Found] = {}
        self._begun: dict[str, Found] = {}

    def named(self, words: str) -> Found:
        """The unit whose code or name was written in a cell."""
        if words not in self._told:
            self._told[words] = self._named("".join(words.split()))
        return self._told[words]

    def beginning(self, title: str) -> Found:
        """The unit whose name begins a post: 云州省清河市青川县柳河镇镇长 is of 柳河镇."""
        if title not in self._begun:
            self._begun[title] = self._beginning("".join(title.split()))
        return self._begun[title]

    def _named(self, words: str) -> Found:
        if place := self.by_code.get(words):
            return Found(place)
        for name, above in shorter(words):
            if places := self.by_name.get(name):
                return self._only(places, words, above)
        return Found(None, f"没有“{words[:40]}”这个单位{self._near(words)}。")

    def _beginning(self, title: str) -> Found:
        for number, (text, above) in enumerate(shorter(title, county=True)):
            for length in range(min(len(text), self.longest), 1, -1):
                places = self.by_name.get(text[:length])
                if not places:
                    continue
                if places[0].kind in PLACES and OTHER_BODY.search(text[length:]):
                    break
                found = self._only(places, text[:length], above)
                if found.unit and number and not _agrees(title, found.unit):
                    return found._replace(
                        remark=f"按现任职务认定单位为“{found.unit.name}”，请核对。"
                    )
                return found
        return Found(None, f"从现任职务“{title[:30]}”看不出所在单位{self._near(_organ(title))}。")

    def _only(self, places: list[Place], words: str, above: Sequence[str]) -> Found:
        """The one unit of a name that lies where it is said to lie: `above` it, as written."""
        agreeing = [place for place in places if self._lies_below(place, above)]
        if len(agreeing) == 1:
            return Found(agreeing[0])
        names = "、".join(f"“{place.name}”（{place.code}）" for place in (agreeing or places)[:3])
        if agreeing:
            fault = f"有 {len(agreeing)} 个单位叫“{words}”：{names}等，请写全称或单位编码。"
        else:
            fault = (
                f"没有“{''.join(above)}”的“{words[-20:]}”，同名的是{names}，"
                "请核对后填写所在单位的全称或编码。"
            )
        return Found(None, fault, is_doubtful=True)

    def _lies_below(self, place: Place, above: Sequence[str]) -> bool:
        """Whether the province, city and county that were written are those of the unit.

        Of a kind that the tree does not have above the unit nothing can be said, but a county is
        always in it.
        """
        names = [name for key in place.path.split("/") if key for name in self._names[int(key)]]
        for part in above:
            kind = part[-1]
            is_told = kind in "县区" or any(kind in name for name in names)
            if is_told and not any(part in name for name in names):
                return False
        return True

    @cached_property
    def _names(self) -> dict[int, tuple[str, str]]:
        """The names of all units and of those above them; one statement."""
        keys = {int(key) for place in self.places.values() for key in place.path.split("/") if key}
        rows = Unit.objects.filter(among("pk", keys)).values_list("pk", "name", "short_name")
        return {pk: (name, short) for pk, name, short in rows}

    def _near(self, words: str) -> str:
        """Up to two names that look alike, as the end of a sentence."""
        pairs = {*map("".join, pairwise(words))}
        shared: dict[str, int] = defaultdict(int)
        for pair in pairs:
            for name in self._pairs.get(pair, ()):
                shared[name] += 1
        likely = sorted(shared, key=shared.__getitem__, reverse=True)[:40]
        close = sorted(
            ((SequenceMatcher(None, words, name).ratio(), name) for name in likely), reverse=True
        )
        names: list[str] = []
        for ratio, name in close:
            short = self.by_name[name][0].short_name
            if ratio >= CLOSE and short not in names and _alike(words, name):
                names.append(short)
        if not names:
            return "，请填写单位编码、全称或简称"
        return f"，可能是{'或'.join(f'“{name}”' for name in names[:2])}，请改正"

    @cached_property
    def _pairs(self) -> dict[str, list[str]]:
        """Two characters to the names that have them."""
        pairs: dict[str, list[str]] = defaultdict(list)
        for name in self.by_name:
            for pair in {*map("".join, pairwise(name))}:
                pairs[pair].append(name)
        return pairs


def shorter(text: str, *, county: bool = False) -> Iterator[tuple[str, list[str]]]:
    """The text, then without 中共, province, city (and county), one after the other.

    Beside each the places that were taken off.
    """
    above: list[str] = []
    yield text, above
    for pattern in (PARTY, *_PLACES, *((_COUNTY,) if county else ())):
        if found := pattern.match(text):
            text = text[found.end() :]
            if pattern is not PARTY:
                above = [*above, found[0]]
            yield text, above


def _alike(words: str, name: str) -> bool:
    """Whether two names are alike in what is their own: 交通 and 交通运输, not 航天 and 民政."""
    own, other = _own_part(words), _own_part(name)
    return SequenceMatcher(None, own, other).ratio() >= OWN_CLOSE


def _own_part(name: str) -> str:
    """A name without where it is and what kind of body it is."""
    *_, (inside, _) = shorter(name, county=True)
    return _BODY.sub("", inside.removeprefix("市")) or inside


def _agrees(title: str, place: Place) -> bool:
    """Whether the whole name of the unit is in the text, 中共 aside."""
    return PARTY.sub("", place.name) in title


def _organ(title: str) -> str:
    """The part of a post that looks like a unit's name."""
    found = re.match(r".*?(?:局|委员会|中心|镇|乡|街道|院|公司|学校|部|办公室)", title)
    return found[0] if found else title[:12]
