"""Loading code tables: once per content, set-based, with every former meaning kept."""

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.codes.datafile import BUNDLED, read
from core.codes.loader import load
from core.codes.models import Code, CodeRelease, CodeTable
from core.errors import DomainError


@pytest.fixture(autouse=True)
def _nothing_loaded(db) -> None:
    """The suite's database has the bundled tables already; these tests begin without."""
    Code.objects.all().delete()
    CodeTable.objects.all().delete()
    CodeRelease.objects.all().delete()


def file(path, tables, note="试"):
    """A data file of `{key: [(code, name)]}`."""
    content = {
        "note": note,
        "tables": [
            {"key": key, "label": key, "standard": "试", "codes": [_row(*row) for row in rows]}
            for key, rows in tables.items()
        ],
    }
    path.write_bytes(orjson.dumps(content))
    return path


def _row(code, name, **extra):
    return {"code": code, "name": name, **extra}


def meanings(**conditions):
    return list(Code.objects.filter(**conditions).order_by("pk").values_list("code", "name"))


def test_the_bundled_file_is_whole():
    data = read()
    assert len(data.tables) == 46
    assert len(data.meanings) == 596
    assert all(label for _, label, _ in data.tables)
    nations = [m for m in data.meanings if m.table == "GB3304_nation"]
    assert nations[0].name == "汉族"


def test_loading_twice_changes_nothing():
    assert load(read()).introduced == 596
    again = load(read())
    assert not again.is_new
    assert again.release.number == 1
    assert (Code.objects.count(), CodeRelease.objects.count()) == (596, 1)


def test_a_load_is_a_few_statements(tmp_path):
    counts = []
    for size in (3, 500):
        path = file(tmp_path / "codes.json", {"t": [(f"{n}", f"第{n}") for n in range(size)]})
        with CaptureQueriesContext(connection) as captured:
            load(read(path))
        counts.append(len(captured))
    assert counts[1] <= counts[0] + 1
    assert counts[1] < 16


def test_a_changed_meaning_is_a_new_row_and_a_missing_one_is_withdrawn(tmp_path):
    path = tmp_path / "codes.json"
    load(read(file(path, {"t": [("1", "甲"), ("2", "乙"), ("3", "丙")], "gone": [("1", "x")]})))
    loaded = load(read(file(path, {"t": [("3", "丙"), ("1", "新甲")]})))
    assert (loaded.introduced, loaded.withdrawn) == (1, 3)
    assert loaded.release.number == 2
    assert meanings(table="t", withdrawn_in=2) == [("1", "甲"), ("2", "乙")]
    current = Code.objects.current().filter(table="t").order_by("position")
    assert [(c.code, c.name, c.introduced_in_id) for c in current] == [
        ("3", "丙", 1),
        ("1", "新甲", 2),
    ]
    assert CodeTable.objects.filter(pk="gone").exists()


def test_changed_extra_facts_are_a_changed_meaning(tmp_path):
    path = tmp_path / "codes.json"
    content = {
        "note": "",
        "tables": [{"key": "t", "label": "t", "codes": [_row("1", "警告", months=6)]}],
    }
    path.write_bytes(orjson.dumps(content))
    load(read(path))
    content["tables"][0]["codes"][0]["months"] = 12
    path.write_bytes(orjson.dumps(content))
    load(read(path))
    assert list(Code.objects.order_by("pk").values_list("extra", flat=True)) == [
        {"months": 6},
        {"months": 12},
    ]


def test_an_earlier_state_is_not_loaded_over_a_later_one(tmp_path):
    path = tmp_path / "codes.json"
    first = {"t": [("1", "甲")]}
    load(read(file(path, first)))
    load(read(file(path, {"t": [("1", "乙")]})))
    with pytest.raises(DomainError, match=r"第 1 版.*第 2 版"):
        load(read(file(path, first)))
    assert meanings(withdrawn_in__isnull=True) == [("1", "乙")]


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ("text", "tables"),
        ([1], "第 1 张表"),
        ([{"key": "t", "label": "t"}], "codes"),
        ([{"key": "", "label": "t", "codes": []}], "key"),
        ([{"key": "t", "label": 7, "codes": []}], "label"),
        ([{"key": "t", "label": "t", "codes": ["x"]}], "第 1 个代码"),
        ([{"key": "t", "label": "t", "codes": [{"code": "1"}]}], "name"),
        ([{"key": "t", "label": "t", "codes": [{"code": "1" * 21, "name": "x"}]}], "code"),
        ([{"key": "t", "label": "t", "codes": [_row("1", "x"), _row("1", "y")]}], "两次"),
        ([{"key": "t", "label": "t", "codes": []}] * 2, "两次"),
    ],
)
def test_a_bad_file_is_refused_in_words(tmp_path, tables, sentence):
    path = tmp_path / "codes.json"
    path.write_bytes(orjson.dumps({"tables": tables}))
    with pytest.raises(CommandError, match=sentence):
        call_command("load_codes", file=path)
    assert not CodeRelease.objects.exists()


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "torn.json").write_bytes(b"{")
    for name in ("torn.json", "absent.json"):
        with pytest.raises(CommandError, match=name):
            call_command("load_codes", file=tmp_path / name)


def test_the_command_says_what_it_did(capsys):
    call_command("load_codes")
    call_command("load_codes", file=BUNDLED)
    first, second = capsys.readouterr().out.splitlines()
    assert first == "代码表第 1 版：新增 596 个代码，停用 0 个。"
    assert second == "代码表没有变化，仍为第 1 版。"
