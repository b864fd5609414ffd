"""`manage.py import_roster`: lines of JSON, exit codes, and what is written of what files say."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cadres.importing.models import ImportBatch, ImportRow
from cadres.people.models import Cadre
from cadres.people.services.rows import family_of, resume_of

SAMPLES = Path(__file__).parent.parent.parent / "samples"
# The county of the samples is none of the world's.
USUAL = ("--unit", "001.002.004.301")
KEYS = ["file", "row", "person", "action", "changes", "warnings", "errors"]


def run(*arguments: object, **options: object) -> tuple[int, str, str]:
    """Exit code, standard output and error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_roster", *map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def lines(*arguments: object) -> tuple[int, list[dict]]:
    """Exit code and the objects of a run with --json."""
    code, out, _ = run("--json", *arguments)
    return code, [json.loads(line) for line in out.splitlines()]


def told_alike(values: dict) -> dict:
    """What both forms can hold."""
    return {k: v for k, v in values.items() if k not in ("id_number", "retire_month", "photo")}


def test_both_samples_tell_the_same_person(world):
    code, (new,) = lines(*USUAL, "--dry-run", SAMPLES / "sample.lrmx")
    _, (old,) = lines(*USUAL, "--dry-run", SAMPLES / "sample.lrm")
    assert code == 0
    assert list(new) == KEYS
    assert (new["file"], new["row"], new["action"], new["errors"]) == (
        "sample.lrmx", None, "create", [],
    )  # fmt: skip
    assert new["person"]["name"] == "周航" and new["person"]["birth"] == "1992.05"
    assert new["person"]["unit"] == "柳河镇"
    assert told_alike(new["person"]) == told_alike(old["person"])
    assert not Cadre.objects.filter(name="周航").exists()
    assert not ImportBatch.objects.exists()


def test_both_samples_are_written_alike(world):
    assert run(*USUAL, SAMPLES / "sample.lrmx")[0] == 0
    first = Cadre.objects.get(name="周航")
    assert first.unit == world.named["柳河镇"]
    assert first.photo and first.id_masked == "990121********1314"
    lines_of, family = resume_of(first), family_of(first)
    assert len(lines_of) == 8 and len(family) == 4
    code, (again,) = lines(*USUAL, SAMPLES / "sample.lrmx")
    assert (code, again["action"], again["changes"]) == (0, "same", {})
    code, (older,) = lines(*USUAL, SAMPLES / "sample.lrm")
    assert (code, older["action"], older["changes"]) == (0, "same", {})


def test_a_number_is_masked_in_every_line(world):
    _, out, _ = run(*USUAL, "--json", "--dry-run", SAMPLES / "sample.lrmx")
    assert "990121********1314" in out
    text = (SAMPLES / "sample.lrmx").read_text("utf-8-sig")
    number = text.split("<ShenFenZheng>")[1].split("<")[0]
    assert number not in out


def test_a_file_that_cannot_be_read_is_an_error_without_a_person(world, tmp_path):
    broken = tmp_path / "坏.lrmx"
    broken.write_text("<Person><XingMing>", "utf-8")
    code, found = lines(*USUAL, broken, SAMPLES / "sample.lrmx")
    assert code == 1
    assert [one["action"] for one in found] == ["error", "create"]
    assert found[0]["person"] == {} and found[0]["errors"][0]["reason"]
    assert not Cadre.objects.filter(name="周航").exists()


def test_sound_people_are_written_beside_errors_only_when_told_so(world, tmp_path):
    (tmp_path / "空.lrmx").write_bytes(b"")
    code, out, _ = run(*USUAL, "--skip-errors", tmp_path / "空.lrmx", SAMPLES / "sample.lrmx")
    assert code == 1 and "已写入：新增 1 人" in out
    assert Cadre.objects.filter(name="周航").exists()


def test_several_hits_are_not_written_and_are_no_error(world):
    for _ in range(2):
        cadre = Cadre.objects.get(name="李明朗")
        cadre.pk, cadre.name, cadre.birth = None, "周航", "1992-05-01"
        from cadres.people.prepare import prepared

        for name, value in prepared("周航").items():
            setattr(cadre, name, value)
        cadre.save(force_insert=True)
    code, (found,) = lines(*USUAL, SAMPLES / "sample.lrmx")
    assert (code, found["action"]) == (0, "choose")
    assert Cadre.objects.filter(name="周航").count() == 2


def test_a_county_writes_its_own_alone(world):
    code, (found,) = lines(*USUAL, "--as", "county", SAMPLES / "sample.lrmx")
    assert (code, found["action"]) == (0, "create")
    assert Cadre.objects.get(name="周航").changed_by == world.county
    assert ImportBatch.objects.get().asked_by == world.county


@pytest.mark.parametrize("username", ["secretary", "auditor", "nobody", "不存在"])
def test_who_keeps_no_files_imports_nothing(world, username):
    with pytest.raises(CommandError, match="不能导入"):
        run(*USUAL, "--as", username, SAMPLES / "sample.lrmx")


def test_a_default_unit_takes_whoever_says_none(world, tmp_path):
    text = (SAMPLES / "sample.lrmx").read_text("utf-8-sig").replace("柳河镇", "石门镇")
    (tmp_path / "a.lrmx").write_text(text, "utf-8")
    code, (found,) = lines("--dry-run", tmp_path / "a.lrmx")
    assert code == 1 and found["errors"][0]["field"] == "unit"
    code, (found,) = lines("--unit", world.named["马渡镇"].code, tmp_path / "a.lrmx")
    assert (code, found["person"]["unit"]) == (0, "马渡镇")
    with pytest.raises(CommandError, match="没有编码为“nix”的单位"):
        run("--unit", "nix", tmp_path / "a.lrmx")


def test_a_county_that_the_tree_has_not_is_not_taken_for_another(world):
    code, (found,) = lines("--dry-run", SAMPLES / "sample.lrmx")
    assert (code, found["errors"][0]["field"]) == (1, "unit")
    assert "没有“云州省清河市石桥县”的“柳河镇”" in found["errors"][0]["reason"]
    _, (found,) = lines(*USUAL, "--dry-run", SAMPLES / "sample.lrmx")
    assert any(one["field"] == "unit" for one in found["warnings"])


def test_a_path_that_is_not_there_is_an_error(world, tmp_path):
    code, found = lines(tmp_path / "没有.xlsx")
    assert code == 1 and [one["action"] for one in found] == ["error"]
    assert not ImportRow.objects.exists()
