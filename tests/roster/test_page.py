"""The page of the roster: what it costs, its tabs and tree, and what a script-less browser gets."""

import re
from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.roster import services
from cadres.roster.entities import ROSTER
from cadres.roster.tree import members
from core.listing.page import Listing

TODAY = date(2026, 11, 23)

# Counted by hand from tests/world_people.py; columns as in LABELS.
ON_DAYS = [
    ("2024-02-29", (0, 0, 0, 0, 0, 0, 0)),
    ("2024-12-31", (5, 5, 0, 0, 0, 0, 5)),
    ("2025-01-14", (5, 5, 0, 0, 0, 0, 5)),
    ("2025-01-15", (4, 4, 0, 0, 0, 1, 5)),
    ("2025-08-31", (6, 6, 0, 0, 0, 1, 7)),
    ("2025-09-01", (6, 5, 1, 0, 0, 1, 7)),
    ("2026-05-19", (6, 5, 1, 0, 1, 1, 8)),
    ("2026-05-20", (5, 4, 1, 0, 1, 2, 8)),
    ("", (5, 4, 1, 0, 1, 2, 8)),
    ("2030-01-01", (5, 4, 1, 0, 1, 2, 8)),
]
LABELS = ("在库", "在库培养", "列为考察对象", "暂缓", "已使用", "已调出", "全部")


def counts(page) -> dict[str, int]:
    """The numbers on the tabs."""
    return {
        tab["label"]: int(tab["count"]) for tab in page.context["tabs"] if tab["count"] is not None
    }


def tree(page) -> dict[str, int]:
    """Every unit of the tree with its number."""
    found = {}

    def walk(nodes):
        for node in nodes:
            found[node.name] = node.count
            walk(node.children)

    walk(page.context["tree"])
    return found


def side(client, **query):
    return client.get(reverse("roster:side"), query)


@pytest.mark.parametrize(("day", "numbers"), ON_DAYS)
def test_the_tabs_count_the_day(world, client_for, day, numbers):
    client = client_for(world.city)
    expected = dict(zip(LABELS, numbers, strict=True))
    del expected["暂缓"]  # nobody: the tab is not drawn
    assert counts(side(client, as_of=day)) == expected
    for tab in side(client, as_of=day).context["tabs"]:  # and each number opens its people
        page = client.get(tab["url"])
        assert page.context["count"] == int(tab["count"]), tab


def test_a_paused_one_has_its_tab(world, client_for):
    services.restate(
        actor=world.city,
        entries=[world.stay("李明朗")],
        on=date(2026, 10, 1),
        today=TODAY,
        status="5",
    )
    page = side(client_for(world.city))
    assert counts(page)["暂缓"] == 1
    assert counts(page)["在库"] == 5


def test_the_tabs_count_under_the_conditions(world, client_for):
    page = side(client_for(world.city), name="陈", unit=world.named["市交通运输局"].pk)
    assert counts(page) == {
        "在库": 1,
        "在库培养": 1,
        "列为考察对象": 0,
        "已使用": 0,
        "已调出": 1,
        "全部": 2,
    }
    assert all("name=" in tab["url"] and "unit=" in tab["url"] for tab in page.context["tabs"])


def test_the_tree_adds_up(world, client_for):
    numbers = tree(side(client_for(world.city)))
    expected = {
        "清河市": 5,
        "市交通运输局": 2,
        "市科技局": 1,
        "青川县": 2,
        "柳河镇": 2,
        "马渡镇": 0,
    }
    assert {name: numbers[name] for name in expected} == expected
    assert len(numbers) == len(world.units)
    used = tree(side(client_for(world.city), standing="used"))
    assert (used["清河市"], used["青川县"], used["柳河镇"]) == (1, 1, 0)
    then = tree(side(client_for(world.city), as_of="2025-09-01"))
    assert (then["清河市"], then["市交通运输局"], then["青川县"]) == (6, 2, 3)


def test_the_tree_ends_where_the_scope_does(world, client_for):
    assert tree(side(client_for(world.county)))["青川县"] == 2
    assert "清河市" not in tree(side(client_for(world.county)))
    assert tree(side(client_for(world.secretary))) == {"市交通运输局": 2}
    assert counts(side(client_for(world.secretary)))["全部"] == 4
    assert counts(side(client_for(world.cadre)))["全部"] == 2  # his own two stays
    for who in ("auditor", "nobody", "sysadmin"):
        assert set(counts(side(client_for(getattr(world, who)))).values()) == {0}


def test_a_unit_keeps_the_other_conditions(world, client_for):
    page = side(client_for(world.city), age_max="40", standing="all", cursor="x")
    links = re.findall(r'href="(/roster/\?[^"]*unit=\d+)"', page.content.decode())
    assert links
    assert all("age_max=40" in link and "standing=all" in link for link in links)
    assert all("cursor" not in link for link in links)


def test_a_large_tree_is_fetched_by_branches(world, client_for, monkeypatch):
    monkeypatch.setattr("cadres.roster.tree.WHOLE", 5)
    client, county = client_for(world.city), world.named["青川县"]
    numbers = tree(side(client))
    assert numbers["清河市"] == 5
    assert "柳河镇" not in numbers
    assert tree(side(client, unit=world.named["柳河镇"].pk))["柳河镇"] == 2
    lines = client.get(reverse("roster:branch", args=[county.pk]), {"tier": "1"}).content.decode()
    assert "柳河镇" in lines
    assert "tier=1&amp;unit=" in lines
    assert (
        client_for(world.secretary).get(reverse("roster:branch", args=[county.pk])).status_code
        == 404
    )


@pytest.mark.parametrize(
    "query", ["unit=x", "as_of=tomorrow", "standing=none", "age_min=x", "unit=0"]
)
def test_nonsense_has_no_fault(world, client_for, query):
    client = client_for(world.city)
    assert client.get(f"{reverse('roster:list')}?{query}").status_code in (200, 400)
    assert client.get(f"{reverse('roster:side')}?{query}").status_code == 200


def statements(client, address: str, **headers) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address, **headers).status_code == 200
    return [q["sql"] for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]


# Session, account, grants, the log-in rule of the role: the price of any page.
ANYWHERE = 4
# The bell of the top bar and the badges of the navigation, rows with their number, the log's line.
LIST = ANYWHERE + 4


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("", 0),
        ("standing=all", 0),
        ("name=zyq", 0),
        ("as_of=2025-09-01&tier=2&age_max=40", 0),
        ("order=-age&columns=name&columns=age", 0),
        ("unit={unit}", 1),
    ],
)
def test_the_list_is_one_statement(world, client_for, query, more):
    client = client_for(world.city)
    query = query.format(unit=world.named["青川县"].pk)
    client.get(reverse("roster:list"))  # the session's own clock is written once a minute
    found = statements(client, f"{reverse('roster:list')}?{query}")
    assert len(found) == LIST + more, "\n".join(found)


def test_the_side_is_three_statements(world, client_for):
    client = client_for(world.city)
    client.get(reverse("roster:side"))
    found = statements(client, reverse("roster:side"), HTTP_HX_REQUEST="true")
    assert len(found) == ANYWHERE + 3, "\n".join(found)


def test_the_fragment_brings_tree_and_tabs_and_asks_no_more(world, client_for):
    text = (
        client_for(world.city)
        .get(reverse("roster:side"), headers={"HX-Request": "true"})
        .content.decode()
    )
    assert text.lstrip().startswith("<nav")
    assert 'id="side"' in text
    assert 'id="roster-tabs" hx-swap-oob="true"' in text
    assert 'hx-trigger="load"' not in text
    assert "<html" not in text


def test_without_script_the_tree_is_a_page(world, client_for):
    client = client_for(world.clerk)
    text = client.get(reverse("roster:list")).content.decode()
    assert reverse("roster:side") in text
    whole = side(client).content.decode()
    assert "<html" in whole
    assert "市交通运输局" in whole


def test_the_bar_is_the_departments(world, client_for):
    for who, sees in (("city", True), ("county", True), ("secretary", False), ("clerk", False)):
        text = client_for(getattr(world, who)).get(reverse("roster:list")).content.decode()
        assert ("调整层级" in text) is sees
        assert (reverse("roster:acts") in text) is sees
        assert ("调整掌握" in text) is (who == "city")  # a county has one list


def test_a_stay_leads_to_its_person(world, client_for):
    stay = world.stay("李明朗")
    answer = client_for(world.city).get(reverse("roster:entry", args=[stay.pk]))
    assert answer.url == reverse("cadres:tab", args=[stay.cadre_id, "roster"])
    for who in ("county", "secretary", "cadre", "auditor"):
        outside = client_for(getattr(world, who)).get(reverse("roster:entry", args=[stay.pk]))
        assert outside.status_code == 404


def test_a_number_in_the_tree_opens_exactly_its_people(world):
    """The numbers follow every condition but the unit: their links keep these conditions."""
    asked = QueryDict("tier=2&standing=open")
    total = members(Listing(ROSTER, world.city, asked))
    for unit in world.units.values():
        params = asked.copy()
        params["unit"] = str(unit.pk)
        assert total[unit.pk] == Listing(ROSTER, world.city, params).rows.count()
    narrowed = QueryDict(f"tier=2&unit={world.named['青川县'].pk}")
    assert members(Listing(ROSTER, world.city, narrowed)) == total
