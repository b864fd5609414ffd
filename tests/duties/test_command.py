"""`manage.py refresh_duties`: writes today, shows the past, and says what it cannot do."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from policy.duties.models import Duty
from policy.parameters.models import ParameterValue
from tests.world import World


def said(*args: str) -> list[list[str]]:
    """The lines of the table, cell by cell."""
    out = StringIO()
    call_command("refresh_duties", *args, stdout=out)
    return [line.split() for line in out.getvalue().splitlines()]


def test_it_writes_once_and_says_how_many(world: World) -> None:
    head, *lines = said()
    assert head == ["规则", "应有", "新增", "办结", "重新应办", "变动", "不再要求"]
    first = {line[0]: [int(cell.replace(",", "")) for cell in line[1:]] for line in lines}
    talks = first["季度谈心谈话"]
    assert talks[0] == talks[1] == Duty.objects.filter(rule="talk.quarterly").count() > 0
    again = {line[0]: line[1:] for line in said()[1:]}
    assert (
        again["季度谈心谈话"] == [f"{talks[0]}", *["0"] * 5]
        or again["季度谈心谈话"][1:] == ["0"] * 5
    )


def test_the_past_is_shown_and_not_written(world: World) -> None:
    said()
    before = list(Duty.objects.order_by("pk").values())
    note, head, *lines = said("--on", "2026-04-01", "--rule", "talk.quarterly")
    assert "没有写入" in "".join(note)
    assert head[1:] == ["逾期", "将到期", "未到期", "已办", "已免办", "不再要求"]
    # 周 李 赵 罗 曾 are overdue for the first quarter, 马 had left; 陈 has a second one too.
    assert lines == [["季度谈心谈话", "5", "0", "6", "0", "0", "1"]]
    assert list(Duty.objects.order_by("pk").values()) == before


def test_a_day_to_come_is_written_with_a_warning(world: World) -> None:
    err = StringIO()
    tomorrow = timezone.localdate() + timedelta(days=1)
    call_command("refresh_duties", "--on", str(tomorrow), stdout=StringIO(), stderr=err)
    assert "还没有到" in err.getvalue()


def test_one_unit_and_one_rule(world: World) -> None:
    code = world.named["市交通运输局"].code
    _, *lines = said("--unit", code, "--rule", "talk.quarterly")
    assert len(lines) == 1
    assert set(Duty.objects.values_list("unit__short_name", "rule")) == {
        ("市交通运输局", "talk.quarterly")
    }


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--on", "2026-02-30"], "日期“2026-02-30”写法不对"),
        (["--on", "昨天"], "写法不对，请写成 2026-06-30 的样子"),
        (["--on", "0001-01-01"], "1950 年到明年之间"),
        (["--on", "9999-12-31"], "1950 年到明年之间"),
        (["--unit", "999"], "没有编码为“999”的单位"),
        (["--rule", "talk"], "没有名为“talk”的规则。可用的有：talk.quarterly"),
    ],
)
def test_what_it_is_told_badly(world: World, args: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as refused:
        said(*args)
    assert len(str(refused.value).splitlines()) == 1
    assert not Duty.objects.exists()


def test_a_missing_figure_is_named_and_the_rest_is_done(world: World) -> None:
    ParameterValue.objects.filter(parameter__key="talk.yellow_days").delete()
    with pytest.raises(CommandError, match=r"talk\.yellow_days"):
        said()
    found = set(Duty.objects.values_list("rule", flat=True))
    # From December on there is the yearly assessment as well.
    assert found - {"assessment.yearly"} == {"mentor.pair", "rotation.posts"}
    with pytest.raises(CommandError, match=r"talk\.yellow_days"):
        said("--on", str(timezone.localdate() - timedelta(days=1)))
