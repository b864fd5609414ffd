"""Two verbs about one person at once: one after the other, and the second knows of the first."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.errors import DomainError
from rotation.postings import services
from rotation.postings.models import Posting
from tests.postings.orders import end, out, text_of, up, with_resume
from tests.roster.test_races import at_once
from tests.world_people import TODAY


def told(call):
    """What it made, or its refusal."""
    try:
        return call()
    except (DomainError, ValidationError) as refusal:
        return str(refusal)


@pytest.mark.django_db(transaction=True)
def test_one_person_is_posted_once_and_ends_once(committed_world):
    world = committed_world
    with_resume(world, "陈思远")
    places = ("柳河镇", "马渡镇")
    since, until = date(2026, 3, 1), date(2026, 11, 1)

    def go(place):
        return lambda: told(lambda: out(world, "陈思远", place, "副镇长", since, until=until))

    found = at_once(*(go(place) for place in places))
    (refusal,) = [one for one in found if isinstance(one, str)]
    assert "同一时期只能有一个渠道" in refusal
    made = Posting.objects.get()

    ends = at_once(
        lambda: told(lambda: end(world, made, date(2026, 10, 1), "early", note="需要")),
        lambda: told(
            lambda: services.end_many(
                actor=world.city, postings=[made], ended_on=None, reason="completed", on=TODAY
            )
        ),
    )
    made.refresh_from_db()
    assert made.version == 2
    assert (made.ended_on, made.end_reason) in ((date(2026, 10, 1), "early"), (until, "completed"))
    assert not isinstance(ends[1], str)  # those that have ended stay as they are
    month = f"2026.{made.ended_on.month:02d}"
    assert f"其间：2026.03--{month}挂任" in text_of(made.cadre_id)

    posts = at_once(
        lambda: told(lambda: up(world, "陈思远", "市科技局", "科长", date(2026, 11, 2))),
        lambda: told(lambda: up(world, "陈思远", "市委统战部", "科长", date(2026, 11, 3))),
    )
    main = list(Posting.objects.filter(is_main=True).order_by("since"))
    assert sum(one.ended_on is None for one in main) == 1
    assert len(main) == 2 - sum(isinstance(one, str) for one in posts)
    assert text_of(made.cadre_id).count("科长") >= len(main)
