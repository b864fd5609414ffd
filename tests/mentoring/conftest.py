"""A round for the pages of mentoring."""

from datetime import date

import pytest

from tests.mentoring.asking import ENTERED, TODAY
from tests.mentoring.pairs import pair
from training.mentoring import recording


@pytest.fixture
def paired(world):
    """陈思远 is mentored by 曾可欣: a session, a review half-way."""
    made = pair(world, "陈思远", "曾可欣", ENTERED, on=TODAY)
    recording.log_session(
        actor=world.clerk, mentorship=made, held_on=date(2026, 6, 1), content="一起下乡", on=TODAY
    )
    recording.review(
        actor=world.secretary,
        mentorship=made,
        seen=1,
        kind="midterm",
        held_on=date(2026, 7, 1),
        grade="fair",
        opinion="还要多到基层",
        on=TODAY,
    )
    made.refresh_from_db()
    return made
