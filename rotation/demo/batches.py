"""Batches of the demonstration in every state, with their host posts and candidates."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from cadres.demo.dice import Dice
from core.accounts.models import User
from rotation.choices import (
    KIND_OF,
    BatchState,
    CandidateSource,
    CandidateState,
    Selection,
)
from rotation.demo import words
from rotation.demo.people import Fits, Host, Person, Places, Pool
from rotation.demo.programmes import (
    BUREAU,
    COUNTY,
    PROGRAMMES,
    TITLES,
    BatchSeed,
    ProgrammeSeed,
    moved,
)
from rotation.frontline.models import Batch, Candidate, HostPost, Programme
from rotation.postings.orders import Order

DAY = timedelta(days=1)
APPLY, DECIDE = 40 * DAY, 12 * DAY  # before the batch leaves
GONE = (BatchState.DISPATCHED, BatchState.RETURNED)
CHOSEN_BY_THEN = (BatchState.DECIDED, *GONE)
WEIGHT = 60  # of the test, percent
VOTERS = 45


@dataclass(slots=True)
class Made:
    """A batch as written, with the people that it sent, each on his post."""

    seed: BatchSeed
    batch: Batch
    sent: list[Candidate] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """Where it plays."""

    on: date
    dice: Dice
    pool: Pool
    places: Places
    actor: User | None
    made: list[Made] = field(default_factory=list)


def load_batches(scene: Scene) -> list[Made]:
    """Programmes of departments that exist, with batches that have somebody to go somewhere."""
    for programme in PROGRAMMES:
        hosts = scene.places.turn(programme.hosts, *programme.named)
        if programme.unit in scene.places.by_name and hosts:
            _load(scene, programme, hosts)
    return scene.made


def _load(scene: Scene, seed: ProgrammeSeed, hosts: list[Host]) -> None:
    first = seed.batches[0].starts(scene.on)
    programme = Programme.objects.create(
        unit_id=scene.places.by_name[seed.unit].pk,
        year=first.year,
        channel=seed.channel,
        name=seed.name,
        term_months=seed.term,
        batch_count=len(seed.batches),
        quota=sum(batch.size for batch in seed.batches),
        selection=seed.selection,
        test_weight=WEIGHT,
        treatment=seed.treatment,
        allowance=seed.allowance,
        eligibility=seed.eligibility,
        state=seed.state,
        document=f"{'清' if seed.unit != COUNTY else '青'}组发〔{first.year}〕{first.month + 6}号",
        changed_by=scene.actor,
    )
    for number, batch in enumerate(seed.batches, start=1):
        _batch(scene, seed, programme, number, batch, hosts)
        hosts = hosts[1:] + hosts[:1]  # each batch begins elsewhere


def _batch(
    scene: Scene, seed: ProgrammeSeed, programme: Programme, number: int, own: BatchSeed,
    hosts: list[Host],
) -> None:  # fmt: skip
    starts = own.starts(scene.on)
    ends = moved(starts, seed.term) if seed.term else starts + own.days * DAY
    decided = starts - DECIDE if own.state in CHOSEN_BY_THEN else None
    announced = min(starts - APPLY - 15 * DAY, scene.on - 5 * DAY)
    batch = Batch.objects.create(
        programme=programme,
        number=number,
        quota=own.size,
        apply_by=max(starts - APPLY, scene.on + 8 * DAY)
        if own.state == BatchState.ANNOUNCED
        else starts - APPLY,
        starts_on=starts,
        ends_on=ends,
        state=own.state,
        announcement=words.ANNOUNCEMENT.format(name=seed.name, quota=own.size),
        announced_on=None if own.state == BatchState.DRAFT else announced,
        decided_on=min(decided, scene.on - DAY) if decided else None,
        document=f"清组干〔{starts.year}〕{starts.month * 3 + number}号" if decided else "",
        dispatched_on=starts if own.state in GONE else None,
        dispatched_by=scene.actor if own.state in GONE else None,
        changed_by=scene.actor,
    )
    posts = HostPost.objects.bulk_create(_posts(seed, batch, own, hosts))
    made = Made(own, batch)
    if own.state not in (BatchState.DRAFT, BatchState.CANCELLED):
        candidates = list(_candidates(scene, seed, made, posts))
        Candidate.objects.bulk_create(candidates)
        made.sent = [one for one in candidates if one.state == CandidateState.CHOSEN]
    scene.made.append(made)


def _posts(
    seed: ProgrammeSeed, batch: Batch, own: BatchSeed, hosts: list[Host]
) -> Iterator[HostPost]:
    """A seat for everybody; two at a time where there are few hosts."""
    used = hosts[: max(1, min(len(hosts), own.size))]
    for place, host in enumerate(used):
        title = TITLES.get(host.kind, seed.title)
        yield HostPost(
            batch=batch,
            unit_id=host.pk,
            title=title,
            level=seed.level,
            seat=seed.seat,
            seats=len(range(place, own.size, len(used))),
            duties=seed.duties[place % len(seed.duties)] if seed.duties else "",
        )


def _candidates(
    scene: Scene, seed: ProgrammeSeed, made: Made, posts: list[HostPost]
) -> Iterator[Candidate]:
    """The chosen ones, each to a post that is not his own unit, then those who stay at home."""
    batch, own = made.batch, made.seed
    fits = _fits(scene, seed, own, posts)
    is_over = own.state in CHOSEN_BY_THEN
    chosen = scene.pool.take(own.size, fits, first=_shown(scene, own)) if is_over else []
    others = scene.pool.beside(own.size // 2 + 1 if is_over else own.size + 2, fits)
    if seed.selection == Selection.ASSIGNMENT and is_over:
        others = []
    seats = [post for post in posts for _ in range(post.seats)]
    marks = sorted((_mark(scene.dice) for _ in [*chosen, *others]), reverse=True)
    for place, person in enumerate([*chosen, *others]):
        taken = person in chosen
        row = Candidate(
            batch=batch,
            cadre_id=person.cadre,
            source=CandidateSource.APPLIED if place % 3 == 2 else CandidateSource.RECOMMENDED,
            nominated_on=min(batch.apply_by - scene.dice.between(1, 9) * DAY, scene.on - DAY),
            reason=words.REASONS[place % len(words.REASONS)],
            host_post=_seat(seats, person) if taken else None,
        )
        if own.state not in (BatchState.ANNOUNCED,):
            _score(row, seed.selection, marks[place], place + 1)
        if is_over:
            after = CandidateState.RESERVE if place == len(chosen) else CandidateState.NOT_CHOSEN
            row.state = CandidateState.CHOSEN if taken else after
        yield row


def _seat(seats: list[HostPost], person: Person) -> HostPost | None:
    for place, post in enumerate(seats):
        if post.unit_id != person.unit:
            return seats.pop(place)
    return None


def _fits(scene: Scene, seed: ProgrammeSeed, own: BatchSeed, posts: list[HostPost]) -> Fits:
    """Of the region that sends, in the present post since before, and at none of the hosts."""
    starts = own.starts(scene.on)
    hosts = {post.unit_id for post in posts}
    above = scene.places.by_name[seed.unit].path

    def fits(one: Person) -> bool:
        in_county = scene.places.in_county(one.path)
        return (
            one.path.startswith(above)
            and seed.from_counties in (None, in_county)
            and one.unit not in hosts
            and one.was_there(starts)
        )

    return fits


def _shown(scene: Scene, own: BatchSeed) -> Fits | None:
    match own.shows:
        case "account":
            return lambda one: one.account is not None
        case "other":
            return lambda one: one.unit_name == BUREAU and one.account is None
        case "county":
            county = scene.places.by_name.get(COUNTY)
            return lambda one: county is not None and one.path.startswith(county.path)
    return None


def _mark(dice: Dice) -> int:
    """In tenths."""
    return dice.between(640, 940)


def _score(row: Candidate, selection: str, mark: int, place: int) -> None:
    """Marks or votes that make the place; nobody has any who was simply sent."""
    if selection == Selection.EXAMINATION:
        row.test_score = row.review_score = Decimal(mark) / 10
        row.score = row.test_score
        row.place = place
    elif selection == Selection.NOMINATION:
        row.votes, row.voters = mark * VOTERS // 1000, VOTERS
        row.score = (Decimal(row.votes * 100) / VOTERS).quantize(Decimal("0.01"))
        row.place = place


def orders_of(made: Made) -> list[Order]:
    """What the batch sends out."""
    programme, batch = made.batch.programme, made.batch
    return [
        Order(
            cadre=row.cadre_id,
            kind=KIND_OF[programme.channel],
            unit=row.host_post.unit_id,
            title=row.host_post.title,
            level=row.host_post.level,
            seat=row.host_post.seat,
            is_leading=row.host_post.seat != "other",
            is_main=False,
            since=batch.starts_on,
            until=batch.ends_on,
            document=batch.document,
            duties=row.host_post.duties,
            treatment=programme.treatment,
            allowance=programme.allowance,
            days=None if programme.term_months else (batch.ends_on - batch.starts_on).days,
        )
        for row in made.sent
        if row.host_post is not None
    ]
