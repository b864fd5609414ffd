"""Every entity × role × surface shows exactly the rows in scope, by an expectation written by hand.

The expectations are in tests/visibility.py.
"""

import csv
import io
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from config.entities import ENTITIES
from core.accounts.models import Grant, User
from core.audit.models import AuditEntry
from core.clients.models import ApiClient
from core.jobs import services as jobs
from core.jobs.models import Job
from core.listing.page import Listing
from core.units.models import Unit
from tests.keeping import put_back
from tests.visibility import EVERYBODY, EXPECTED, READERS, VISIBLE, fill
from tests.visible_core import grants, units
from tests.visible_people import people, stays
from tests.world import World, found


@pytest.fixture(scope="module")
def _filled(django_db_setup, django_db_blocker) -> Iterator[None]:
    """At least one row of every entity for everybody who could have one.

    Written once and put back after the module: a thousand tests read the same rows. What verbs do
    after their commit (duties, notices) stays undone, as in a test of its own.
    """
    with django_db_blocker.unblock():
        with transaction.atomic():
            fill(found())
            connection.run_on_commit.clear()
        yield
        put_back()


@pytest.fixture
def rows_of_everybody(_filled, db) -> World:
    """The world with those rows."""
    return found()


def by_rest(browser: Client, entity, world: World, who: str) -> set[int]:
    """The ids of the REST list."""
    response = browser.get(f"/api/v1/{entity.name}/", {"size": "200"})
    assert response.status_code == 200, response.content
    return {item["id"] for item in response.json()["results"]}


def by_export(browser: Client, entity) -> list[str]:
    """The first column of the exported file, whatever ids the request claims to have ticked."""
    before = set(Job.objects.values_list("pk", flat=True))
    everything = list(entity.model._default_manager.values_list("pk", flat=True)[:900])
    response = browser.post(
        reverse("listing:export", args=[entity.name]), {"format": "csv", "selected": everything}
    )
    assert response.status_code == 302, response.content
    (pk,) = set(Job.objects.values_list("pk", flat=True)) - before
    assert jobs.perform(pk)
    job = Job.objects.get(pk=pk)
    assert job.state == "succeeded", job.message
    with job.result.open("rb") as stream:
        rows = list(csv.reader(io.StringIO(stream.read().decode("utf-8-sig"))))
    return [row[0] for row in rows[1:]]


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("entity", ENTITIES, ids=str)
def test_page_and_its_count_show_exactly_the_rows_in_scope(
    rows_of_everybody: World, client_for, entity, who: str
) -> None:
    world = rows_of_everybody
    expected = EXPECTED[entity.name](world, who)  # before: reading the log is logged as well
    response = client_for(world.users[who]).get(reverse(entity.list_url), {"size": "200"})
    if response.status_code == 200:
        assert {row.pk for row in response.context["rows"]} == expected
        assert response.context["count"] == len(expected)
    else:  # a page that is not offered to the role: there is nothing but his own to miss
        assert response.status_code in (403, 404)
        assert expected <= {world.users[who].pk} | grants(world, who)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("entity", [e for e in ENTITIES if e.rest], ids=str)
def test_rest_returns_exactly_the_rows_in_scope(
    rows_of_everybody: World, client_for, entity, who: str
) -> None:
    browser = client_for(rows_of_everybody.users[who])
    expected = EXPECTED[entity.name](rows_of_everybody, who)
    assert by_rest(browser, entity, rows_of_everybody, who) == expected


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("entity", ENTITIES, ids=str)
def test_export_holds_exactly_the_rows_in_scope(
    rows_of_everybody: World, client_for, entity, who: str
) -> None:
    browser = client_for(rows_of_everybody.users[who])
    first = next(column for column in entity.columns if column.default)
    # Ticked rows are taken whatever the list shows at first.
    visible = VISIBLE.get(entity.name, EXPECTED[entity.name])
    expected = entity.model._default_manager.filter(pk__in=visible(rows_of_everybody, who))
    texts = sorted(first.text(value) for value in expected.values_list(first.path, flat=True))
    # The export's own job and log rows come after the ticked ids were read.
    assert sorted(by_export(browser, entity)) == texts


@pytest.mark.parametrize("entity", ENTITIES, ids=str)
def test_strangers_are_sent_to_the_login_page(rows_of_everybody: World, entity) -> None:
    browser = Client()
    assert browser.get(reverse(entity.list_url)).status_code == 302
    assert browser.get(f"/api/v1/{entity.name}/").status_code in (401, 404)
    assert browser.post(reverse("listing:export", args=[entity.name])).status_code == 302


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_record_out_of_scope_is_not_there(rows_of_everybody: World, client_for, who: str) -> None:
    browser = client_for(rows_of_everybody.users[who])
    for entity in ENTITIES:
        if not entity.record_url:
            continue
        visible = VISIBLE.get(entity.name, EXPECTED[entity.name])(rows_of_everybody, who)
        hidden = entity.model._default_manager.exclude(pk__in=visible)
        for pk in set(hidden.values_list(entity.record_key, flat=True)[:2]):
            assert browser.get(reverse(entity.record_url, args=[pk])).status_code == 404


def test_an_api_client_sees_its_units_subtree_alone(rows_of_everybody: World) -> None:
    client = ApiClient.objects.get(name="青川县")
    seen = set(Unit.objects.visible_to(client).values_list("pk", flat=True))
    assert seen == units(rows_of_everybody, "county")
    assert not User.objects.visible_to(client).exists()
    assert not Grant.objects.visible_to(client).exists()
    assert not AuditEntry.objects.visible_to(client).exists()
    people_seen = set(Cadre.objects.visible_to(client).values_list("pk", flat=True))
    assert people_seen == people(rows_of_everybody, "county")
    stays_seen = set(RosterEntry.objects.visible_to(client).values_list("pk", flat=True))
    assert stays_seen == stays(rows_of_everybody, "county")


@pytest.mark.parametrize("entity", ENTITIES, ids=str)
def test_every_field_is_a_column_or_hidden_on_purpose(entity) -> None:
    fields = {field.name for field in entity.model._meta.concrete_fields}
    covered = {column.path.split("__")[0] for column in entity.columns}
    covered |= {column.filter_on.split("__")[0] for column in entity.columns}
    covered |= {
        path.removeprefix("-").split("__")[0] for c in entity.columns for path in c.ordering
    }
    assert fields - covered - entity.hidden_fields == set()
    assert entity.hidden_fields <= fields


@pytest.mark.parametrize("entity", ENTITIES, ids=str)
@pytest.mark.parametrize("size", ["1", "3"])
def test_a_page_of_rows_is_one_statement(
    rows_of_everybody: World, django_assert_num_queries, entity, size: str
) -> None:
    from django.http import QueryDict

    viewer = User.objects.get(username=READERS[entity.name])
    viewer.scopes  # noqa: B018 - the grants are read once per request
    listing = Listing(entity, viewer, QueryDict(f"size={size}"))
    _ = listing.rows
    with django_assert_num_queries(1):
        _ = listing.page
