"""A document is kept packed and read back as it was, whoever writes it: the ORM or COPY."""

from datetime import date

import orjson
import pytest
from django.db import connection

from core.copying import copy_rows
from core.packed import pack, unpack
from reporting.annual.models import AnnualReport
from tests.annual.making import OPENED
from tests.world import World

DOCUMENT = {"表": [["周雨晴", "", None, 3.5], ["\\N\t换行\n", "𠮷", True, {}]]}


@pytest.fixture
def report(world: World) -> AnnualReport:
    return AnnualReport.objects.create(
        year=2026,
        unit=world.named["市交通运输局"],
        collector=world.named["市交通运输局"].parent,
        opened_on=OPENED,
        due_on=date(2026, 12, 31),
        as_of=OPENED,
        content=DOCUMENT,
    )


def _kept(report: AnnualReport) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM reporting_annualreport WHERE id = %s", [report.pk])
        return bytes(cursor.fetchone()[0])


@pytest.mark.django_db
def test_what_is_written_is_read(report):
    assert AnnualReport.objects.get(pk=report.pk).content == DOCUMENT
    assert unpack(_kept(report)) == DOCUMENT
    AnnualReport.objects.filter(pk=report.pk).update(content=[])
    assert AnnualReport.objects.values_list("content", flat=True).get(pk=report.pk) == []


@pytest.mark.django_db
def test_copied_bytes_are_read_as_well(report):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE beside (content bytea) ON COMMIT DROP")
        copy_rows("beside", ("content",), [(pack(orjson.dumps(DOCUMENT)),)])
        cursor.execute("UPDATE reporting_annualreport SET content = (SELECT * FROM beside)")
    report.refresh_from_db()
    assert report.content == DOCUMENT


def test_a_long_document_is_a_small_part_of_itself():
    document = orjson.dumps([DOCUMENT] * 1000)
    assert len(pack(document)) * 10 < len(document)
