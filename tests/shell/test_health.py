"""`/healthz` and `/readyz`: what they ask, and what they say when something is missing."""

from django.core.cache import cache
from django.test import Client

from core.jobs.tasks import PULSE, pulse


def test_healthz_asks_nothing():  # without `db`, pytest refuses any query
    assert Client().get("/healthz").json() == {"status": "ok"}


def test_readyz_names_the_missing_worker(db):
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable",
        "database": "ok",
        "redis": "ok",
        "worker": "missing",
    }


def test_readyz_is_content_after_a_pulse(db):
    pulse()
    assert cache.get(PULSE)
    response = Client().get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "ok")


def test_readyz_survives_a_missing_redis(db, settings):
    nowhere = {"LOCATION": "unix:///nonexistent/redis.sock?db=0"}
    settings.CACHES = {"default": settings.CACHES["default"] | nowhere}
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["redis"] == "missing"
