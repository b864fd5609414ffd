"""Photos: framed before the transaction, since that takes long, and kept when it is committed."""

from collections.abc import Mapping
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from cadres.importing.photos import framed_photo
from cadres.people.models import Cadre


def framed_file(name: str) -> bytes:
    """What was laid aside, in the form's shape. Raises Invalid."""
    with default_storage.open(name, "rb") as stream:
        return framed_photo(stream.read())


def keep(photos: Mapping[int, bytes], former: Mapping[int, str]) -> list[str]:
    """Photos by the key of their person; the names of the new files, for a failure to remove.

    The former ones go when everything is committed.
    """
    names = {
        pk: default_storage.save(f"photos/{pk}-{uuid4().hex}.jpg", ContentFile(content))
        for pk, content in photos.items()
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Cadre._meta.db_table} c SET photo = n.photo "
            "FROM unnest(%s::bigint[], %s::text[]) AS n (id, photo) WHERE c.id = n.id",
            [list(names), list(names.values())],
        )
    gone = [former[pk] for pk in names if former.get(pk)]
    transaction.on_commit(lambda: forget(gone))
    return list(names.values())


def forget(names: list[str]) -> None:
    """Files that nobody needs any more."""
    for name in names:
        default_storage.delete(name)
