"""What was exported and not touched changes nothing when it is imported again."""

import io
from datetime import date

import pytest

from cadres.approval.models import ApprovalTexts
from cadres.exchange.forms import forms_of
from cadres.exchange.roster_rows import roster_columns, roster_rows
from cadres.formats import lrm, lrmx
from cadres.formats.approval_form import Edition
from cadres.formats.roster_sheet.head import RosterHead
from cadres.formats.roster_sheet.writing import write_roster
from cadres.importing.pipeline import checked
from cadres.importing.reading import read
from cadres.people.models import Cadre
from cadres.people.services import replace_family, replace_resume
from cadres.people.services.numbers import kept_number
from cadres.roster.models import RosterEntry
from tests.importing.telling import FAMILY, LINES, an_id
from tests.world_people import TODAY

HEAD = RosterHead(
    title="清河市优秀年轻干部名册",
    filed_by="中共清河市委组织部",
    on=TODAY,
    exported_by="林静文",
    exported_at="2026年11月23日 17:30",
)


@pytest.fixture
def filed(world):
    """The world's people with files: résumé, family, texts, a number."""
    for place, cadre in enumerate(world.cadres.values()):
        born = date(cadre.birth.year, cadre.birth.month, 12)
        number = an_id(f"{born:%Y%m%d}", f"{place * 2 + int(cadre.gender):03d}")
        Cadre.objects.filter(pk=cadre.pk).update(**kept_number(cadre, number))
        cadre.refresh_from_db()
        lines = [line for line in LINES if line.since > cadre.birth]
        replace_resume(actor=None, cadre=cadre, seen=None, on=TODAY, lines=lines)
        replace_family(actor=None, cadre=cadre, seen=None, on=TODAY, members=FAMILY)
        ApprovalTexts.objects.create(
            cadre=cadre, grounds="工作需要", assessments="2025年年度考核为称职。"
        )
    return world


def found(path, actor):
    rows = checked(read([path], TODAY), actor=actor, unit=None, on=TODAY)
    return [(row.name, str(row.action), row.changes, row.remarks(errors=True)) for row in rows]


def test_the_roster_changes_nothing(filed, tmp_path):
    city = filed.city
    stream = io.BytesIO()
    entries = RosterEntry.objects.open().order_by("sort_key", "pk")
    count = write_roster(stream, HEAD, roster_columns(city), roster_rows(entries, city, TODAY))
    (tmp_path / "花名册.xlsx").write_bytes(stream.getvalue())
    rows = found(tmp_path / "花名册.xlsx", city)
    assert len(rows) == count == 5
    assert rows == [(name, "same", {}, []) for name, *_ in rows]


@pytest.mark.parametrize("edition", list(Edition))
def test_forms_change_nothing(filed, tmp_path, edition):
    people = Cadre.objects.visible_to(filed.city).order_by("pk")
    folder = tmp_path / "审批表"
    folder.mkdir()
    names = []
    for cadre, form in forms_of(people, filed.city, TODAY, edition):
        names.append(cadre.name)
        (folder / f"{len(names):02d}.lrmx").write_bytes(lrmx.write(form))
        text, photo = lrm.write(form)
        older = tmp_path / "旧表"
        older.mkdir(exist_ok=True)
        (older / f"{len(names):02d}.lrm").write_bytes(text)
        if photo:
            (older / f"{len(names):02d}.pic").write_bytes(photo)
    for place in (folder, tmp_path / "旧表"):
        assert found(place, filed.city) == [(name, "same", {}, []) for name in names]
