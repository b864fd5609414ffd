"""The verbs of the yearly assessment (flow.py): of rounds, sheets, objections, years past."""

from assessments.rounds.services.interviews import add_interview, remove_interview
from assessments.rounds.services.opinions import agree, object_to, review
from assessments.rounds.services.past import amend_past, record_past, remove_past
from assessments.rounds.services.people import add_person, leave_out
from assessments.rounds.services.rounds import edit_round, open_rounds
from assessments.rounds.services.settling import reopen, settle
from assessments.rounds.services.sheets import propose, send_back, submit, write

__all__ = [
    "add_interview",
    "add_person",
    "agree",
    "amend_past",
    "edit_round",
    "leave_out",
    "object_to",
    "open_rounds",
    "propose",
    "record_past",
    "remove_interview",
    "remove_past",
    "reopen",
    "review",
    "send_back",
    "settle",
    "submit",
    "write",
]
