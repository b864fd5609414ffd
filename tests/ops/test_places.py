"""Where the embedded servers live."""

import os
from pathlib import Path

import pytest

from core.embedded import places


@pytest.fixture(params=[0, 1000], ids=["root", "user"])
def who(request, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: request.param)
    return request.param


def test_two_copies_never_share_a_place(who, monkeypatch):
    found = set()
    for var in ("/srv/one", "/srv/two"):
        monkeypatch.setenv("QINGLAN_VAR", var)
        found |= {places.postgres_url(), places.redis_url(), str(places.postgres_data())}
    assert len(found) == 6


def test_a_long_path_still_gives_a_short_socket(who, monkeypatch):
    monkeypatch.setenv("QINGLAN_VAR", "/srv/" + "很长的文件夹名/" * 20)
    for socket in (places.redis_socket(), places.postgres_sockets() / ".s.PGSQL.5432.lock"):
        assert len(os.fsencode(socket)) <= 107


def test_an_ordinary_user_keeps_everything_in_var(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("QINGLAN_VAR", "/srv/one")
    monkeypatch.delenv("QINGLAN_THROWAWAY", raising=False)
    for place in (places.postgres_data(), places.postgres_sockets(), places.redis_socket()):
        assert place.is_relative_to(Path("/srv/one"))


@pytest.mark.parametrize(("room", "is_in_memory"), [(0, True), (2**60, False)])
def test_what_is_thrown_away_lies_in_memory_where_that_has_room(
    who, monkeypatch, tmp_path, room, is_in_memory
):
    monkeypatch.setattr(places, "MEMORY", tmp_path)
    monkeypatch.setattr(places, "ROOMY", room)
    for mode, expected in (("1", is_in_memory), ("", False)):
        monkeypatch.setenv("QINGLAN_THROWAWAY", mode)
        assert places.postgres_data().is_relative_to(tmp_path) is expected


def test_without_a_folder_in_memory_it_lies_on_the_disk(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "MEMORY", tmp_path / "none")
    monkeypatch.setenv("QINGLAN_THROWAWAY", "1")
    assert places.postgres_data() == places.postgres_home() / "data"


@pytest.mark.parametrize(
    ("url", "broker"),
    [
        ("unix:///srv/redis.sock?db=2", "redis+socket:///srv/redis.sock?virtual_host=2"),
        ("unix:///srv/redis.sock", "redis+socket:///srv/redis.sock?virtual_host=0"),
        ("redis://:secret@host:6379/1", "redis://:secret@host:6379/1"),
    ],
)
def test_celery_is_told_in_its_own_words(url, broker):
    assert places.broker_url(url) == broker
