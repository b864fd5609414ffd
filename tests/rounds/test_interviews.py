"""What departments heard of somebody: who sees it, who enters it, until when."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assessments.rounds import services
from assessments.rounds.models import Interview
from core.errors import DomainError, NotAllowed
from tests.rounds.making import ON, begin, settled, sheet
from tests.world import World

WHO = ("city", "county", "secretary", "clerk", "cadre", "auditor", "sysadmin", "nobody")


def hear(world: World, name: str = "陈思远", actor: str = "city", **more: object) -> Interview:
    given: dict[str, object] = {
        "held_on": date(2026, 12, 3),
        "interviewee": "马建国",
        "relation": "leader",
        "notes": "肯干。",
        "held_by": "干部一科",
        "grade": "1",
        "on": ON,
    }
    return services.add_interview(
        actor=getattr(world, actor), assessment=sheet(world, name), **(given | more)
    )


def test_interviews_are_the_departments_alone(world: World) -> None:
    begin(world, "市交通运输局", "柳河镇")
    made = hear(world)
    seen = {
        who
        for who in WHO
        if Interview.objects.visible_to(getattr(world, who)).filter(pk=made.pk).exists()
    }
    assert seen == {"city"}
    for name, actor in (("陈思远", "secretary"), ("陈思远", "cadre"), ("陈思远", "county")):
        with pytest.raises(NotAllowed):
            hear(world, name, actor)
    assert hear(world, "赵文博", "county").made_by == world.county
    with pytest.raises(DomainError, match="已有谈话了解记录"):
        one = sheet(world, "陈思远")
        services.leave_out(
            actor=world.secretary, assessment=one, seen=one.version, reason="调走", on=ON
        )
    services.remove_interview(actor=world.city, interview=made, on=ON)
    with pytest.raises(DomainError, match="已被他人删除"):
        services.remove_interview(actor=world.city, interview=made, on=ON)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"held_on": date(2026, 12, 23)}, "held_on", "还没有到"),
        ({"held_on": date(2025, 12, 31)}, "held_on", "2026 年度开始"),
        ({"interviewee": "陈 思远"}, "interviewee", "不能是被考核人本人"),
        ({"notes": " "}, "notes", "谈话要点"),
        ({"held_by": "长" * 81}, "held_by", "81"),
        ({"relation": "x"}, "relation", "关系"),
        ({"grade": "9"}, "grade", "建议等次"),
    ],
)
def test_what_cannot_be_an_interview(world: World, values: dict, field: str, words: str) -> None:
    begin(world, "市交通运输局")
    with pytest.raises(ValidationError) as refused:
        hear(world, **values)
    assert words in refused.value.message_dict[field][0]


def test_what_was_heard_stays_once_the_grade_is_decided(world: World) -> None:
    settled(world, "市交通运输局")
    with pytest.raises(DomainError, match="等次已审定"):
        hear(world)
