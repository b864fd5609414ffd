"""Photos: framed before the transaction, since that takes long, and kept when it is committed."""

from collections.abc import Callable, Mapping, Sequence
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from cadres.importing.photos import framed_photo
from core.errors import Invalid


def laid_aside(name: str) -> bytes:
    """A photo that waits among the files of its batch; nothing when it is gone."""
    if not default_storage.exists(name):
        return b""
    with default_storage.open(name, "rb") as stream:
        return stream.read()


def all_framed(
    asked: Sequence[tuple[int, str, bytes]],
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[dict[int, bytes], list[tuple[str, str]]]:
    """Photos by the number of their row, and by name why one could not be framed."""
    found, faults = {}, []
    for done, (number, name, content) in enumerate(asked, start=1):
        try:
            found[number] = framed_photo(content)
        except Invalid as fault:
            faults.append((name, f"照片没有写入：{fault}"))
        watch(done, len(asked))
    return found, faults


def keep(photos: Mapping[int, bytes], former: Mapping[int, str], saved: list[str]) -> None:
    """Photos by the key of their person; new files are noted in `saved`, for a failure to remove.

    The former ones go when everything is committed.
    """
    names = {}
    for pk, content in photos.items():
        names[pk] = default_storage.save(f"photos/{pk}-{uuid4().hex}.jpg", ContentFile(content))
        saved.append(names[pk])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cadres_cadre c SET photo = n.photo "
            "FROM unnest(%s::bigint[], %s::text[]) AS n (id, photo) WHERE c.id = n.id",
            [list(names), list(names.values())],
        )
    gone = [former[pk] for pk in names if former.get(pk)]
    transaction.on_commit(lambda: forget(gone))


def forget(names: list[str]) -> None:
    """Files that nobody needs any more."""
    for name in names:
        default_storage.delete(name)
