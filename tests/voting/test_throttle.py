"""Made-up codes are slowed, then locked out, by address, for a while; right ones leave nothing."""

import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate
from redis import Redis

from assessments.polls.codes import draw
from assessments.voting import throttle
from tests.polls.making import Held, opened
from tests.voting.test_pages import said
from tests.voting.voting import ENTER, VOTE, plain, posted, vote
from tests.world import World

ELSEWHERE = {"REMOTE_ADDR": "10.9.8.7"}


@pytest.fixture
def held(world: World) -> Held:
    """An open poll."""
    return opened(world, on=localdate(), voters={"A": 30})


def redis() -> Redis:
    """The store itself."""
    return cache._cache.get_client()


def guess(client: Client, times: int, **extra: str) -> list[int]:
    """Statuses of so many made-up codes."""
    return [client.post(ENTER, {"code": code}, **extra).status_code for code in draw(times)]


def test_five_are_free_then_slowed_and_the_tenth_locks(client: Client, held: Held):
    began = time.monotonic()
    assert guess(client, throttle.FREE) == [404] * throttle.FREE
    assert time.monotonic() - began < throttle.PAUSE
    for _ in range(throttle.MOST - throttle.FREE - 1):
        began = time.monotonic()
        assert guess(client, 1) == [404]
        assert time.monotonic() - began >= throttle.PAUSE
    began = time.monotonic()
    answer = client.post(ENTER, {"code": draw(1)[0]})
    assert answer.status_code == 429
    locked = client.post(ENTER, {"code": held.codes["A"][0]})
    assert time.monotonic() - began < throttle.PAUSE
    assert locked.status_code == 429
    for page in (answer, locked):
        assert "以前不再接受输入" in said(page)
        assert "您的测评码仍然有效" in said(page)
    # Somewhere else one may still vote, and here too when the time is over.
    assert guess(client, 1, **ELSEWHERE) == [404]
    (lock,) = redis().keys("*ballot:lock*")
    assert 0 < redis().ttl(lock) <= throttle.LOCK
    redis().delete(lock)
    assert vote(held.codes["A"][0], plain(), client).status_code == 302


def test_the_end_of_the_lock_is_said_to_the_minute(client: Client, held: Held, monkeypatch):
    monkeypatch.setattr(throttle, "PAUSE", 0)
    begun = time.time()
    guess(client, throttle.MOST)
    page = said(client.post(VOTE, posted(held.codes["A"][0], plain())))
    # Rounded up: the first whole minute that is not before the end of the lock.
    ends = (one + throttle.LOCK + 8 * 3600 for one in (begun, time.time() + 1))
    fitting = {time.strftime("%H:%M", time.gmtime(-(-end // 60) * 60)) for end in ends}
    assert any(f"{minute} 以前" in page for minute in fitting)


def test_right_codes_are_never_counted_nor_do_they_pardon(client: Client, held: Held, monkeypatch):
    monkeypatch.setattr(throttle, "PAUSE", 0)
    for code in held.codes["A"][: throttle.MOST + 2]:
        assert vote(code, plain(), client).status_code == 302
    assert redis().keys("*") == []
    used = held.codes["A"][0]
    right = held.codes["A"][-1]
    for _ in range(throttle.MOST - 1):
        assert guess(client, 1) == [404]
        assert client.post(ENTER, {"code": right}).status_code == 200
        assert client.post(ENTER, {"code": used}).status_code == 409
    assert guess(client, 1) == [429]


def test_what_cannot_be_a_code_is_no_attempt(client: Client, held: Held):
    for _ in range(throttle.MOST + 5):
        assert client.post(ENTER, {"code": "ABCD"}).status_code == 400
    assert redis().keys("*") == []


def test_the_store_knows_no_address_and_no_code(client: Client, held: Held):
    tried = draw(3)
    for code in tried:
        client.post(ENTER, {"code": code}, **ELSEWHERE)
    (key,) = redis().keys("*")
    assert redis().ttl(key) > 0
    kept = f"{key!r} {redis().get(key)!r}"
    for secret in (*tried, ELSEWHERE["REMOTE_ADDR"]):
        assert secret not in kept


def test_without_redis_people_still_vote(client: Client, held: Held, settings):
    away = {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": settings.CACHES["default"] | away}
    assert guess(client, 1) == [404]
    assert vote(held.codes["A"][0], plain(), client).status_code == 302
