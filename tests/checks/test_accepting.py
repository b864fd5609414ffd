"""A suggestion is taken over by the service that writes the field, logged, by the seen version."""

from datetime import date

import pytest

from cadres.approval.models import ApprovalTexts
from cadres.changes.models import ChangeRequest
from cadres.checks.accepting import accept
from cadres.checks.models import Finding
from cadres.checks.refreshing import refresh_people
from cadres.editing.access import Editing, Way
from cadres.people.models import Cadre, Discipline, FamilyMember
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from tests.checks.drafts import TODAY, Draft, by_hand


@pytest.fixture
def clean(world) -> Draft:
    return by_hand(world.named["市交通运输局"])


def found(cadre: Cadre, rule: str) -> Finding:
    refresh_people([cadre.pk], on=TODAY)
    return Finding.objects.get(cadre=cadre, rule=rule)


def take(world, cadre: Cadre, rule: str, way: Way = Way.KEEP, seen: int | None = None):
    finding = found(cadre, rule)
    cadre = Cadre.objects.select_related("unit").get(pk=cadre.pk)
    return accept(
        actor=world.city if way == Way.KEEP else world.clerk,
        finding=finding,
        editing=Editing(cadre, way),
        seen=finding.version if seen is None else seen,
        on=TODAY,
    )


FACTS = [
    ("identity.health", {"health": ""}, "health", "1"),
    ("identity.phone", {"phone": "199 0000-1234"}, "phone", "19900001234"),
    ("identity.number_gender", {"gender": "1"}, "gender", "2"),
    ("origin.suffix_native_place", {"native_place": "云州省青川县"}, "native_place", "云州青川"),
    ("origin.marks_birth_place", {"birth_place": "云州 青川"}, "birth_place", "云州青川"),
    ("party.no_status", {"political_status": ""}, "political_status", "01"),
    (
        "party.long_probation",
        {"political_status": "02", "party_join": date(2020, 1, 1)},
        "political_status",
        "01",
    ),
    (
        "education.fulltime_school_text",
        {"fulltime_school": "云州大学交通工程专业"},
        "fulltime_school",
        "云州大学",
    ),
    ("party.second_joining", {"second_party_join": date(2020, 1, 1)}, "second_party_join", None),
]


@pytest.mark.parametrize(("rule", "spoiled", "field", "mended"), FACTS)
def test_a_fact(world, clean, rule, spoiled, field, mended):
    cadre = clean.change(**spoiled).stored()
    assert take(world, cadre, rule) is None
    cadre.refresh_from_db()
    assert getattr(cadre, field) == mended
    assert cadre.version == 2
    assert not Finding.objects.filter(cadre=cadre, rule=rule).exists()
    assert AuditEntry.objects.filter(subject="cadre", subject_id=str(cadre.pk)).first().detail


def test_a_month_from_the_resume(world, clean):
    cadre = clean.change(work_start=date(2014, 6, 1), level_since=date(2021, 3, 1)).stored()
    take(world, cadre, "work.start_in_resume")
    cadre.refresh_from_db()
    assert cadre.work_start == date(2014, 7, 1)


def test_a_member_of_the_family(world, clean):
    cadre = clean.member(0, relation="爱人").member(2, politics="党员").stored()
    take(world, cadre, "family.relation")
    take(world, cadre, "family.politics")
    rows = FamilyMember.objects.filter(cadre=cadre)
    assert list(rows.values_list("relation", "politics"))[0::2] == [
        ("丈夫", "中共党员"),
        ("父亲", "中共党员"),
    ]
    assert rows.count() == 4


def test_a_text_of_the_form(world, clean):
    clean.texts["assessments"] = "2023-2025年称职"
    cadre = clean.stored()
    take(world, cadre, "form.assessments")
    told = ApprovalTexts.objects.get(cadre=cadre).assessments
    assert told == "2023年、2024年、2025年年度考核均为称职。"


def test_the_effect_of_a_sanction(world, clean):
    cadre = clean.stored()
    Discipline.objects.create(
        cadre=cadre, kind="party", measure="警告", decided_on=date(2025, 3, 4)
    )
    take(world, cadre, "conduct.no_effect")
    assert Discipline.objects.get(cadre=cadre).effect_until == date(2026, 3, 4)


def test_whoever_was_slower_is_refused(world, clean):
    cadre = clean.change(health="").stored()
    finding = found(cadre, "identity.health")
    with pytest.raises(Stale):
        take(world, cadre, "identity.health", seen=finding.version - 1)
    Cadre.objects.filter(pk=cadre.pk).update(version=9)
    with pytest.raises(Stale):
        accept(
            actor=world.city,
            finding=finding,
            editing=Editing(Cadre.objects.get(pk=cadre.pk), Way.KEEP),
            seen=finding.version,
            on=TODAY,
        )
    assert Cadre.objects.get(pk=cadre.pk).health == ""


def test_nothing_suggested_is_nothing_to_take(world, clean):
    cadre = clean.change(native_place="云州").stored()
    with pytest.raises(DomainError, match="没有可以采用的建议"):
        take(world, cadre, "origin.short_native_place")


def test_a_unit_asks_for_what_it_may_not_write(world, clean):
    cadre = clean.change(health="").member(0, relation="爱人").stored()
    request = take(world, cadre, "identity.health", Way.ASK)
    assert request == ChangeRequest.objects.get() and request.reason.startswith("校核：")
    assert Cadre.objects.get(pk=cadre.pk).health == ""
    take(world, cadre, "family.relation", Way.ASK)
    assert set(request.fields.values_list("field", flat=True)) == {"health", "family"}
    assert take(world, cadre, "identity.health", Way.WRITE) is None
    assert Cadre.objects.get(pk=cadre.pk).health == "1"


def test_a_unit_takes_over_neither_texts_nor_sanctions(world, clean):
    clean.texts["assessments"] = "2023-2025年称职"
    cadre = clean.stored()
    Discipline.objects.create(
        cadre=cadre, kind="party", measure="警告", decided_on=date(2025, 3, 4)
    )
    for rule in ("form.assessments", "conduct.no_effect"):
        with pytest.raises(NotAllowed):
            take(world, cadre, rule, Way.ASK)
