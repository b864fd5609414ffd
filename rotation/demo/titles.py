"""What a line of an invented résumé says: which unit, and which post of it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cadres.demo.offices import GOVERNMENTS, Office
from cadres.demo.posts import posts_of
from cadres.demo.seats import CLERK, LADDER, Role, step_of
from cadres.demo.sections import head_of
from rotation.choices import Seat

SEATS = {
    Role.PRINCIPAL: Seat.PRINCIPAL,
    Role.DEPUTY: Seat.DEPUTY,
    Role.HEAD: Seat.PRINCIPAL,
    Role.SECOND: Seat.DEPUTY,
    Role.STAFF: Seat.OTHER,
}


class Post(NamedTuple):
    """A post in a unit; `title` does not name the unit."""

    office: Office
    title: str
    role: Role

    @property
    def level(self) -> str:
        """ZB09."""
        return LADDER[step_of(self.office, self.role)]

    @property
    def seat(self) -> Seat:
        """正职 and 副职 of a unit or a section."""
        return SEATS[self.role]

    @property
    def leads(self) -> bool:
        """Whether it is a leading post."""
        return self.role != Role.STAFF


@lru_cache(20_000)
def listed(office: Office) -> tuple[Post, ...]:
    """Every post of a unit but those of its staff, the first one first."""
    posts = posts_of(office)
    words: list[tuple[str, Role]] = [(word, Role.PRINCIPAL) for word in posts.principals]
    words += [(word, Role.DEPUTY) for word in (*posts.deputies, posts.outside_party)]
    if office.kind not in GOVERNMENTS:
        words += [(section + head_of(section), Role.HEAD) for section in posts.sections]
        if step_of(office, Role.SECOND) < CLERK:
            words += [(f"{name}副{head_of(name)}", Role.SECOND) for name in posts.sections]
    found = {word: Post(office, _spoken(office, word), role) for word, role in reversed(words)}
    return tuple(found[word] for word in dict.fromkeys(word for word, _ in words))


@lru_cache(20_000)
def _by_title(office: Office) -> dict[str, Post]:
    return {post.title: post for post in listed(office)}


def _spoken(office: Office, words: str) -> str:
    """A government's posts carry its last character: 青川县 has a 县委书记, and a 副县长."""
    own = office.name[-1]
    return words if office.kind not in GOVERNMENTS or words == f"副{own}长" else own + words


class Reader:
    """Reads lines of résumés; a unit is the longest name that a line begins with."""

    def __init__(self, offices: Sequence[Office]) -> None:
        self._by_name = {office.name: office for office in offices}
        self._longest = max(map(len, self._by_name), default=0)
        self.read = lru_cache(100_000)(self._read)

    def _read(self, text: str) -> Post | None:
        """None where no unit is named."""
        for length in range(min(self._longest, len(text)), 1, -1):
            office = self._by_name.get(text[:length])
            if office is not None:
                title = _spoken(office, text[length:])
                return _by_title(office).get(title) or Post(office, title, Role.STAFF)
        return None
