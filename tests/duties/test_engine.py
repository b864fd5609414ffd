"""The engine on the smallest world."""

from datetime import date

from assessments.talks.models import Talk
from policy.duties.models import Duty
from policy.duties.refreshing import refresh, refresh_people
from tests.world import World


def states(period: str) -> dict[str, str]:
    """Name to state, of a period."""
    rows = Duty.objects.filter(period=period)
    return dict(rows.values_list("cadre__name", "state"))


def test_quarters_open_close_and_stay(world: World) -> None:
    on = date(2026, 11, 23)
    first = refresh(on=on)["talk.quarterly"]
    assert first.made == first.wanted > 0
    assert states("2026Q2")["曾可欣"] == "withdrawn"
    assert states("2026Q4") == dict.fromkeys(
        ("周雨晴", "陈思远", "李明朗", "赵文博", "罗天翊"), "open"
    )
    assert refresh(on=on)["talk.quarterly"].changes == 0
    talk = Talk.objects.create(
        cadre=world.cadres["陈思远"],
        unit=world.cadres["陈思远"].unit,
        held_on=date(2026, 10, 9),
        place="会议室",
        led_by="马建国",
    )
    refresh_people([talk.cadre_id], on=on)
    assert states("2026Q4")["陈思远"] == "done"
    duty = Duty.objects.get(period="2026Q4", cadre=talk.cadre)
    assert (duty.done_on, duty.evidence) == (talk.held_on, talk.pk)
    talk.delete()
    units = [world.cadres["陈思远"].unit_id]
    assert refresh(on=on, units=units)["talk.quarterly"].reopened == 1
