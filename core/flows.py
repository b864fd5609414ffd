"""Workflow as a table: what may be done in which state, by whom, and where it leads.

`(state, verb) -> (state, roles)`. The buttons of a page, the verbs and the sentences of their
refusals all read the same table; a pair that is not in it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model, TextChoices

from core.choices import Role
from core.errors import DomainError, NotAllowed, refuse_if


@dataclass(frozen=True, slots=True)
class Step:
    """Where a verb leads, and the roles in which somebody may do it."""

    to: str
    roles: frozenset[Role]


@dataclass(frozen=True, eq=False)
class Flow:
    """The life of one noun; a record has it in its field `state`."""

    noun: str
    states: type[TextChoices]
    verbs: type[TextChoices]
    table: Mapping[tuple[str, str], Step]

    def sources(self, verb: str) -> tuple[str, ...]:
        """The states in which the verb can be done, in the order of the life."""
        return tuple(state for state in self.states if (state, verb) in self.table)

    def step(self, state: str, verb: str) -> Step:
        """What the verb does in that state; raises DomainError that names the states it needs."""
        found = self.table.get((state, verb))
        if found is None:
            now, what = self.states(state).label, self.verbs(verb).label
            needed = "、".join(str(self.states(source).label) for source in self.sources(verb))
            raise DomainError(f"{self.noun}现在是“{now}”，不能{what}；{what}要在“{needed}”时办理。")
        return found

    def permit(self, record: Model, verb: str, actor: Any) -> Step:
        """The step, for an actor with authority over the record; None is the system itself.

        Raises NotAllowed for who may never do it, DomainError for the wrong state.
        """
        state = record.state  # type: ignore[attr-defined]
        found = self.table.get((state, verb))
        roles = found.roles if found else self._roles[verb]
        refuse_if(
            actor is not None and not acts_on(record, actor, roles),
            f"您的角色不能对这个{self.noun}{self.verbs(verb).label}；需要办理的，请联系有权办理的单位或部门。",
            NotAllowed,
        )
        return self.step(state, verb)

    def offered(self, record: Model, viewer: Any) -> tuple[str, ...]:
        """The verbs that this viewer has in the record's state: the buttons of its page."""
        state = record.state  # type: ignore[attr-defined]
        here = {
            verb: self.table[state, verb].roles
            for verb in self.verbs
            if (state, verb) in self.table
        }
        held = {roles: acts_on(record, viewer, roles) for roles in set(here.values())}
        return tuple(verb for verb, roles in here.items() if held[roles])

    @cached_property
    def _roles(self) -> dict[str, frozenset[Role]]:
        """Everybody who may do a verb in some state."""
        return {
            verb: frozenset().union(*(self.table[s, verb].roles for s in self.sources(verb)))
            for verb in self.verbs
        }


def acts_on(record: Model, viewer: Any, roles: frozenset[Role]) -> bool:
    """Whether the record lies within the viewer's reach in one of the roles."""
    rows = type(record)._default_manager.get_queryset()
    return rows.visible_to(viewer, acting_as=roles).filter(pk=record.pk).exists()  # type: ignore[attr-defined]
