"""Rotation plans of the demonstration: last year's is closed, this year's asks units, a county has
decided its own."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from cadres.demo.seats import LADDER
from core.months import months_between
from rotation.choices import HELD, MoveKind, MoveState, Opinion, PlanState, Seat, Side
from rotation.demo import words
from rotation.demo.batches import Scene
from rotation.demo.people import Host, Person
from rotation.demo.programmes import BUREAU, COUNTY
from rotation.meter.reasons import Reason, reasons_for
from rotation.moves.models import Consultation, PlannedMove, RotationPlan
from rotation.positions.models import Position
from rotation.postings.models import Posting

DAY = timedelta(days=1)
MOST_VACANCIES = 2_000
CLERKS = ("1A50", "1A98")
LAST_YEARS, DROPPED, OF_THE_COUNTY = 9, 2, 5
OF_EACH_KIND = (
    (MoveKind.INTERNAL, 4),
    (MoveKind.EXCHANGE, 3),
    (MoveKind.PRINCIPAL, 2),
    (MoveKind.DOWN, 4),
)


def load_plans(scene: Scene) -> int:
    """How many moves there are in the plans of the city and of its county."""
    city, county = scene.places.city, scene.places.by_name.get(COUNTY)
    made = _closed(scene, city, scene.on.year - 1)
    made += _consulting(scene, city)
    if county is not None:
        made += _decided(scene, county)
    return made


def _plan(scene: Scene, unit: Host, year: int, state: PlanState, **values: Any) -> RotationPlan:
    name = "青" if unit.short_name == COUNTY else "清"
    decided = values.get("decided_on")
    return RotationPlan.objects.create(
        unit_id=unit.pk,
        year=year,
        state=state,
        document=f"{name}组发〔{year}〕{decided.month + 9}号" if decided else "",
        changed_by=scene.actor,
        **values,
    )


def _closed(scene: Scene, city: Host, year: int) -> int:
    """Last year's: moves that the files tell of, and two that came to nothing."""
    plan = _plan(
        scene, city, year, PlanState.CLOSED, answer_by=date(year, 2, 20),
        decided_on=date(year, 3, 6),
    )  # fmt: skip
    rows = [_carried_out(plan, posting) for posting in _moves_of(year, "", LAST_YEARS)]
    taken = {row.cadre_id for row in rows}
    for person in [one for one in scene.pool.people if one.cadre not in taken][:DROPPED]:
        move = _move(scene, plan, person, None)
        move.state, move.decision_note = MoveState.DROPPED, words.DROPPED
        rows.append(move)
    return len(PlannedMove.objects.bulk_create(rows))


def _moves_of(year: int, path: str, most: int) -> Sequence[Posting]:
    """Posts taken up in a year by people on the roster, who had another one before."""
    rows = Posting.objects.held().filter(
        since__year=year, is_main=True, cadre__entries__left_on=None, unit__path__startswith=path
    )
    rows = rows.filter(cadre__entries__isnull=False, planned_move=None).distinct()
    rows = rows.select_related("unit", "cadre").order_by("since", "pk")
    return [row for row in rows[: most * 2] if _before(row) is not None][:most]


def _before(posting: Posting) -> Posting | None:
    rows = Posting.objects.filter(cadre=posting.cadre_id, kind__in=HELD, is_main=True)
    return rows.filter(ended_on=posting.since).select_related("unit").first()


def _carried_out(plan: RotationPlan, posting: Posting) -> PlannedMove:
    before = _before(posting) or posting
    is_internal = before.unit_id == posting.unit_id
    months = months_between(before.since, posting.since)
    kind = MoveKind.INTERNAL if is_internal else MoveKind.EXCHANGE
    sentence = f"在{before.unit.short_name}同一岗位已 {months} 个月，需要换岗历练。"
    return PlannedMove(
        plan=plan,
        cadre_id=posting.cadre_id,
        kind=kind,
        reasons=[_kept(Reason(f"rotation.{kind}", kind, sentence, [before.line]))],
        from_unit_id=before.unit_id,
        from_title=before.line or before.title,
        to_unit_id=posting.unit_id,
        to_position_id=posting.position_id,
        to_title=posting.title,
        to_level=posting.level,
        to_seat=posting.seat,
        target=posting.since,
        state=MoveState.DONE,
        posting=posting,
    )


def _consulting(scene: Scene, city: Host) -> int:
    """This year's: every unit is asked, half of them have answered."""
    plan = _plan(
        scene, city, scene.on.year, PlanState.CONSULTING, answer_by=scene.on + 9 * DAY,
        note="按实施方案第三部分多岗位轮换要求拟订。",
    )  # fmt: skip
    why = reasons_for([one.cadre for one in scene.pool.people], scene.on)
    people = _people(scene, why)
    vacancies = Vacancies(scene)
    moves = [_move(scene, plan, one, vacancies, why) for one in people]
    PlannedMove.objects.bulk_create(moves)
    asked = [
        Consultation(move=move, unit_id=unit, side=side, asked_on=scene.on - 6 * DAY)
        for move in moves
        for side, unit in ((Side.FROM, move.from_unit_id), (Side.TO, move.to_unit_id))
        if unit and (side, unit) != (Side.TO, move.from_unit_id)
    ]
    bureau = scene.places.by_name.get(BUREAU)
    for place, row in enumerate(asked):
        if place % 2 == 0 and (bureau is None or row.unit_id != bureau.pk):
            _answer(row, place, scene.on - 2 * DAY)
    Consultation.objects.bulk_create(asked)
    return len(moves)


def _answer(row: Consultation, place: int, on: date) -> None:
    row.answered_on = on
    row.opinion, row.words = Opinion.AGREE, words.AGREED[place // 2 % len(words.AGREED)]
    if place % 10 == 4:
        row.opinion, row.words = Opinion.ADVISE, words.ADVISED
    elif place % 14 == 8:
        row.opinion, row.words = Opinion.DISAGREE, words.DISAGREED


def _decided(scene: Scene, county: Host) -> int:
    """The county's: one move carried out, one dropped, the others on their way."""
    plan = _plan(
        scene, county, scene.on.year, PlanState.DECIDED, answer_by=scene.on - 60 * DAY,
        decided_on=scene.on - 40 * DAY,
    )  # fmt: skip
    rows = [_carried_out(plan, one) for one in _moves_of(scene.on.year, county.path, 1)]
    taken = {row.cadre_id for row in rows}
    people = [
        one
        for one in scene.pool.people
        if one.path.startswith(county.path) and one.cadre not in taken | scene.pool.sent
    ][:OF_THE_COUNTY]
    vacancies = Vacancies(scene, county.path)
    for place, person in enumerate(people):
        move = _move(scene, plan, person, vacancies)
        if place == 0 or move.to_unit_id is None:
            move.state, move.decision_note = MoveState.DROPPED, words.DROPPED
        else:
            move.state = MoveState.APPROVED
            move.target = scene.on + (12 * place - 10) * DAY
        rows.append(move)
    return len(PlannedMove.objects.bulk_create(rows))


def _people(scene: Scene, why: dict[int, list[Reason]]) -> list[Person]:
    """One of the bureau, then so many of each kind who are at home, those longest there first."""
    own = [one for one in scene.pool.people if one.unit_name == BUREAU and one.account is None][:1]
    home = [one for one in scene.pool.people if one.cadre not in scene.pool.sent and one not in own]
    home.sort(key=lambda one: (one.post_since, one.cadre))
    found = own
    for kind, number in OF_EACH_KIND:
        asked = (one for one in home if one.cadre in why and why[one.cadre][0].kind == kind)
        found = found + list(islice(asked, number))
    return found


class Vacancies:
    """Positions that nobody ever had, in an order by chance; the bureau's first one is given."""

    def __init__(self, scene: Scene, path: str = "") -> None:
        rows = Position.objects.filter(postings__isnull=True, unit__path__startswith=path)
        rows = rows.select_related("unit").order_by("unit__sort_path", "order")[:MOST_VACANCIES]
        self.free = scene.dice.sample(list(rows), len(rows))
        self.places = scene.places
        self._favoured = scene.places.by_name.get(BUREAU)

    def take(self, person: Person, kind: MoveKind) -> Position | None:
        """One that such a move may lead to: of the same level, or of the next one up."""
        fitting = [row for row in self.free if self._fits(row, person, kind)]
        favoured = self._favoured.pk if self._favoured else None
        found = next((row for row in fitting if row.unit_id == favoured), None)
        if found is not None and kind != MoveKind.INTERNAL:
            self._favoured = None
        found = found or next(iter(fitting), None)
        if found is not None:
            self.free.remove(found)
        return found

    def _fits(self, row: Position, person: Person, kind: MoveKind) -> bool:
        step = LADDER.index(person.level) if person.level in LADDER else len(LADDER) - 1
        if row.level not in LADDER[max(0, step - 1) : step + 1]:
            return False
        if kind == MoveKind.INTERNAL:
            return row.unit_id == person.unit
        if kind == MoveKind.PRINCIPAL and row.seat != Seat.PRINCIPAL:
            return False
        if kind == MoveKind.DOWN and not self.places.in_county(row.unit.path):
            return False
        return row.unit_id != person.unit


def _move(
    scene: Scene,
    plan: RotationPlan,
    person: Person,
    vacancies: Vacancies | None,
    why: dict[int, list[Reason]] | None = None,
) -> PlannedMove:
    """As it is proposed: for the reasons of the rules, or for a long time in one post."""
    reasons = (why or {}).get(person.cadre) or [_long_there(scene, person)]
    position = vacancies.take(person, reasons[0].kind) if vacancies else None
    # A clerk goes to another section of his unit; for a leader a place is yet to be found.
    is_internal = reasons[0].kind == MoveKind.INTERNAL and person.level in CLERKS
    here = person.unit if is_internal and vacancies else None
    return PlannedMove(
        plan=plan,
        cadre_id=person.cadre,
        kind=reasons[0].kind,
        reasons=[_kept(reason) for reason in reasons],
        from_unit_id=person.unit,
        from_title=person.title,
        to_unit_id=position.unit_id if position else here,
        to_position_id=position.pk if position else None,
        to_title=position.title if position else (words.ELSEWHERE if here else ""),
        to_level=position.level if position else "",
        to_seat=position.seat if position else Seat.OTHER,
        target=scene.on + 45 * DAY if position or here else None,
    )


def _long_there(scene: Scene, person: Person) -> Reason:
    months = months_between(person.post_since, scene.on.replace(day=1))
    since = f"{person.post_since:%Y.%m} 起任{person.title}"
    return Reason(
        "rotation.exchange", MoveKind.EXCHANGE, f"任现职已 {months} 个月，岗位经历单一。", [since]
    )


def _kept(reason: Reason) -> dict[str, Any]:
    """As a plan keeps it."""
    return {"rule": reason.rule, "sentence": reason.sentence, "facts": list(reason.facts)}
