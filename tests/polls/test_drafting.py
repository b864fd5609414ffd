"""A poll is prepared, and from its opening on nothing of it is edited."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from assessments.polls import guards, services
from assessments.polls.services import Voters
from core.errors import DomainError, NotAllowed, Stale
from tests.polls import making
from tests.polls.making import TODAY


def create(world, who="city", unit="市交通运输局", **more):
    given = {"year": 2026, "title": "测评", "opens_on": TODAY, "closes_on": TODAY, "on": TODAY}
    return services.create(actor=world.users[who], unit=world.named[unit], **given | more)


def test_it_goes_by_the_figures_of_its_beginning(world):
    poll = create(world)
    assert (poll.state, poll.min_group, poll.abstain_counts) == ("draft", 5, True)


def test_who_may(world):
    assert create(world, "county", "柳河镇")
    for who, unit in [
        ("county", "市交通运输局"),
        ("secretary", "市交通运输局"),
        ("cadre", "市交通运输局"),
        ("nobody", "市交通运输局"),
    ]:
        with pytest.raises(NotAllowed):
            create(world, who, unit, title="另一次")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"closes_on": TODAY - timedelta(days=1)}, "closes_on"),
        ({"closes_on": date(2036, 11, 23)}, "closes_on"),
        ({"year": 2016}, "year"),
        ({"title": " "}, "title"),
        ({"title": "测" * 81}, "title"),
        ({"kind": "other"}, "kind"),
    ],
)
def test_what_cannot_be(world, change, field):
    with pytest.raises(ValidationError) as refused:
        create(world, **change)
    assert field in refused.value.message_dict


def test_no_poll_at_a_unit_that_is_abolished(world):
    unit = world.named["市交通运输局"]
    unit.abolished_on = TODAY
    unit.save()
    with pytest.raises(DomainError, match="已撤销"):
        create(world)


def test_one_of_a_title(world):
    create(world)
    with pytest.raises(ValidationError, match="同名的测评"):
        create(world)


def test_people_and_voters_are_refused_with_a_sentence(world):
    poll = create(world)
    people = [world.cadres["周雨晴"]]

    def set_people(who):
        return services.set_people(actor=world.city, poll=poll, people=who, seen=poll.version)

    for who, sentence in [
        ([], "至少选择一人"),
        (people * 2, "列了两次"),
        (people * 61, "至多 60 人"),
    ]:
        with pytest.raises(ValidationError, match=sentence):
            set_people(who)

    def set_voters(*voters):
        return services.set_electorates(
            actor=world.city, poll=poll, voters=voters, seen=poll.version
        )

    for voters, sentence in [
        ([], "还没有投票人类别"),
        ([Voters("A", 5), Voters("A", 6)], "每类只能填一次"),
        ([Voters("D", 5)], "应为 A、B、C"),
        ([Voters("A", 0)], "应参加人数为 0"),
        ([Voters("A", 10**9)], "应在 1 到 10 万之间"),
        ([Voters("A", 5, weight=0)], "权重为 0"),
        ([Voters("A", 5, mode="mail")], "扫码或者纸质"),
    ]:
        with pytest.raises(ValidationError, match=sentence):
            set_voters(*voters)
    assert not poll.subjects.exists()
    assert not poll.electorates.exists()


def test_nobody_out_of_reach(world):
    poll = create(world, "county", "柳河镇")
    with pytest.raises(NotAllowed):
        services.set_people(
            actor=world.county, poll=poll, people=[world.cadres["周雨晴"]], seen=poll.version
        )


def test_usual_weights(world):
    poll = making.poll(world)
    weights = dict(poll.electorates.values_list("category", "weight"))
    assert weights == {"A": 40, "B": 30, "C": 30}


def test_what_is_printed_stays(world):
    held = making.with_codes(world)

    def set_voters(*voters):
        return services.set_electorates(
            actor=world.city, poll=held.poll, voters=voters, seen=held.fresh().version
        )

    with pytest.raises(ValidationError, match="已经印制 12 张"):
        set_voters(Voters("A", 5), Voters("B", 8))
    with pytest.raises(ValidationError, match="不能去掉或者改为纸质投票"):
        set_voters(Voters("A", 5, "paper"), Voters("B", 8), Voters("C", 12))
    set_voters(Voters("A", 6, weight=50), Voters("B", 8), Voters("C", 12))
    assert held.electorate("A").expected == 6
    assert held.electorate("A").slips.count() == 5


def test_nothing_is_edited_once_it_is_open(world):
    held = making.opened(world)
    poll, seen = held.poll, held.poll.version
    for verb in (
        lambda: services.edit(actor=world.city, poll=poll, seen=seen, title="改名"),
        lambda: services.set_people(
            actor=world.city, poll=poll, people=[world.cadres["李明朗"]], seen=seen
        ),
        lambda: services.set_electorates(
            actor=world.city, poll=poll, voters=[Voters("A", 5)], seen=seen
        ),
    ):
        with pytest.raises(DomainError, match="现在是“投票中”，不能修改"):
            verb()


def test_edit(world):
    poll = making.poll(world)
    edited = services.edit(actor=world.city, poll=poll, seen=poll.version, title="专项测评")
    assert edited.title == "专项测评"
    with pytest.raises(Stale):
        services.edit(actor=world.city, poll=poll, seen=poll.version - 1, title="又改")
    with pytest.raises(ValidationError, match="早于开始日期"):
        services.edit(actor=world.city, poll=poll, seen=edited.version, closes_on=date(2026, 1, 1))
    assert making.Held(poll).fresh().closes_on == TODAY + timedelta(days=7)


def test_warnings(world):
    held = making.Held(making.poll(world, voters={"A": 4, "C": 10}))
    [few] = [text for text in guards.warnings(held.poll) if "最小分组" in text]
    assert few.startswith("A 领导班子成员应参加 4 人，少于最小分组 5 人")
    assert not [text for text in guards.warnings(held.poll) if "数据库参数" in text]


def test_a_server_that_writes_down_every_statement_is_told(world):
    held = making.Held(making.poll(world))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL log_min_duration_statement = 0")
    [told] = [text for text in guards.warnings(held.poll) if "数据库参数" in text]
    assert told.startswith("数据库参数 log_min_duration_statement 现为 0")
