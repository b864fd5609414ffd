"""`manage.py year_end`: the files of a year, what it tells, what it refuses."""

import io

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from core.audit.models import Action, AuditEntry
from reporting.annual.models import AnnualReport, Paper
from tests.volume.making import YEAR, again, filed, report_of, root, some_units
from tests.volume.quick import quick as quick


def run(*args: object, year: int = YEAR) -> str:
    out = io.StringIO()
    call_command("year_end", str(year), *map(str, args), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def names(folder) -> set[str]:
    """What stands in a folder; the kept files of the test are beside it."""
    return {path.name for path in folder.iterdir() if path.name != "media"}


def of(unit) -> set[str]:
    return {f"{unit.code}-{unit.short_name}.{kind}" for kind in ("pdf", "docx", "xlsx")}


def test_every_filed_report_is_three_files_and_all_of_them_a_volume(world, tmp_path):
    bureau, town = some_units(world, 1)[0], world.named["柳河镇"]
    filed(bureau)
    filed(town)
    report_of(world.named["清源县"])
    said = run("--out", tmp_path / "new" / "folder")
    out = tmp_path / "new" / "folder"
    assert names(out) == of(bureau) | of(town) | {"volume.pdf"}
    assert "已写出 2 份报告" in said
    assert "清源县" in said
    assert "草稿，没有写出" in said
    for path in out.iterdir():
        assert path.read_bytes().startswith(b"%PDF" if path.suffix == ".pdf" else b"PK\x03\x04")
    text = "".join(page.extract_text() for page in PdfReader(out / "volume.pdf").pages)
    assert bureau.name in text.replace(" ", "").replace("\n", "")


def test_a_code_that_is_no_file_name(world, tmp_path, quick):
    one, other = some_units(world, 2)
    for unit in (one, other):
        unit.code = f"/../{unit.pk}[a]*"
        unit.save()
    filed(one)
    report_of(other)
    said = run("--out", tmp_path / "out")
    name = f"_.._{one.pk}[a]_-{one.short_name}"
    assert names(tmp_path / "out") == {f"{name}.{k}" for k in ("pdf", "docx", "xlsx")} | {
        "volume.pdf"
    }
    assert "草稿，没有写出" in said


def test_a_county_has_its_units_and_its_volume(world, tmp_path, quick):
    filed(some_units(world, 1)[0])
    filed(world.named["柳河镇"])
    said = run("--out", tmp_path, "--unit", world.named["青川县"].code)
    assert names(tmp_path) == of(world.named["柳河镇"]) | {"volume.pdf"}
    assert "已写出 1 份报告" in said


def test_a_bureau_has_its_files_and_no_volume(world, tmp_path, quick):
    one, other = some_units(world, 2)
    filed(one)
    filed(other)
    run("--out", tmp_path, "--unit", one.code)
    assert names(tmp_path) == of(one)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--unit", "no.such"), "没有编码为“no.such”的单位"),
        (("--unit", "{unfiled}"), "都没有上报"),
        (("--unit", "{without}"), "没有 2026 年度的报告"),
    ],
)
def test_what_there_is_not_is_refused_before_anything_is_written(world, tmp_path, args, said):
    filed(some_units(world, 1)[0])
    report_of(world.named["清溪镇"])
    known = {"unfiled": world.named["清溪镇"].code, "without": world.named["马渡镇"].code}
    out = tmp_path / "out"
    with pytest.raises(CommandError, match=said):
        run("--out", out, *(arg.format(**known) for arg in args))
    assert not out.exists()
    assert not AuditEntry.objects.filter(action=Action.EXPORT).exists()


def test_a_year_without_reports_is_refused(world, tmp_path):
    filed(some_units(world, 1)[0])
    with pytest.raises(CommandError, match="没有 1999 年度的报告"):
        run("--out", tmp_path / "out", year=1999)


def test_a_folder_that_cannot_be_written_is_refused(world, tmp_path, quick):
    filed(some_units(world, 1)[0])
    (tmp_path / "file").write_text("x")
    for out in (tmp_path / "file", tmp_path / "file" / "below", "/proc/nothing"):
        with pytest.raises(CommandError, match="写不进去"):
            run("--out", out)
    assert not Paper.objects.exists()


def test_a_failure_is_told_with_its_reason_and_the_others_are_written(
    world, tmp_path, quick, monkeypatch
):
    from reporting.volume import keeping

    one, other = some_units(world, 2)
    bad, usual = filed(one), keeping.paper_of
    filed(other)

    def paper_of(whole, kind, on):
        if whole.report == bad.report_id and kind == "docx":
            raise OSError(28, "No space left on device")
        return usual(whole, kind, on)

    monkeypatch.setattr(keeping, "paper_of", paper_of)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 项没有写出") as refused:
        call_command("year_end", str(YEAR), "--out", str(tmp_path), stdout=out)
    assert refused.value.returncode == 1
    row = next(line for line in out.getvalue().splitlines() if line.startswith(one.code))
    assert "未写出" in row
    assert "Word：" in row
    assert "磁盘已满" in row
    missing = {f"{one.code}-{one.short_name}.docx"}
    assert names(tmp_path) == of(one) - missing | of(other) | {"volume.pdf"}
    # Mended, a second run writes what was lacking.
    monkeypatch.setattr(keeping, "paper_of", usual)
    run("--out", tmp_path)
    assert names(tmp_path) == of(one) | of(other) | {"volume.pdf"}


def test_a_second_run_writes_what_was_filed_since_and_mends_what_was_broken(world, tmp_path, quick):
    one, other = some_units(world, 2)
    filing = filed(one)
    filed(other)
    run("--out", tmp_path)
    path = tmp_path / f"{one.code}-{one.short_name}.pdf"
    first = path.read_bytes()
    path.write_bytes(b"half")
    run("--out", tmp_path)
    assert path.read_bytes() == first
    again(filing.report, people=3, unit_name="改了名的单位")
    run("--out", tmp_path)
    assert path.read_bytes() != first
    assert names(tmp_path) == of(one) | of(other) | {"volume.pdf"}


def test_files_of_an_earlier_run_are_told_of(world, tmp_path, quick):
    one, other = some_units(world, 2)
    filing = filed(one)
    filed(other)
    run("--out", tmp_path)
    AnnualReport.objects.filter(pk=filing.report_id).update(
        state="returned", returned_on=filing.filed_on, refile_by=filing.filed_on
    )
    said = run("--out", tmp_path)
    assert f"{one.code}-{one.short_name}.pdf" in said
    assert "是以前写出的" in said
    assert of(one) <= names(tmp_path)


def test_two_processes_make_each_file_once(committed_world, tmp_path):
    units = some_units(committed_world, 5)
    for unit in units:
        filed(unit, people=5)
    said = run("--out", tmp_path)
    assert "已写出 5 份报告" in said
    assert names(tmp_path) == set().union(*map(of, units)) | {"volume.pdf"}
    assert Paper.objects.count() == 15


def test_the_log_says_that_the_system_did_it(world, tmp_path, quick):
    filed(some_units(world, 1)[0])
    run("--out", tmp_path)
    entry = AuditEntry.objects.filter(action=Action.EXPORT).get()
    assert (entry.actor_kind, entry.rows) == ("system", 1)
    assert entry.detail == {"year": YEAR, "unit": root(world).code}
