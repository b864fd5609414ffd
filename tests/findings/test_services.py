"""What departments record, what is refused, and who is told that facts have changed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assessments.findings import services
from assessments.findings.models import ConductFinding, FindingFile, FindingRevision
from cadres.people.models import Cadre
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from tests.findings.making import PDF, SECRET, found, upload, values
from tests.world_people import TODAY

heard: list[tuple[tuple[int, ...], date]] = []


def listen(people, *, on: date) -> None:
    """A follower, as `settings.FOLLOWERS` names one."""
    heard.append((tuple(people), on))


@pytest.fixture
def followed(settings) -> list:
    """Who was told of, in order."""
    settings.FOLLOWERS = (f"{__name__}.listen",)
    heard.clear()
    return heard


def test_recorded_amended_withdrawn(world, followed) -> None:
    finding = found(world)
    assert finding.files.get().size == len(PDF)
    services.amend(
        actor=world.city, finding=finding, seen=1, reason="笔误", on=TODAY, told="违反纪律"
    )
    finding.refresh_from_db()
    assert (finding.told, finding.version) == ("违反纪律", 2)
    revision = FindingRevision.objects.get()
    assert revision.changes == {"told": ["违反廉洁纪律", "违反纪律"]}
    services.withdraw(actor=world.city, finding=finding, seen=2, reason="查无实据", on=TODAY)
    finding.refresh_from_db()
    assert (finding.withdrawn_on, finding.withdrawn) == (TODAY, "查无实据")
    assert not ConductFinding.objects.standing().exists()
    assert followed == [((finding.cadre_id,), TODAY)] * 3


def test_what_was_withdrawn_stays_as_it_is(world) -> None:
    finding = found(world)
    services.withdraw(actor=world.city, finding=finding, seen=1, reason="查无实据", on=TODAY)
    verbs = (
        lambda: services.withdraw(
            actor=world.city, finding=finding, seen=None, reason="再撤", on=TODAY
        ),
        lambda: services.amend(
            actor=world.city, finding=finding, seen=None, reason="改", on=TODAY, told="别的"
        ),
        lambda: services.add_files(
            actor=world.city, finding=finding, files=[upload("二.pdf", PDF + b"2")]
        ),
        lambda: services.remove_file(actor=world.city, file=finding.files.get()),
    )
    for verb in verbs:
        with pytest.raises(DomainError, match="已撤销"):
            verb()
    assert FindingFile.objects.count() == 1


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre", "auditor", "county", "nobody"])
def test_nobody_else_records_or_changes_one(world, who) -> None:
    finding, actor = found(world), world.users[who]
    with pytest.raises(NotAllowed):
        services.record(actor=actor, cadre=finding.cadre, on=TODAY, **values(facts="别的"))
    with pytest.raises(NotAllowed):
        services.amend(actor=actor, finding=finding, seen=1, reason="改", on=TODAY, told="别的")
    with pytest.raises(NotAllowed):
        services.withdraw(actor=actor, finding=finding, seen=1, reason="撤", on=TODAY)
    with pytest.raises(NotAllowed):
        services.add_files(actor=actor, finding=finding, files=[upload("二.pdf", PDF + b"2")])
    with pytest.raises(NotAllowed):
        services.remove_file(actor=actor, file=finding.files.get())


def test_a_county_records_about_its_own(world) -> None:
    cadre = world.cadres["赵文博"]
    made = services.record(actor=world.county, cadre=cadre, on=TODAY, **values())
    assert made.changed_by == world.county


def test_nobody_judges_himself(world) -> None:
    finding = found(world)
    Cadre.objects.filter(pk=finding.cadre_id).update(account=world.city)
    with pytest.raises(NotAllowed):
        services.record(actor=world.city, cadre=finding.cadre, on=TODAY, **values(facts="别的"))
    with pytest.raises(NotAllowed):
        services.withdraw(actor=world.city, finding=finding, seen=1, reason="撤", on=TODAY)


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"found_on": date(2026, 11, 24)}, "found_on", "2026-11-24 还没有到"),
        ({"found_on": date(1980, 1, 1)}, "found_on", "不晚于出生年月"),
        ({"facts": "　 "}, "facts", "请写明事实"),
        ({"facts": "事" * 4001}, "facts", "4001 字，最多 4000 字"),
        ({"told": ""}, "told", "请写明告知表述"),
        ({"told": "信访举报反映的问题属实"}, "told", "写了线索来源“信访举报”"),
    ],
)
def test_what_is_refused_changes_nothing(world, followed, changed, field, words) -> None:
    with pytest.raises(ValidationError) as refused:
        found(world, **changed)
    assert words in str(refused.value.message_dict[field])
    assert not ConductFinding.objects.exists()
    assert followed == []


def test_the_last_day_that_is_taken_is_today(world) -> None:
    assert found(world, found_on=TODAY).found_on == TODAY


def test_a_wrong_file_leaves_nothing_behind(world) -> None:
    with pytest.raises(ValidationError, match="内容不是 PDF 文件"):
        found(world, files=[upload(), upload("假.pdf", b"MZ")])
    assert not ConductFinding.objects.exists()
    assert not FindingFile.objects.exists()


def test_the_same_finding_is_on_record_once(world) -> None:
    first = found(world)
    with pytest.raises(DomainError, match="已有一项相同的认定"):
        found(world)
    services.withdraw(actor=world.city, finding=first, seen=1, reason="记错", on=TODAY)
    assert found(world).pk != first.pk


def test_who_was_faster(world) -> None:
    finding = found(world)
    services.amend(actor=world.city, finding=finding, seen=1, reason="改", on=TODAY, told="甲")
    with pytest.raises(Stale, match="林静文"):
        services.amend(actor=world.city, finding=finding, seen=1, reason="改", on=TODAY, told="乙")
    with pytest.raises(DomainError, match="没有需要修改的内容"):
        services.amend(actor=world.city, finding=finding, seen=2, reason="改", on=TODAY, told="甲")


def test_the_log_tells_neither_whose_nor_what(world) -> None:
    before = AuditEntry.objects.latest("pk").pk
    finding = found(world)
    services.amend(actor=world.city, finding=finding, seen=1, reason="笔误", on=TODAY, told="甲")
    services.withdraw(actor=world.city, finding=finding, seen=2, reason="查无实据", on=TODAY)
    rows = AuditEntry.objects.filter(subject="conductfinding", subject_id=str(finding.pk))
    assert rows.count() == 4
    told = str([(row.subject_label, row.detail) for row in rows])
    for secret in (*SECRET, "2026-11-02", "信访", "陈思远", "笔误", "查无实据", "甲"):
        assert secret not in told
    of_person = AuditEntry.objects.filter(subject="cadre", pk__gt=before)
    assert [row.subject_label for row in of_person] == [f"陈思远 调出个案 {TODAY}"]
