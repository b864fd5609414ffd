"""What the verbs of polls share: the poll held fast, the state it goes to, the row of the log."""

from __future__ import annotations

from typing import Any

from assessments.polls.choices import PollVerb
from assessments.polls.flow import POLL_FLOW
from assessments.polls.models import Poll
from core.audit.models import Action
from core.audit.services import record
from core.errors import Stale, refuse_if


def held(poll: Poll, verb: PollVerb, *, actor: Any, seen: int | None) -> Poll:
    """The poll as it is now, locked, after asking the table. Raises Stale, NotAllowed."""
    rows = Poll.objects.select_for_update(of=("self",), no_key=True)
    one = rows.select_related("unit", "changed_by").get(pk=poll.pk)
    refuse_if(seen is not None and one.version != seen, one.stale_sentence(), Stale)
    POLL_FLOW.permit(one, verb, actor)
    return one


def advance(poll: Poll, verb: PollVerb, *, actor: Any, **values: Any) -> Poll:
    """Write where the verb leads, and the values."""
    to = POLL_FLOW.step(poll.state, verb).to
    return poll.change(actor=actor, seen=poll.version, state=to, **values)


def note(verb: PollVerb, poll: Poll, *, actor: Any, **detail: Any) -> None:
    """One row of the log about a poll: what was done by its keepers, never what voters did."""
    action = Action.PRINT if verb == PollVerb.ISSUE else Action.CHANGE
    record(action, actor=actor, target=poll, detail={"操作": str(verb.label)} | detail)
