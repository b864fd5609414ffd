"""A report to read: who reads what, the way from a number to its people, what is hidden."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reporting.annual import services
from reporting.annual.models import AnnualReport, Filing, Opinion
from tests.annual_pages.making import BUREAU, REASON, filed, fresh, opened, returned, written
from tests.world_people import TODAY


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    """Views read the day that the world is built for."""
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: TODAY)


def page(client_for, user, name: str, *args, **query) -> str:
    answer = client_for(user).get(reverse(f"annual:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_x(world, client_for):
    report = filed(world, opened(world)[BUREAU])
    html = page(client_for, world.city, "detail", report.pk)
    open("/tmp/board-detail.html", "w").write(html)
    assert "提意见" in html
    page(client_for, world.city, "list")
    page(client_for, world.secretary, "list")
    page(client_for, world.city, "open")
    page(client_for, world.city, "opinions")
    page(client_for, world.city, "changes", report.pk)
    page(client_for, world.city, "differences", report.pk)
    page(client_for, world.city, "filing", report.pk, 1)
    page(client_for, world.city, "return", report.pk)
    page(client_for, world.city, "accept", report.pk)
    client_for(world.city).get("/")
    client_for(world.secretary).get("/")
