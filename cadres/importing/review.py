"""What the page of a batch shows: its tabs with counts, the people of one tab, the bar below."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from cadres.choices import SERVING
from cadres.importing.choosing import NEW, SKIP, answer_of
from cadres.importing.current import kept
from cadres.importing.fields import BESIDE, PHOTO, UNIT_WORDS, decoded, label, words
from cadres.importing.models import ImportBatch, ImportRow, Outcome
from cadres.importing.rules import LATER, WILL_FAIL
from core.months import dotted
from core.scoping import Viewer

SIZE = 50
LONG = ("resume", "family", "rewards")


class Change(NamedTuple):
    """One field of somebody on file, old and new in words."""

    name: str
    label: str
    old: str
    new: str
    is_taken: bool
    is_long: bool

    @property
    def key(self) -> str:
        """What the check box of the field says."""
        return self.name


class Said(NamedTuple):
    """What is said of a row."""

    label: str
    value: str
    sentence: str

    @property
    def is_red(self) -> bool:
        """Whether 校核 will find an error there."""
        return self.sentence.startswith(WILL_FAIL)


class Candidate(NamedTuple):
    """Somebody on file who may be meant."""

    answer: str
    text: str
    is_chosen: bool


class Counts(NamedTuple):
    """How many rows of each kind; `choose` those that nobody has decided, `asked` all of those."""

    error: int
    choose: int
    asked: int
    skipped: int
    update: int
    update_left: int
    create: int
    create_left: int
    same: int

    @property
    def to_write(self) -> int:
        """How many people would be written."""
        return self.update + self.create - self.update_left - self.create_left


@dataclass
class Line:
    """A row of the batch with what its tab shows."""

    row: ImportRow
    facts: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def warnings(self) -> list[Said]:
        """What is worth a look, errors of 校核 first."""
        said = [Said(label(one["field"]), one["value"], one["reason"]) for one in self.row.warnings]
        return sorted(said, key=lambda one: not one.is_red)

    @property
    def is_stale(self) -> bool:
        """Whether who is on file has changed since the check."""
        return bool(self.row.cadre and self.row.cadre.version != self.row.version)

    @property
    def reds(self) -> int:
        """How many errors 校核 will find."""
        return sum(one.is_red for one in self.warnings)

    @property
    def told(self) -> list[tuple[str, str]]:
        """All that the file says of somebody, as label and words."""
        return [(label(name), text) for name, text in self.facts.items() if text]

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """The same of the errors."""
        return [(label(one["field"]), one["value"], one["reason"]) for one in self.row.errors]


def counts_of(rows: QuerySet[ImportRow]) -> Counts:
    """The counts of a batch, by one statement."""
    left, asked = Q(is_left_out=True), ~Q(candidates=[])
    found = rows.aggregate(
        error=Count("pk", Q(action=Outcome.ERROR)),
        choose=Count("pk", Q(action=Outcome.CHOOSE) & ~left),
        asked=Count("pk", asked),
        skipped=Count("pk", Q(action=Outcome.CHOOSE) & left),
        update=Count("pk", Q(action=Outcome.UPDATE)),
        update_left=Count("pk", Q(action=Outcome.UPDATE) & left),
        create=Count("pk", Q(action=Outcome.CREATE)),
        create_left=Count("pk", Q(action=Outcome.CREATE) & left),
        same=Count("pk", Q(action=Outcome.SAME)),
    )
    return Counts(**found)


def left_out_of(rows: QuerySet[ImportRow]) -> tuple[int, int]:
    """People that are written in part, and how many of their fields are left out."""
    partly = rows.filter(action=Outcome.UPDATE, is_left_out=False).exclude(left_out=[])
    lists = list(partly.values_list("left_out", flat=True))
    return len(lists), sum(map(len, lists))


def wanted_later(rows: QuerySet[ImportRow]) -> str:
    """What new people of sheets will still need, in one sentence; one statement."""
    new = rows.filter(action=Outcome.CREATE, row__isnull=False)
    found = new.aggregate(**{name: Count("pk", ~Q(told__has_key=name)) for name in LATER})
    names = [label(name) for name in LATER if found[name]]
    return f"花名册里没有的，写入后还需补：{'、'.join(names)}。" if names else ""


def rows_of_tab(rows: QuerySet[ImportRow], tab: str) -> QuerySet[ImportRow]:
    """The rows of one tab; who was to be chosen stays in his, whatever was chosen."""
    if tab == Outcome.CHOOSE:
        return rows.exclude(candidates=[])
    return rows.filter(action=tab)


def first_tab(counts: Counts) -> str:
    """The tab that is looked at first: what is wrong, then what waits, then what changes."""
    for tab in (Outcome.ERROR, Outcome.CHOOSE, Outcome.UPDATE, Outcome.CREATE):
        if getattr(counts, tab):
            return str(tab)
    return str(Outcome.SAME)


def page_of(batch: ImportBatch, viewer: Viewer, tab: str, number: str | None) -> Page:
    """One page of a tab, with what it shows."""
    rows = rows_of_tab(batch.rows.visible_to(viewer), tab)
    rows = rows.select_related("cadre", "unit", "cadre__unit").order_by("number")
    page = Paginator(rows, SIZE).get_page(number)
    page.is_of_many = False
    if tab == Outcome.ERROR:
        page.is_of_many = batch.rows.values("file").distinct()[:2].count() > 1
    page.object_list = lines(page.object_list, viewer, tab)
    return page


def lines(rows: Iterable[ImportRow], viewer: Viewer, tab: str) -> list[Line]:
    """The rows as the tab shows them."""
    found = [Line(row) for row in rows]
    if tab == Outcome.UPDATE:
        for one in found:
            one.changes = _changes(one.row)
    else:
        for one in found:
            one.facts = _facts(one.row)
    if tab == Outcome.CHOOSE:
        _propose(found, viewer)
    return found


def _changes(row: ImportRow) -> list[Change]:
    return [
        Change(name, label(name), old, new, name not in row.left_out and not row.is_left_out,
               name in LONG or len(old) + len(new) > 120)
        for name, (old, new) in row.changes.items()
    ]  # fmt: skip


def _facts(row: ImportRow) -> dict[str, str]:
    """What the file says, in words, by field."""
    facts = {
        name: words(name, decoded(name, value))
        for name, value in row.told.items()
        if name not in (PHOTO, "unit", *BESIDE)
    }
    if row.action == Outcome.CREATE and "status" not in facts:
        facts["status"] = f"{words('status', SERVING)}（文件未写，按此写入）"
    return facts | {
        "unit": row.unit.short_name if row.unit else row.told.get(UNIT_WORDS, ""),
        "id_number": row.id_masked,
        "photo": "有照片" if PHOTO in row.told else "",
    }


def _propose(found: list[Line], viewer: Viewer) -> None:
    """Who may be meant, of those in the viewer's keeping; then somebody new, and nobody."""
    keys = {pk for one in found for pk in one.row.candidates}
    people = kept(viewer).filter(pk__in=keys).select_related("unit")
    known = {cadre.pk: cadre for cadre in people}
    for one in found:
        answer = answer_of(one.row)
        one.candidates = [
            Candidate(
                str(pk),
                f"{known[pk].unit.short_name}　{known[pk].short_title or known[pk].title}"
                f"　{dotted(known[pk].birth)}",
                answer == str(pk),
            )
            for pk in one.row.candidates
            if pk in known
        ]
        one.candidates += [
            Candidate(NEW, "作为新人新增", answer == NEW),
            Candidate(SKIP, "跳过", answer == SKIP),
        ]


def context_of_bar(counts: Counts) -> dict[str, Any]:
    """What the bar says: how many are written, and who is not."""
    out = [
        f"{name} {number} 人"
        for name, number in (
            ("错误", counts.error),
            ("待选择", counts.choose),
            ("跳过", counts.skipped),
            ("去掉的更新", counts.update_left),
            ("去掉的新增", counts.create_left),
        )
        if number
    ]
    return {
        "counts": counts,
        "updates": counts.update - counts.update_left,
        "creates": counts.create - counts.create_left,
        "not_written": "、".join(out),
    }
