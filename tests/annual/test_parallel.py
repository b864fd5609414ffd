"""Two who file, open or write at once: each thing is done once, and the slower is told."""

import pytest

from policy.duties.models import Duty
from reporting.annual import services
from reporting.annual.models import AnnualReport, Filing, Opinion
from tests.annual.making import BUREAU, ON, OPENED, opened, passage, report, said
from tests.rounds.test_parallel import at_once
from tests.world import World


@pytest.mark.django_db(transaction=True)
def test_a_year_is_opened_a_report_is_written_and_filed_once(committed_world: World) -> None:
    world = committed_world
    unit = [world.named[BUREAU], world.named["市科技局"]]
    given = {"actor": world.city, "year": 2026, "on": OPENED}
    opening = (
        lambda: services.open_reports(units=unit, **given),
        lambda: services.open_reports(units=unit[::-1], **given),
    )
    assert at_once(*opening) == ["", ""]
    assert AnnualReport.objects.count() == 2
    one = report(world)
    assert one.passages.count() == 7 and Opinion.objects.filter(report=one).count() == 2
    rows = Duty.objects.filter(rule="report.file", subject=one.unit_id)
    assert rows.count() == 1

    seen = passage(world).version
    words = [
        lambda who=who: services.write(
            actor=world.users[who], report=one, part=1, text=f"{who}写的", seen=seen, on=ON
        )
        for who in ("secretary", "clerk")
    ]
    told = at_once(*words)
    assert sorted(bool(refusal) for refusal in told) == [False, True]
    assert "您的修改没有保存" in "".join(told)
    winner = ("secretary", "clerk")[told.index("")]
    assert passage(world).text == f"{winner}写的" and passage(world).version == seen + 1

    opened(world)
    one = said(world)
    filing = [lambda: services.file(actor=world.secretary, report=one, seen=one.version, on=ON)] * 3
    told = at_once(*filing)
    assert sorted(bool(refusal) for refusal in told) == [False, True, True]
    assert all("现在是“已上报”" in refusal for refusal in told if refusal)
    assert Filing.objects.filter(report=one).count() == 1
    assert Duty.objects.filter(rule="report.review", subject=one.unit_id).count() == 1
