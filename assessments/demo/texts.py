"""The record of one talk, put together from sentences that fit the person and the unit."""

from collections.abc import Sequence
from typing import NamedTuple

from assessments.demo import words
from cadres.demo.dice import Dice
from cadres.demo.education import field_of
from cadres.demo.on_roster import OnRoster


class Texts(NamedTuple):
    """What a record says."""

    topic: str
    on_thought: str
    on_work: str
    on_style: str
    on_life: str
    advice: str


def record_of(dice: Dice, person: OnRoster) -> Texts:
    """A record in which no two sentences are the same."""
    tasks = words.TASKS[field_of(person.unit_name)]
    first, second = _two(dice, tasks)

    def say(pool: Sequence[str], task: str, count: int = 1) -> str:
        chosen = _two(dice, pool)[:count]
        return "".join(
            text.format(post=person.post, task=task, n=dice.between(2, 9)) for text in chosen
        )

    return Texts(
        topic=say(words.TOPICS, first),
        on_thought=say(words.STUDY, first) + say(words.MIND, second),
        on_work=say(words.WORK, first) + say(words.RESULT, second),
        on_style=say(words.STYLE, first, 2 if dice.happens(0.5) else 1),
        on_life=say(words.LIFE, second, 2 if dice.happens(0.3) else 1),
        advice=say(words.ADVICE, second),
    )


def _two(dice: Dice, pool: Sequence[str]) -> tuple[str, str]:
    """Two of the pool, never the same."""
    first = dice.between(0, len(pool) - 1)
    second = (first + dice.between(1, len(pool) - 1)) % len(pool)
    return pool[first], pool[second]
