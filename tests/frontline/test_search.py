"""The global search finds positions and programmes, in scope alone."""

from datetime import date

import pytest
from django.urls import reverse

from rotation.frontline.models import Programme
from rotation.positions.models import Position
from tests.frontline.visible import fill


@pytest.fixture(autouse=True)
def _rows(world) -> None:
    fill(world)
    Programme.objects.update(note="")
    for name, until in (("市交通运输局", None), ("市科技局", None), ("柳河镇", "2025-01-01")):
        Position.objects.create(
            unit=world.named[name], title="总工程师", since=date(2020, 1, 1), until=until
        )


def found(client, text: str, label: str) -> list[str]:
    groups = client.get(reverse("search"), {"q": text}).context["found"]
    return [" ".join(hit.cells[:2]) for one in groups if one.label == label for hit in one.shown]


@pytest.mark.parametrize(
    ("who", "positions", "programmes"),
    [
        ("city", ["总工程师 市科技局", "总工程师 市交通运输局"], {"市项目", "县项目"}),
        ("county", [], {"市项目", "县项目"}),
        ("clerk", ["总工程师 市交通运输局"], {"市项目"}),
        ("auditor", [], set()),
        ("nobody", [], set()),
    ],
)
def test_in_scope_alone(world, client_for, who, positions, programmes) -> None:
    client = client_for(world.users[who])
    assert sorted(found(client, "工程师", "职位")) == sorted(positions)
    named = found(client, "项目", "一线锻炼项目")
    assert {one.removesuffix(" 2026") for one in named} == programmes
