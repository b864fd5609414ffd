"""Model to file to model is the identity, over generated people (domain §1.1–1.5)."""

import calendar
from dataclasses import replace

from hypothesis import given, settings

from cadres.exchange.forms import form_of
from cadres.formats import lrm, lrmx
from cadres.formats.approval_form import Edition
from cadres.people.models import Cadre
from tests.exchange.generated import Made, people
from tests.exchange.making import TODAY, told


def as_told(form) -> Made:
    """What the form tells, with nothing worth a look in it but numbers that say another birth."""
    found = told(form)
    assert {remark.field for remark in found.remarks} <= {"id_number"}, found.remarks
    return Made(found.values, found.resume or [], found.family or [], found.texts)


@settings(max_examples=2000, deadline=None)
@given(people())
def test_files_give_back_what_is_on_file(made: Made):
    """Each person through all of them: making him up takes longer than writing and reading."""
    cadre = made.cadre()
    _lrmx_gives_back(cadre, made)
    _the_edition_of_2025_tells_the_same(cadre, made)
    _lrm_gives_back_what_it_can_hold(cadre, made)


def _lrmx_gives_back(cadre: Cadre, made: Made) -> None:
    read, remarks = lrmx.read(lrmx.write(form_of(cadre, TODAY, Edition.OLD)))
    assert not remarks
    assert as_told(read) == made


def _the_edition_of_2025_tells_the_same(cadre: Cadre, made: Made) -> None:
    read, _ = lrmx.read(lrmx.write(form_of(cadre, TODAY, Edition.NEW)))
    assert read.retire_month is not None
    assert as_told(read) == made


def _lrm_gives_back_what_it_can_hold(cadre: Cadre, made: Made) -> None:
    """Days become the last of their month; `"`, # and @ become their wide likes."""
    written = form_of(cadre, TODAY, Edition.OLD)
    read, remarks = lrm.read(*lrm.write(written))
    assert not remarks
    expected, found = as_told(lrm.held(replace(written, photo=None))), as_told(read)
    for name in ("age_on", "filled_on"):
        if day := made.texts.get(name):
            last = calendar.monthrange(day.year, day.month)[1]
            assert expected.texts[name] == day.replace(day=last)
    assert found == expected
    kept = {name for name, value in made.values.items() if not isinstance(value, str)}
    for name in (*kept, "gender", "nation", "fulltime_education", "inservice_degree", "name"):
        assert found.values[name] == made.values[name]
