"""Files of reports that no row names go after a day, those that one names never."""

import os
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from config.schedule import SCHEDULE
from reporting.annual.choices import PaperKind
from reporting.annual.models import Paper
from reporting.volume.keeping import keep
from reporting.volume.sweeping import FOLDER, SAFE_AGE, run
from tests.volume.making import filed, some_units
from tests.volume.quick import quick as quick


def aged(name: str, age: timedelta) -> Path:
    """The file was last written so long ago."""
    path = Path(storage().path(name))
    then = (timezone.now() - age).timestamp()
    os.utime(path, (then, then))
    return path


def storage():
    return Paper._meta.get_field("file").storage


def left(name: str, age: timedelta) -> Path:
    """A file without a row."""
    return aged(storage().save(name, ContentFile(b"%PDF")), age)


def test_what_a_killed_write_left_goes_after_a_day(world, quick):
    paper = keep(filed(some_units(world, 1)[0]).pk, PaperKind.PDF)
    own = aged(paper.file.name, SAFE_AGE * 400)
    old = left("reports/2026/gone.pdf", SAFE_AGE + timedelta(minutes=1))
    deep = left("reports/2019/a/b/gone.pdf", SAFE_AGE * 2)
    new = left("reports/2026/new.pdf", SAFE_AGE - timedelta(minutes=1))
    elsewhere = left("jobs/202601/1/volume.pdf", SAFE_AGE * 9)
    assert run(None, None) == {"files": 2}
    assert not old.exists() and not deep.exists()
    assert own.exists() and new.exists() and elsewhere.exists()
    assert run(None, None) == {"files": 0}


def test_a_file_that_was_made_anew_leaves_none_behind(world, quick):
    filing = filed(some_units(world, 1)[0])
    first = keep(filing.pk, PaperKind.PDF)
    path = aged(first.file.name, SAFE_AGE * 2)
    path.write_bytes(b"half")
    second = keep(filing.pk, PaperKind.PDF)
    aged(first.file.name, SAFE_AGE * 2)
    assert second.file.name != first.file.name
    run(None, None)
    assert not path.exists() and Path(second.file.path).exists()


def test_nothing_is_there_before_the_first_file(world):
    assert not storage().exists(FOLDER)
    assert run(None, None) == {"files": 0}


def test_it_runs_every_night():
    assert SCHEDULE["papers-sweep"]["args"] == ["reporting.volume.sweep", 86400]
