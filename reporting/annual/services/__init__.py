"""The verbs of annual reports (flow.py): opening, writing, filing, taking in."""

from reporting.annual.services.collecting import (
    Accepted,
    accept,
    accept_many,
    answer,
    comment,
    give_back,
    reopen,
    uncomment,
)
from reporting.annual.services.filing import Contradicts, file, withdraw
from reporting.annual.services.ignoring import ignored_figures
from reporting.annual.services.opening import open_reports
from reporting.annual.services.opinions import (
    adopt,
    keep_rest,
    none_to_add,
    opine,
    propose,
    unpropose,
)
from reporting.annual.services.programs import Drafted, draft_by_program
from reporting.annual.services.refreshing import Refreshed, refresh
from reporting.annual.services.words import describe, explain, reset, write

__all__ = [
    "Accepted",
    "Contradicts",
    "Drafted",
    "Refreshed",
    "accept",
    "accept_many",
    "adopt",
    "answer",
    "comment",
    "describe",
    "draft_by_program",
    "explain",
    "file",
    "give_back",
    "ignored_figures",
    "keep_rest",
    "none_to_add",
    "open_reports",
    "opine",
    "propose",
    "refresh",
    "reopen",
    "reset",
    "uncomment",
    "unpropose",
    "withdraw",
    "write",
]
