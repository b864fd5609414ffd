"""Model to file to model is the identity, over generated people (domain §1.1–1.5)."""

import calendar
from dataclasses import replace

from hypothesis import given, settings

from cadres.exchange.forms import form_of
from cadres.formats import lrm, lrmx
from cadres.formats.approval_form import Edition
from tests.exchange.generated import Made, people
from tests.exchange.making import TODAY, told

MANY = settings(max_examples=1500, deadline=None)


def as_told(form) -> Made:
    """What the form tells, with nothing worth a look in it but numbers that say another birth."""
    found = told(form)
    assert {remark.field for remark in found.remarks} <= {"id_number"}, found.remarks
    return Made(found.values, found.resume or [], found.family or [], found.texts)


@MANY
@given(people())
def test_lrmx_gives_back_what_is_on_file(made: Made):
    written = form_of(made.cadre(), TODAY, Edition.OLD)
    read, remarks = lrmx.read(lrmx.write(written))
    assert not remarks
    assert as_told(read) == made


@settings(max_examples=300, deadline=None)
@given(people())
def test_the_edition_of_2025_tells_the_same(made: Made):
    read, _ = lrmx.read(lrmx.write(form_of(made.cadre(), TODAY, Edition.NEW)))
    assert read.retire_month is not None
    assert as_told(read) == made


@MANY
@given(people())
def test_lrm_gives_back_what_it_can_hold(made: Made):
    """Days become the last of their month; `"`, # and @ become their wide likes."""
    written = form_of(made.cadre(), TODAY, Edition.OLD)
    read, remarks = lrm.read(*lrm.write(written))
    assert not remarks
    expected = as_told(lrm.held(replace(written, photo=None)))
    for name in ("age_on", "filled_on"):
        if day := made.texts.get(name):
            last = calendar.monthrange(day.year, day.month)[1]
            assert expected.texts[name] == day.replace(day=last)
    assert as_told(read) == expected
    kept = {name for name, value in made.values.items() if not isinstance(value, str)}
    for name in (*kept, "gender", "nation", "fulltime_education", "inservice_degree", "name"):
        assert as_told(read).values[name] == made.values[name]
