"""Loading a data file into the tables: a changed file makes a release, the same file nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from core.audit.models import Action
from core.audit.services import record
from core.codes.datafile import DataFile, Meaning
from core.codes.models import Code, CodeRelease, CodeTable
from core.errors import refuse_if

LOAD_LOCK = 7_310_003


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in rows."""

    release: CodeRelease
    is_new: bool = False
    introduced: int = 0
    withdrawn: int = 0


@transaction.atomic
def load(data: DataFile) -> Loaded:
    """Make the tables say what `data` says; a few statements whatever the size.

    A code whose name or extra facts changed becomes a new row, one that is missing is withdrawn, a
    moved one is moved. Refuses data of an earlier release: a newer application has been here.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])
    newest = CodeRelease.objects.order_by("-number").first()
    if newest is not None and newest.digest == data.digest:
        return Loaded(newest)
    earlier = CodeRelease.objects.filter(digest=data.digest).first()
    refuse_if(
        earlier is not None,
        f"这份代码表是{earlier}，库中已是{newest}，没有载入。请使用新版程序自带的代码表。",
    )
    release = CodeRelease.objects.create(
        number=newest.number + 1 if newest else 1, digest=data.digest, note=data.note
    )
    CodeTable.objects.bulk_create(
        [CodeTable(key=key, label=label, standard=text) for key, label, text in data.tables],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["label", "standard"],
    )
    loaded = _apply(data.meanings, release)
    detail = {"release": release.number, "new": loaded.introduced, "withdrawn": loaded.withdrawn}
    record(Action.IMPORT, actor=None, target=release, detail=detail, rows=len(data.meanings))
    return loaded


def _apply(meanings: Iterable[Meaning], release: CodeRelease) -> Loaded:
    current = {(row.table_id, row.code): row for row in Code.objects.current()}
    new, moved = [], []
    for meaning in meanings:
        row = current.get((meaning.table, meaning.code))
        if row is None or (row.name, row.extra) != (meaning.name, meaning.extra):
            new.append(_row(meaning, release))
            continue
        del current[meaning.table, meaning.code]
        if row.position != meaning.position:
            row.position = meaning.position
            moved.append(row)
    # What is left in `current` is gone from the file or means something else now.
    gone = [row.pk for row in current.values()]
    Code.objects.filter(pk__in=gone).update(withdrawn_in=release)
    Code.objects.bulk_update(moved, ["position"], batch_size=1000)
    Code.objects.bulk_create(new, batch_size=1000)
    return Loaded(release, is_new=True, introduced=len(new), withdrawn=len(gone))


def _row(meaning: Meaning, release: CodeRelease) -> Code:
    return Code(
        table_id=meaning.table,
        code=meaning.code,
        name=meaning.name,
        position=meaning.position,
        extra=meaning.extra,
        introduced_in=release,
    )
