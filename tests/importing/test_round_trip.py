"""What was exported and not touched changes nothing when it is imported again."""

import io
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from cadres.approval.models import ApprovalTexts
from cadres.exchange.forms import forms_of
from cadres.exchange.roster_rows import roster_columns, roster_rows
from cadres.formats import lrm, lrmx
from cadres.formats.approval_form import Edition
from cadres.formats.resume_text import Line
from cadres.formats.roster_sheet.head import RosterHead
from cadres.formats.roster_sheet.writing import write_roster
from cadres.importing.pipeline import checked
from cadres.importing.reading import read
from cadres.people.models import Cadre, Discipline, ResumeLine, Reward
from cadres.people.services import replace_family, replace_resume
from cadres.people.services.numbers import kept_number
from cadres.people.services.rows import resume_of
from cadres.roster.models import RosterEntry
from tests.importing.telling import FAMILY, LINES, an_id, only, taken_in
from tests.importing.test_command import lines
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


@pytest.fixture
def with_conduct(filed):
    """The same with rewards, some with sanctions, and with kinds that no wording tells."""
    for place, cadre in enumerate(filed.cadres.values()):
        for year in range(2020, 2020 + place % 3 + 1):
            Reward.objects.create(
                cadre=cadre,
                decided_on=date(year, 7, 1),
                name="清河市优秀共产党员",
                authority="中共清河市委" if place % 2 else "",
            )
        if place % 2:
            Discipline.objects.create(
                cadre=cadre, kind="party", measure="党内警告", decided_on=date(2022, 8, 1)
            )
        ResumeLine.objects.filter(cadre=cadre, within=None).update(kind="study")
    return filed


@pytest.mark.parametrize("edition", ["new", "old"])
def test_what_the_commands_export_they_import_as_the_same(with_conduct, tmp_path, edition):
    out = tmp_path / "审批表.zip"
    call_command("export_roster", str(out), format="lrmx", edition=edition, stdout=StringIO())
    code, people = lines("--dry-run", out)
    assert code == 0 and len(people) == RosterEntry.objects.open().count()
    assert [(one["action"], one["changes"]) for one in people] == [("same", {})] * len(people)


def test_forms_of_a_day_with_conduct_change_nothing(with_conduct, tmp_path):
    people = Cadre.objects.visible_to(with_conduct.city).order_by("pk")
    for cadre, form in forms_of(people, with_conduct.city, TODAY, Edition.NEW):
        text, _ = lrm.write(form)
        (tmp_path / f"{cadre.pk}.lrm").write_bytes(text)
    assert {action for _, action, _, _ in found(tmp_path, with_conduct.city)} == {"same"}


def test_kinds_on_file_are_kept_where_a_line_is_added(filed):
    cadre = filed.cadres["周雨晴"]
    ResumeLine.objects.filter(cadre=cadre, text="清河市科学技术局科员").update(kind="study")
    told = only("周雨晴", (1992, 5))
    told.resume = [*LINES, Line(date(2021, 1, 1), date(2021, 7, 1), "市委党校学习", "study", True)]
    taken_in([told])
    kinds = {line.text: line.kind for line in resume_of(Cadre.objects.get(pk=cadre.pk))}
    assert kinds["清河市科学技术局科员"] == "study" and kinds["市委党校学习"] == "study"


def test_a_text_of_conduct_that_says_more_is_told(with_conduct):
    told = only("周雨晴", (1992, 5))
    told.texts = {"rewards": "2019年05月，荣获“清河市劳动模范”。"}
    (row,) = checked([told], actor=None, unit=None, on=TODAY)
    assert row.changes["rewards"] == ["", "2019年05月，荣获“清河市劳动模范”。"]
