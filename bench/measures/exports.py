"""Export jobs: a county's units as a workbook and as CSV, from the claim to the kept file."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from django.test import override_settings

from bench import plain
from bench.cities import City
from bench.measures.pages import COUNTY
from bench.report import Row, rate
from bench.scene import Scene
from bench.timing import medians
from core.jobs.models import Job, State
from core.jobs.services import perform
from core.units.entities import UNITS
from core.units.models import Unit

COLUMNS = [column for column in UNITS.columns if column.default]
PATHS = [column.path for column in COLUMNS]


def exports(scene: Scene) -> Iterator[Row]:
    """The columns that the page shows, against the writer fed by the driver."""
    large = scene.large
    large.enter()
    county = Unit.objects.get(short_name=COUNTY)
    count = Unit.objects.at_or_below(county).count()
    with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        target = Path(folder) / "plain"
        for form, write in (("xlsx", plain_xlsx), ("csv", plain_csv)):
            ours, reference = medians(
                _job(large, form, county), lambda w=write: w(target, county), rounds=3
            )
            name = "xlsxwriter + psycopg2" if form == "xlsx" else "csv module + psycopg2"
            what = f"export job: {form}, {count:,} units"
            yield rate(what, count, ours, reference, name, at_least=0.6)


def _job(city: City, form: str, county: Unit) -> Callable[[], None]:
    def export() -> None:
        params = {"entity": UNITS.name, "format": form, "query": f"unit={county.pk}", "all": True}
        job = Job.objects.create(
            kind="core.export", label="导出单位", requested_by=city.viewer, params=params
        )
        perform(job.pk)
        job.refresh_from_db()
        assert job.state == State.SUCCEEDED, job.message  # noqa: S101

    return export


def plain_xlsx(target: Path, county: Unit) -> None:
    """The same cells without formats, notes or progress."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "remove_timezone": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.set_column(len(COLUMNS) - 1, len(COLUMNS) - 1, 12, day)
    sheet.write_row(0, 0, [column.label for column in COLUMNS])
    for number, (_, *values) in enumerate(plain.units(PATHS, below=county.path), 1):
        sheet.write_row(number, 0, values)
    book.close()


def plain_csv(target: Path, county: Unit) -> None:
    """The same values as the driver gives them."""
    with target.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.label for column in COLUMNS])
        writer.writerows(row[1:] for row in plain.units(PATHS, below=county.path))
