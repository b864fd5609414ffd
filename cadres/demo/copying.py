"""A batch of people as texts for COPY, table by table in the order of the foreign keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cadres.demo import form_texts, roster_rows, rows
from cadres.demo.scene import Person, Scene


class Copy(NamedTuple):
    """One COPY: the table, its columns, the rows as text."""

    table: str
    columns: tuple[str, ...]
    text: str


TABLES = {
    "cadres_cadre": rows.CADRE,
    "cadres_resumeline": rows.LINE,
    "cadres_familymember": rows.RELATIVE,
    "cadres_reward": rows.REWARD,
    "cadres_discipline": rows.DISCIPLINE,
    "cadres_approvaltexts": form_texts.TEXTS,
    "cadres_rosterentry": roster_rows.ENTRY,
    "cadres_rosterstage": roster_rows.STAGE,
    "cadres_poolmembership": roster_rows.MEMBERSHIP,
}
WITH_IDS = tuple(table for table in TABLES if table != "cadres_approvaltexts")


@dataclass(frozen=True)
class Writer:
    """Writes the batches of a scene; `account` is the id of the account “cadre”.

    With `photos`, whoever is on the roster has the name of a photo, yet to be drawn.
    """

    scene: Scene
    account: int | None
    photos: bool

    def batch(self, number: int) -> list[Copy]:
        """What to copy for one batch."""
        people = list(self.scene.people_of(number))
        columns = zip(*map(self._rows, people), strict=True)
        return [
            Copy(table, names, "".join(texts))
            for (table, names), texts in zip(TABLES.items(), columns, strict=True)
        ]

    def _rows(self, person: Person) -> Iterator[str]:
        """One text for each of the tables."""
        life, stays = person.life, person.stays
        mine = life.number == self.scene.account_holder
        photo = photo_name(life.number) if self.photos and stays else ""
        yield rows.cadre(life, photo=photo, account=self.account if mine else None)
        yield rows.resume(life)
        yield rows.relatives(life)
        yield rows.rewards(life)
        yield rows.discipline(life)
        yield form_texts.texts(life) if stays else ""
        yield roster_rows.entries(life, stays)
        yield roster_rows.stages(life, stays)
        yield roster_rows.memberships(life, person.reserves)


def photo_name(number: int) -> str:
    """Where the photo of person `number` lies among the uploaded files."""
    return f"photos/demo-{number + 1:06d}.jpg"
