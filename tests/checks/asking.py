"""A person's finding, and what a page says."""

from django.urls import reverse

from cadres.checks.models import Finding
from cadres.people.models import Cadre


def of(cadre: Cadre, rule: str) -> Finding:
    return Finding.objects.get(cadre=cadre, rule=rule)


def page(client, name: str, *args, **query) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, response.content
    return response.content.decode()
