"""The timeline by hand: where each bar of one person stands, and what is left out."""

from datetime import date

import pytest

from cadres.dossier import lanes as lanes_of
from cadres.dossier.dossier import dossier
from cadres.dossier.timeline import Bar, Lane, Mark, Tone, recorded
from cadres.dossier.timeline_drawing import timeline
from tests.dossier.lives import HONOUR, MEASURE, with_file

ON = date(2026, 11, 23)
# From 2024-03-01, when 周雨晴 came onto the roster, to 2029-03-01.
DAYS = 1826


def drawn(world, viewer: str = "city", name: str = "周雨晴", on: date = ON, lanes=None):
    found = dossier(world.users[viewer], world.cadres[name].pk, on)
    return timeline(found, lanes)


def bars(line, label: str) -> list[tuple]:
    (lane,) = [lane for lane in line.lanes if lane.label == label]
    return [
        (d.item.text, round(d.x, 2), round(d.width, 2), d.y, str(d.item.tone)) for d in lane.items
    ]


def percent(days: int) -> float:
    return round(100 * days / DAYS, 2)


def test_the_programme_period_of_one_person(world):
    with_file(world.cadres["周雨晴"])
    line = drawn(world)
    assert (line.window.since, line.window.until) == (date(2024, 3, 1), date(2029, 3, 1))
    assert line.window.is_programme
    assert [month for _, month in line.ticks] == [f"{year}.03" for year in range(2024, 2029)]
    days = [0, 365, 730, 1095, 1461]  # 2028 has a 29 February
    assert [round(x, 2) for x, _ in line.ticks] == [percent(day) for day in days]
    assert line.passed == 32
    assert round(line.now, 2) == percent(997)
    # The second post began before the window; the third runs up to the day looked at.
    assert bars(line, "岗位") == [
        ("清河市交通运输局综合规划科副科长", 0.0, percent(671), 22, "done"),
        ("清河市交通运输局综合规划科科长", percent(671), percent(326), 22, "run"),
    ]
    assert bars(line, "学习、其间") == [
        ("市委党校中青年干部培训班学习", percent(184), percent(181), 46, "done")
    ]
    assert bars(line, "名册") == [
        ("在库培养　二级（正科）", 0.0, percent(549), 70, "done"),
        ("列为考察对象　三级（副县）", percent(549), percent(448), 70, "run"),
    ]
    assert bars(line, "后备库") == [
        ("市管副县级、县（区）党政副职", percent(579), percent(418), 94, "run")
    ]
    # A mark takes the room of the rest of its month.
    assert bars(line, "奖惩") == [
        (HONOUR, percent(487), percent(31), 118, "done"),
        (MEASURE, percent(883), percent(184), 118, "caution"),
    ]
    assert line.height == 18 + 5 * 24 + 4


def test_on_a_past_day_nothing_later_is_known(world):
    with_file(world.cadres["周雨晴"])
    line = drawn(world, on=date(2025, 2, 28))
    assert [text for text, *_ in bars(line, "岗位")] == ["清河市交通运输局综合规划科副科长"]
    assert bars(line, "学习、其间")[0][-1] == "run"
    assert [text for text, *_ in bars(line, "名册")] == ["在库培养　二级（正科）"]
    assert {lane.label for lane in line.lanes} == {"岗位", "学习、其间", "名册"}


@pytest.mark.parametrize("who", ["city", "secretary"])
def test_discipline_is_drawn_for_those_who_answer(world, who):
    with_file(world.cadres["周雨晴"])
    assert MEASURE in [text for text, *_ in bars(drawn(world, who), "奖惩")]


def test_discipline_is_not_drawn_for_a_clerk(world):
    with_file(world.cadres["周雨晴"])
    line = drawn(world, "clerk")
    assert [text for text, *_ in bars(line, "奖励")] == [HONOUR]
    assert Tone.CAUTION not in line.tones


@pytest.mark.parametrize(
    ("name", "on", "since", "until"),
    [
        ("单文静", date(2026, 11, 23), date(2021, 12, 1), date(2026, 12, 1)),  # never on the roster
        ("曾可欣", date(2026, 11, 23), date(2021, 12, 1), date(2026, 12, 1)),  # left it
        ("周雨晴", date(2029, 2, 28), date(2024, 3, 1), date(2029, 3, 1)),  # the last day
        ("周雨晴", date(2029, 3, 1), date(2024, 4, 1), date(2029, 4, 1)),  # over
        ("周雨晴", date(2024, 2, 29), date(2019, 3, 1), date(2024, 3, 1)),  # not yet
        ("陈思远", date(2026, 11, 23), date(2026, 4, 1), date(2031, 4, 1)),  # the second stay
    ],
)
def test_the_window(world, name, on, since, until):
    window = drawn(world, name=name, on=on).window
    assert (window.since, window.until) == (since, until)
    assert window.holds(on)


def test_overlapping_bars_stand_below_one_another(world):
    def lane(_dossier, _window):
        return Lane(
            "试",
            [
                Bar("丙", date(2025, 3, 1), date(2025, 6, 1), Tone.DONE, ""),
                Bar("乙", date(2024, 6, 1), date(2025, 6, 1), Tone.DONE, ""),
                Bar("甲", date(2024, 3, 1), date(2025, 3, 1), Tone.DONE, ""),
                Bar("以前", date(2020, 1, 1), date(2024, 3, 1), Tone.DONE, ""),
                Bar("以后", date(2029, 3, 1), None, Tone.PLANNED, ""),
                Mark("末月", date(2029, 2, 27)),
            ],
        )

    line = drawn(world, lanes=[lane, lanes_of.stays])
    assert [(text, y) for text, _, _, y, _ in bars(line, "试")] == [
        ("甲", 22),
        ("乙", 46),
        ("丙", 22),
        ("末月", 22),
    ]
    # What reaches beyond the window is cut at its edge.
    assert max(d.x + d.width for d in line.lanes[0].items) == pytest.approx(100)
    assert line.lanes[0].rows == 2
    assert bars(line, "名册")[0][3] == 22 + 2 * 24
    assert line.rules == [18 + 2 * 24 + 2]


def test_a_lane_with_nothing_in_the_window_is_not_there(world):
    assert [lane.label for lane in drawn(world, name="单文静").lanes] == []


@pytest.mark.parametrize(
    ("since", "until", "tone"),
    [
        (date(2026, 11, 24), None, None),
        (date(2026, 11, 23), None, "run"),
        (date(2026, 1, 1), date(2026, 11, 24), "run"),
        (date(2026, 1, 1), date(2026, 11, 23), "done"),
    ],
)
def test_a_period_is_over_on_its_last_day(since, until, tone):
    found = recorded("岗位", since, until, ON, "")
    assert [str(bar.tone) for bar in found] == ([tone] if tone else [])
