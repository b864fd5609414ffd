"""The sealed log: one changed byte anywhere is found."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from core.audit import chain
from core.audit.models import Action, AuditEntry, AuditLink
from core.audit.services import record

COLUMNS = {
    "actor_label": "'X' || substr(actor_label, 2)",
    "action": "'export'",
    "subject": "subject || ' '",
    "subject_label": "'改' || subject_label",
    "detail": """'{"name": ["旧", "篡"]}'""",
    "rows": "rows + 1",
    "address": "'10.0.0.9'",
    "at": "at + interval '1 microsecond'",
    "actor_id": "actor_id + 1",
    "request_id": "'x'",
    "mac": "overlay(mac placing (case when left(mac, 1) = '0' then '1' else '0' end) from 1 for 1)",
}


@pytest.fixture
def entries(world) -> list[AuditEntry]:
    AuditEntry.objects.count()
    return [
        record(Action.CHANGE, actor=world.city, target=unit, detail={"name": ["旧", "新"]}, rows=1)
        for unit in list(world.units.values())[:5]
    ]


def tamper(sql: str) -> None:
    """What somebody with the database in hand does: switch the triggers off first."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE core_auditlink DISABLE TRIGGER USER")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE core_auditentry ENABLE TRIGGER USER")
        cursor.execute("ALTER TABLE core_auditlink ENABLE TRIGGER USER")


def test_an_untouched_log_is_whole_before_and_after_sealing(entries):
    assert chain.verify().faults == []
    sealed = chain.seal()
    verdict = chain.verify()
    assert verdict.faults == []
    assert (verdict.sealed, verdict.unsealed) == (sealed, 0)
    assert chain.seal() == 0


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("column", sorted(COLUMNS))
def test_one_changed_value_is_found(entries, column, sealed):
    if sealed:
        chain.seal()
    victim = entries[2]
    tamper(f"UPDATE core_auditentry SET {column} = {COLUMNS[column]} WHERE id = {victim.pk}")
    faults = chain.verify().faults
    assert [fault.entry for fault in faults] == [victim.pk]


def test_a_removed_sealed_row_is_found(entries):
    chain.seal()
    tamper(f"DELETE FROM core_auditentry WHERE id = {entries[1].pk}")
    assert any("记录不见了" in fault.sentence for fault in chain.verify().faults)


def test_a_removed_row_with_its_link_is_found(entries):
    chain.seal()
    tamper(
        f"DELETE FROM core_auditlink WHERE entry_id = {entries[1].pk};"
        f"DELETE FROM core_auditentry WHERE id = {entries[1].pk}"
    )
    assert any("缺失" in fault.sentence for fault in chain.verify().faults)


def test_two_exchanged_rows_are_found(entries):
    chain.seal()
    one, two = entries[0].pk, entries[3].pk
    tamper(
        f"UPDATE core_auditlink SET entry_id = -1 WHERE entry_id = {one};"
        f"UPDATE core_auditlink SET entry_id = {one} WHERE entry_id = {two};"
        f"UPDATE core_auditlink SET entry_id = {two} WHERE entry_id = -1"
    )
    assert chain.verify().faults


def test_a_cut_end_is_found_with_an_anchor_noted_elsewhere(entries):
    chain.seal()
    head = AuditLink.objects.order_by("-position").first()
    tamper(
        f"DELETE FROM core_auditlink WHERE position = {head.position};"
        f"DELETE FROM core_auditentry WHERE id = {head.entry_id}"
    )
    assert chain.verify().faults == []
    assert chain.verify(anchor=(head.position, head.digest)).faults


@pytest.mark.parametrize(
    "verb", ["UPDATE core_auditentry SET rows = 9", "DELETE FROM core_auditlink"]
)
def test_the_database_refuses_to_change_the_log(entries, verb):
    chain.seal()
    with (
        pytest.raises(DatabaseError, match="只能追加"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)


def test_the_command_says_what_it_found_and_exits_with_one(entries, capsys):
    chain.seal()
    call_command("verify_audit")
    assert "发现 0 处问题" in capsys.readouterr().out
    tamper(f"UPDATE core_auditentry SET rows = 7 WHERE id = {entries[0].pk}")
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_audit")
    assert stopped.value.code == 1
    assert f"日志 {entries[0].pk} 的内容与写入时不一致" in capsys.readouterr().err


def test_a_malformed_anchor_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="不是“位置:摘要”的形式"):
        call_command("verify_audit", anchor="12")


def test_a_refused_change_leaves_no_log_row(world):
    from core.errors import DomainError
    from core.units import services

    before = AuditEntry.objects.count()
    with pytest.raises(DomainError):
        services.abolish(
            actor=world.city,
            unit=world.named["青川县"],
            seen=1,
            on=world.named["青川县"].established_on,
        )
    assert AuditEntry.objects.count() == before
