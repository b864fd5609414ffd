"""Every address about records that exist, made once for all tests of the folder."""

import logging
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import override_settings

from assessments.talks.models import Talk, TalkAttachment
from core.listing.models import SavedView
from tests.access.addresses import addresses
from tests.browser.records import every_record
from tests.keeping import put_back
from tests.world import World
from tests.world import found as world_found


@pytest.fixture(scope="module")
def _made(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple]:
    """Every address, about records that exist, and the folder of their files; put back after."""
    folder = tmp_path_factory.mktemp("records")
    with django_db_blocker.unblock():
        with override_settings(MEDIA_ROOT=folder), transaction.atomic():
            urls = addresses(recorded(world_found()))
            connection.run_on_commit.clear()
        yield urls, folder
        put_back()


@pytest.fixture
def found(_made, db, settings, caplog) -> dict[str, list[str]]:
    """Every address by its name, but the one that ends the session."""
    caplog.set_level(logging.ERROR, logger="django.request")  # a thousand refusals are no news
    urls, settings.MEDIA_ROOT = _made
    return {name: urls[name] for name in urls if name != "logout"}


@pytest.fixture
def world(found) -> World:
    """The world with those records."""
    return world_found()


def recorded(world: World) -> dict[str, int]:
    """A record of each kind, with two that no page is about."""
    records = every_record(world)
    SavedView.objects.create(user=world.secretary, entity="cadres", name="本单位", query="")
    kept = {"name": "谈话记录.pdf", "size": 4, "digest": "0" * 64, "added_by": world.secretary}
    TalkAttachment.objects.create(
        talk=Talk.objects.get(pk=records["talk"]), file=ContentFile(b"%PDF", "a.pdf"), **kept
    )
    return records
