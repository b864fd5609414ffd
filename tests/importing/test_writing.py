"""What is written of a batch: all of it as the files told, in a few statements, and logged."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.approval.models import ApprovalTexts
from cadres.identity.vault import open_sealed
from cadres.importing.applying import write
from cadres.importing.models import ImportBatch, ImportRow
from cadres.people.models import Cadre
from cadres.people.services.rows import family_of, resume_of
from cadres.roster.models import RosterEntry
from core.audit.chain import seal, verify
from core.audit.models import AuditEntry
from core.errors import DomainError, Stale
from core.names.strokes import stroke_key
from tests.importing.telling import FAMILY, LINES, an_id, batch_of, look, only, taken_in, told
from tests.world_people import TODAY


def somebody(name: str = "周晓航", **values: object):
    found = told(name=name, id_number=an_id(), **values)
    found.resume, found.family = list(LINES), list(FAMILY)
    found.texts = {"grounds": "工作需要", "filled_on": date(2026, 6, 30)}
    found.stay = {"entered_on": date(2026, 3, 15), "tier": 2, "direction": "building"}
    return found


def test_somebody_new_is_written_with_everything_that_was_told(world):
    written = taken_in([somebody()])
    assert (written.created, written.updated) == (1, 0)
    cadre = Cadre.objects.select_related("unit").get(name="周晓航")
    assert cadre.unit == world.named["市科技局"]
    assert (cadre.birth, cadre.level, cadre.version) == (date(1992, 5, 1), "1A42", 1)
    assert open_sealed(cadre.id_sealed) == an_id()
    assert cadre.stroke_key == stroke_key("周晓航")
    assert cadre.sort_key and cadre.unit_path == world.named["市科技局"].path
    assert resume_of(cadre) == LINES
    assert family_of(cadre) == FAMILY
    texts = ApprovalTexts.objects.get(cadre=cadre)
    assert (texts.grounds, texts.filled_on) == ("工作需要", date(2026, 6, 30))
    stay = RosterEntry.objects.get(cadre=cadre)
    assert (stay.entered_on, stay.tier, stay.direction) == (date(2026, 3, 15), 2, "building")
    assert stay.birth == cadre.birth and stay.entry_snapshot["title"] == cadre.title
    assert stay.stages.get().since == date(2026, 3, 15)


def test_written_again_nothing_changes(world):
    taken_in([somebody()])
    (row,) = look([somebody()])
    assert (row.action, row.changes, row.told.remarks) == ("same", {}, [])


def test_what_differs_is_written_and_nothing_else(world):
    before = world.cadres["周雨晴"]
    change = only("周雨晴", (1992, 5), title="清河市交通运输局办公室主任", pro_title="工程师")
    change.family = list(FAMILY)
    change.texts = {"grounds": "到龄"}
    change.stay = {"tier": 4}
    (row,) = look([change])
    assert row.changes == {
        "title": ["清河市交通运输局综合规划科科长", "清河市交通运输局办公室主任"],
        "pro_title": ["", "工程师"],
        "family": [
            "",
            (
                "妻子　林小禾　1993.09　群众　清河市第三中学教师\n"
                "父亲　周建业　1963.02　中共党员　退休干部"
            ),
        ],
        "tier": ["三级（副县）", "四级（正县）"],
        "grounds": ["", "到龄"],
    }
    write(actor=None, batch=batch_of([row]), on=TODAY)
    after = Cadre.objects.get(pk=before.pk)
    assert (after.title, after.pro_title) == ("清河市交通运输局办公室主任", "工程师")
    assert after.version == before.version + 1
    same = ("birth", "unit_id", "level", "phone", "fulltime_school", "id_hash", "stroke_key")
    assert [getattr(after, n) for n in same] == [getattr(before, n) for n in same]
    assert world.stay("周雨晴").tier == 4
    assert [s.tier for s in world.stay("周雨晴").stages.order_by("since")] == [2, 3, 4]


def test_every_person_is_in_the_log_and_the_log_is_whole(world):
    before = AuditEntry.objects.count()
    taken_in([somebody(), only("周雨晴", (1992, 5), pro_title="工程师")], world.city)
    found = AuditEntry.objects.order_by("pk")[before:]
    said = [(one.action, one.subject, one.subject_label, one.detail) for one in found]
    assert said == [
        (
            "create",
            "cadre",
            "周晓航",
            {"所在单位": "清河市科学技术局", "现任职务": "清河市科学技术局规划科副科长"},
        ),
        ("change", "cadre", "周雨晴", {"专业技术职务": ["", "工程师"]}),
        ("create", "cadre", "周晓航 名册", {"entered_on": ["", "2026-03-15"]}),
        ("import", "imports", "花名册.xlsx", {"新增": 1, "更新": 1}),
    ]
    assert {one.actor_label for one in found} == {str(world.city)}
    assert verify().faults == []
    seal()
    assert verify().faults == []


def test_an_id_number_is_nowhere_to_be_read(world, caplog):
    batch = batch_of(look([somebody(), told(name="李小一", id_number="990121199205120013")]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT r::text FROM cadres_importrow r")
        text = "".join(row for (row,) in cursor.fetchall())
        assert an_id() not in text and "990121199205120013" not in text
        write(actor=None, batch=batch, on=TODAY)
        cursor.execute("SELECT e::text FROM core_auditentry e")
        text = "".join(row for (row,) in cursor.fetchall()) + caplog.text
    assert an_id() not in text and "990121199205120013" not in text


def test_who_changed_since_keeps_the_whole_batch_from_being_written(world):
    batch = batch_of(look([somebody(), only("周雨晴", (1992, 5), pro_title="工程师")]))
    world.cadres["周雨晴"].change(actor=world.city, seen=None, note="有变动")
    with pytest.raises(Stale, match="周雨晴在核对以后又有变动，没有写入任何内容"):
        write(actor=None, batch=batch, on=TODAY)
    assert not Cadre.objects.filter(name="周晓航").exists()
    batch.refresh_from_db()
    assert batch.state == "checked"


def test_who_was_taken_up_since_keeps_the_batch_from_being_written(world):
    batch = batch_of(look([somebody()]))
    taken_in([told()])
    with pytest.raises(Stale, match="周晓航在核对以后已有人登记"):
        write(actor=None, batch=batch, on=TODAY)
    assert Cadre.objects.filter(name="周晓航").count() == 1


def test_a_row_that_the_database_refuses_leaves_nothing(world):
    batch = batch_of(look([somebody(), told(name="王小二", birth=date(1991, 1, 1))]))
    row = batch.rows.get(name="王小二")
    row.told["nation"] = "zz"
    row.save()
    with pytest.raises(DomainError, match="没有写入任何内容"):
        write(actor=None, batch=batch, on=TODAY)
    assert not Cadre.objects.filter(name__in=("周晓航", "王小二")).exists()
    assert ImportBatch.objects.get().state == "checked"


def test_what_was_staged_is_forgotten_when_it_is_written(world):
    wrong = told(name="李小一", birth=None)
    wrong.raw = {"name": "李小一"}
    taken_in([somebody(), only("周雨晴", (1992, 5), pro_title="工程师"), wrong])
    rows = {row.name: row for row in ImportRow.objects.all()}
    assert rows.keys() == {"周晓航", "周雨晴", "李小一"}
    assert all(row.told == {} and row.id_sealed is None for row in rows.values())
    assert rows["周晓航"].cadre.name == "周晓航"
    assert rows["周晓航"].raw is None and rows["李小一"].raw is not None


def statements(people) -> int:
    with CaptureQueriesContext(connection) as asked:
        taken_in(people)
    return len(asked)


def test_the_number_of_statements_does_not_grow_with_the_people(world):
    def some(prefix: str, count: int):
        return [
            told(
                name=prefix + chr(0x4E00 + n),
                row=n,
                birth=date(1990, 1 + n % 12, 1),
                id_number=an_id(f"1990{1 + n % 12:02d}{15 + len(prefix)}", f"{n + 1:03d}"),
            )
            for n in range(count)
        ]

    def whole(people):
        for one in people:
            one.resume, one.family = list(LINES), list(FAMILY)
            one.texts, one.stay = {"grounds": "工作需要"}, {"entered_on": date(2026, 3, 1)}
        return people

    few, many = statements(whole(some("甲", 10))), statements(whole(some("乙乙", 200)))
    assert few == many
    again = [*some("甲", 10)], [*some("乙乙", 200)]
    for people in again:
        for one in whole(people):
            one.values |= {"pro_title": "工程师", "level_since": date(2023, 1, 1)}
            one.texts, one.stay = {"grounds": "到龄"}, {"tier": 1}
            one.family = FAMILY[:1]
    assert statements(again[0]) == statements(again[1])
