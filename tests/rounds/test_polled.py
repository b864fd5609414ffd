"""A sheet beside the poll of the same person and year, which is held and counted by its verbs."""

import pytest
from django.urls import reverse

from assessments.polls import services
from assessments.rounds import services as rounds
from assessments.rounds.polled import polled
from tests.polls.making import Held, good, opened, poor, vote
from tests.rounds.making import begin, sheet
from tests.world import World
from tests.world_people import TODAY

BUREAU = "市交通运输局"


def counted(world: World, low: int, **more) -> Held:
    """A poll of twelve in which so many think little of everybody."""
    held = opened(world, voters={"B": 12}, **more)
    people = held.poll.subjects.count()
    for number, code in enumerate(held.codes["B"]):
        vote(code, [poor() if number < low else good()] * people)
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=TODAY)
    given = {"actor": world.city, "halves": held.halves, "on": TODAY}
    services.count(poll=held.fresh(), seen=held.poll.version, **given)
    return held


@pytest.fixture
def bureau(world):
    return begin(world, BUREAU, on=TODAY)[BUREAU]


def test_the_sheet_shows_the_count_of_his_poll_of_the_year(world, client_for, bureau):
    held = counted(world, low=1)
    one = sheet(world, "周雨晴")
    [told] = polled(one, world.city)
    assert (told.poll, told.returned, told.valid) == (held.poll.pk, 12, 12)
    assert {s.label: (s.number, s.percent) for s in told.shares} == {
        "优秀": (11, "91.67%"),
        "称职": (0, "0.00%"),
        "基本称职": (0, "0.00%"),
        "不称职": (1, "8.33%"),
        "弃权": (0, "0.00%"),
    }
    page = client_for(world.city).get(reverse("rounds:sheet", args=[one.pk])).content.decode()
    assert "收回 12 张，有效 12 张" in page and "优秀 11 票（91.67%）" in page
    assert reverse("polls:detail", args=[held.poll.pk]) in page
    file = reverse("cadres:tab", args=[one.cadre_id, "assessments"])
    assert "优秀 11（91.67%）" in client_for(world.city).get(file).content.decode()


def test_a_poll_that_is_not_shared_is_the_departments_alone(world, client_for, bureau):
    held = counted(world, low=1, people=["陈思远"])
    one = sheet(world, "陈思远")  # he has an account: `cadre`
    address = reverse("rounds:sheet", args=[one.pk])

    def told() -> set[str]:
        readers = ("city", "secretary", "clerk", "cadre")
        pages = {who: client_for(world.users[who]).get(address) for who in readers}
        assert {page.status_code for page in pages.values()} == {200}
        return {who for who, page in pages.items() if "收回 12 张" in page.content.decode()}

    propose = reverse("rounds:propose", args=[one.pk])
    rounds.submit(actor=world.cadre, assessment=one, seen=one.version, summary="一年来……", on=TODAY)
    secretary = client_for(world.secretary)
    assert told() == {"city"}
    assert "收回 12 张" not in secretary.get(propose).content.decode()
    services.share(actor=world.city, poll=held.fresh(), seen=held.poll.version, on=TODAY)
    assert told() == {"city", "secretary", "clerk"}  # never he himself
    assert "收回 12 张" in secretary.get(propose).content.decode()
