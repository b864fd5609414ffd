"""Judging a line: who may, what it says afterwards, the second click, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cadres.people.models import Cadre, ResumeLine
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from rotation.grassroots import services
from rotation.grassroots.models import GrassrootsJudgement
from rotation.grassroots.months import counted_months
from tests.grassroots.lives import Held, posting

ON = date(2026, 11, 23)
SINCE = date(2020, 1, 1)
TEXT = "清河市科学技术局派驻基层站点科员"


@pytest.fixture
def line(world) -> ResumeLine:
    cadre = world.cadres["陈思远"]
    return ResumeLine.objects.create(cadre=cadre, since=SINCE, until=date(2022, 1, 1), text=TEXT)


def said(world, line, actor="city", **more):
    given = {"kind": "6", "reason": "档案中有派驻文件", "seen": ""} | more
    return services.judge(
        actor=world.users[actor], cadre=line.cadre, since=SINCE, text=TEXT, on=ON, **given
    )


def months(line) -> int:
    rows = Cadre.objects.filter(pk=line.cadre_id)
    return rows.values_list(counted_months(ON, "pk"), flat=True).get()


def test_a_line_counts_when_it_was_judged_so(world, line):
    assert months(line) == 0
    made = said(world, line)
    assert months(line) == 24
    entry = AuditEntry.objects.latest("pk")
    assert entry.detail == {
        f"2020.01—2022.01 {TEXT}": ["按经历文字", "事业单位基层：档案中有派驻文件"]
    }
    # The second click of the same finds it done, whatever it had seen.
    assert said(world, line).pk == made.pk
    assert AuditEntry.objects.latest("pk") == entry
    said(world, line, kind="", reason="只是借用", seen=services.mark_of(made))
    assert months(line) == 0
    now = GrassrootsJudgement.objects.get()
    assert said(world, line, kind=services.AS_WORDS, seen=services.mark_of(now)) is None
    assert not GrassrootsJudgement.objects.exists()


def test_what_somebody_else_judged_is_not_written_over(world, line):
    said(world, line)
    with pytest.raises(Stale, match="林静文"):
        said(world, line, kind="2", reason="另有材料")
    assert GrassrootsJudgement.objects.get().kind == "6"


@pytest.mark.parametrize("who", ["county", "secretary", "clerk", "cadre", "auditor", "nobody"])
def test_departments_judge_the_people_they_keep(world, line, who):
    with pytest.raises(NotAllowed):
        said(world, line, actor=who)


def test_nobody_judges_himself(world, line):
    Cadre.objects.filter(pk=line.cadre_id).update(account=world.city)
    with pytest.raises(NotAllowed):
        said(world, line)


def test_what_is_refused(world, line):
    with pytest.raises(ValidationError, match="理由"):
        said(world, line, reason=" ")
    with pytest.raises(ValidationError, match="类别"):
        said(world, line, kind="9")
    held = Held(SINCE, date(2022, 1, 1), counts=True, is_main=True, wrote=TEXT)
    row = posting(line.cadre, held, world.named["市交通运输局"], world.named["柳河镇"])
    row.save()
    with pytest.raises(DomainError, match="任职与锻炼"):
        said(world, line)
    row.delete()
    line.delete()
    with pytest.raises(DomainError, match="没有这段经历"):
        said(world, line)


def test_the_page(world, line, client_for):
    address = reverse("grassroots:judge", args=[line.pk])
    page = client_for(world.city).get(address)
    assert page.status_code == 200
    assert TEXT in page.content.decode()
    posted = {"kind": "6", "reason": "", "seen": ""}
    answer = client_for(world.city).post(address, posted)
    assert (answer.status_code, "请写明认定的理由" in answer.content.decode()) == (400, True)
    for kind in ("nonsense", "\x00", ""):
        wrong = client_for(world.city).post(address, posted | {"kind": kind})
        assert wrong.status_code == 400
    answer = client_for(world.city).post(address, posted | {"reason": "档案中有派驻文件"})
    assert answer.status_code == 302
    assert months(line) == 24
    assert client_for(world.secretary).get(address).status_code == 403
    for who in (world.county, world.auditor, world.nobody):
        assert client_for(who).get(address).status_code == 404
