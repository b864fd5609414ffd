"""The verbs of polls: prepared, printed, held, voted in, counted; a module per subject."""

from assessments.polls.services.admitting import Admission, find_code
from assessments.polls.services.casting import cast
from assessments.polls.services.counting import count
from assessments.polls.services.drafting import (
    Voters,
    create,
    edit,
    set_electorates,
    set_people,
)
from assessments.polls.services.holding import cancel, close, open_poll, share
from assessments.polls.services.issuing import issue
from assessments.polls.services.paper import enter_paper

__all__ = [
    "Admission",
    "Voters",
    "cancel",
    "cast",
    "close",
    "count",
    "create",
    "edit",
    "enter_paper",
    "find_code",
    "issue",
    "open_poll",
    "set_electorates",
    "set_people",
    "share",
]
