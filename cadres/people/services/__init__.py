"""What is done to a person's file: one function per verb, each logged with what was and what is."""

from cadres.people.services.conduct import (
    add_discipline,
    add_reward,
    edit_discipline,
    edit_reward,
    proposed_until,
    remove_discipline,
    remove_reward,
)
from cadres.people.services.person import add, checked, edit
from cadres.people.services.photo import set_photo
from cadres.people.services.rows import replace_family, replace_resume

__all__ = [
    "add",
    "add_discipline",
    "add_reward",
    "checked",
    "edit",
    "edit_discipline",
    "edit_reward",
    "proposed_until",
    "remove_discipline",
    "remove_reward",
    "replace_family",
    "replace_resume",
    "set_photo",
]
