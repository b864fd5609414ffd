"""What the verbs on people refuse: one sentence each, at its field (domain §3.6)."""

from cadres.people.guards.family import refuse_family
from cadres.people.guards.person import clean_name, person_faults, remarks
from cadres.people.guards.resume import refuse_resume
from cadres.people.guards.rows import RowsRefused
from cadres.people.guards.units import people_of

__all__ = [
    "RowsRefused",
    "clean_name",
    "people_of",
    "person_faults",
    "refuse_family",
    "refuse_resume",
    "remarks",
]
