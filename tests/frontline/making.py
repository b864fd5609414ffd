"""Programmes and batches at each stage, made by the verbs themselves, and people to send."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from cadres.roster import services as roster
from cadres.roster.models import RosterEntry
from rotation.choices import CandidateState, Channel, Selection
from rotation.frontline.models import Batch, Candidate, Programme
from rotation.frontline.services import batches, nominating, posts, programmes, selecting, sending
from rotation.frontline.services.posts import Wanted
from rotation.frontline.services.selecting import Mark
from tests.world import World
from tests.world_people import TODAY

APPLY_BY, STARTS, ENDS = date(2026, 11, 20), date(2026, 11, 23), date(2028, 11, 23)
BEFORE = date(2026, 11, 10)  # while people may apply
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = "一二三四五六七八九十甲乙丙丁"
CHOSEN, RESERVE = CandidateState.CHOSEN, CandidateState.RESERVE
NOT_CHOSEN = CandidateState.NOT_CHOSEN


def programme(world: World, who: str = "city", unit: str = "清河市", **changed) -> Programme:
    """Two batches of secondment to townships, for the roster, by examination."""
    values = {
        "year": 2026,
        "channel": Channel.TOWNSHIP,
        "name": "到乡镇挂任党政副职",
        "term_months": 24,
        "batch_count": 2,
        "quota": 300,
        "selection": Selection.EXAMINATION,
        "test_weight": 50,
        "treatment": "享受科级待遇",
    }
    actor = world.users[who]
    return programmes.create(actor=actor, unit=world.named[unit], **(values | changed))


def draft(world: World, of: Programme | None = None, who: str = "city", **changed) -> Batch:
    """A batch that nobody was told of."""
    values = {"quota": 2, "apply_by": APPLY_BY, "starts_on": STARTS, "ends_on": ENDS}
    return batches.create(
        actor=world.users[who], programme=of or programme(world), **(values | changed)
    )


def announced(
    world: World, of: Programme | None = None, who: str = "city", seats: int = 5, **changed
) -> Batch:
    """Announced, with posts in 柳河镇 and 马渡镇."""
    batch = draft(world, of, who, **changed)
    wanted = [
        Wanted(unit=world.named[unit].pk, title="副镇长", seats=seats, seat="deputy", level="1A42")
        for unit in ("柳河镇", "马渡镇")
    ]
    posts.add(actor=world.users[who], batch=batch, posts=wanted)
    batch.refresh_from_db()
    return batches.announce(
        actor=world.users[who], batch=batch, seen=batch.version, announcement="公告", on=BEFORE
    )


def people(world: World, number: int, unit: str = "市科技局") -> list[Cadre]:
    """So many of the roster, with names of their own, in few statements."""
    names = [f"{SURNAMES[n % 16]}{GIVEN[n // 16 % 14]}{GIVEN[n // 224]}" for n in range(number)]
    made = Cadre.objects.bulk_create(
        Cadre(
            name=name,
            unit=world.named[unit],
            gender="1",
            birth=date(1994, 1, 1),
            title=f"{unit}干部",
            level="1A50",
            work_start=date(2017, 7, 1),
            **prepared(name),
        )
        for name in names
    )
    return enrolled(made)


def enrolled(made: Sequence[Cadre]) -> list[Cadre]:
    """On the roster since the beginning of the year."""
    kept = list(Cadre.objects.filter(pk__in=[one.pk for one in made]).order_by("pk"))
    roster.admit(actor=None, people=kept, on=date(2026, 1, 5), today=TODAY)
    return kept


def nominated(world: World, who: Sequence[Cadre], **changed) -> Batch:
    """The people are named for an announced batch."""
    batch = announced(world, **changed)
    nominating.nominate(actor=world.city, batch=batch, people=who, on=BEFORE)
    batch.refresh_from_db()
    return batch


def selecting_of(world: World, who: Sequence[Cadre], **changed) -> Batch:
    """Registration has ended."""
    batch = nominated(world, who, **changed)
    return batches.select(actor=world.city, batch=batch, seen=batch.version)


def mark(world: World, batch: Batch, marks: dict[str, tuple]) -> int:
    """Marks by name: test and review, or votes and voters."""
    names = selecting.MARKS[Selection(batch.programme.selection)]
    lines = []
    for row in rows(batch):
        if row.cadre.name in marks:
            typed = [None if v is None else Decimal(v) for v in marks[row.cadre.name]]
            values = dict(zip(names, typed, strict=True))
            if names[0] == "votes":
                values = {key: None if v is None else int(v) for key, v in values.items()}
            lines.append(Mark(row.pk, row.version, values))
    return selecting.enter(actor=world.city, batch=batch, marks=lines)


def decided(world: World, batch: Batch, chosen: Sequence[str], reason: str = "") -> Batch:
    """The named are chosen, everybody else is not."""
    batch.refresh_from_db()
    decisions = {
        row.pk: CHOSEN if row.cadre.name in chosen else NOT_CHOSEN
        for row in rows(batch)
        if row.state not in ("withdrawn", "unqualified")
    }
    return selecting.decide(
        actor=world.city,
        batch=batch,
        seen=batch.version,
        decisions=decisions,
        reason=reason,
        on=TODAY,
    )


def assigned(world: World, batch: Batch) -> Batch:
    """Everybody chosen has the post that is proposed."""
    batch.refresh_from_db()
    going = posts.chosen(batch, world.city)
    places = posts.proposed(batch, going)
    return posts.assign(actor=world.city, batch=batch, seen=batch.version, places=places)


def assignment(world: World, who: Sequence[Cadre], **changed) -> Batch:
    """Of people who are assigned (组织选派): decided, with posts."""
    of = programme(
        world,
        channel=changed.pop("channel", Channel.PETITION),
        selection=Selection.ASSIGNMENT,
        name=changed.pop("name", "信访督查专员"),
        **changed.pop("programme", {}),
    )
    batch = nominated(world, who, of=of, quota=len(who), seats=len(who), **changed)
    batch = decided(world, batch, [one.name for one in who])
    return assigned(world, batch)


def dispatched(world: World, who: Sequence[Cadre], **changed) -> Batch:
    """They are out."""
    batch = assignment(world, who, **changed)
    return sending.dispatch(
        actor=world.city, batch=batch, seen=batch.version, document="清组〔2026〕1号", on=TODAY
    )


def rows(batch: Batch) -> list[Candidate]:
    """Everybody in the batch, by key."""
    return list(batch.candidates.select_related("cadre", "batch__programme").order_by("pk"))


def states(batch: Batch) -> dict[str, str]:
    """Where everybody stands, by name."""
    return {row.cadre.name: row.state for row in rows(batch)}


def on_roster(world: World, *names: str) -> list[Cadre]:
    """People of the world who are on the roster."""
    found = [world.cadres[name] for name in names]
    assert RosterEntry.objects.open().filter(cadre__in=found).count() == len(found)
    return found
