"""What polls refuse, and what they only warn of: one sentence each, with what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db import connection

from assessments.polls.choices import Category, VotingMode
from assessments.polls.models import Electorate, Poll

if TYPE_CHECKING:
    from assessments.polls.services.drafting import Voters

MOST_PEOPLE: Final = 60
MOST_VOTERS: Final = 100_000
MOST_SLIPS: Final = 400  # at once: more is a mistyped number, or a job for a printer's shop
LONGEST_DAYS: Final = 92
SPARE: Final = 20


def refuse_days(year: int, opens_on: date, closes_on: date) -> None:
    """Raises ValidationError at `closes_on` or `year`."""
    if abs(year - opens_on.year) > 1:
        _refuse("year", f"年度 {year} 与投票日期 {opens_on} 相差太远，请核对。")
    if closes_on < opens_on:
        _refuse("closes_on", f"截止日期 {closes_on} 早于开始日期 {opens_on}，请核对。")
    if closes_on > opens_on + timedelta(days=LONGEST_DAYS):
        _refuse("closes_on", f"投票最长三个月，{closes_on} 离 {opens_on} 太远，请核对年份。")


def refuse_people(people: Sequence[Any]) -> None:
    """Raises ValidationError at `people`."""
    if not people:
        _refuse("people", "还没有选择被测评人，请至少选择一人。")
    if len(people) > MOST_PEOPLE:
        _refuse("people", f"一次测评至多 {MOST_PEOPLE} 人，现有 {len(people)} 人，请分成几次测评。")
    seen: set[int] = set()
    for person in people:
        if person.pk in seen:
            _refuse("people", f"“{person}”列了两次，请删去一个。")
        seen.add(person.pk)


def refuse_voters(voters: Sequence[Voters], former: Mapping[str, Electorate]) -> None:
    """Raises ValidationError at `voters`."""
    if not voters:
        _refuse("voters", "还没有投票人类别，请至少填写一类的应参加人数。")
    given = [row.category for row in voters]
    if len(set(given)) != len(given) or not set(given) <= set(Category.values):
        _refuse("voters", "投票人类别应为 A、B、C，每类只能填一次。")
    for row in voters:
        if not 1 <= row.expected <= MOST_VOTERS:
            _refuse(
                "voters", f"{row.category} 类应参加人数为 {row.expected}，应在 1 到 10 万之间。"
            )
        if row.weight is not None and not 1 <= row.weight <= 100:
            _refuse("voters", f"{row.category} 类权重为 {row.weight}，应在 1 到 100 之间。")
        if row.mode not in VotingMode.values:
            _refuse("voters", f"{row.category} 类的投票方式应为扫码或者纸质。")
    for category, one in former.items():
        kept = next((row for row in voters if row.category == category), None)
        if one.issued and (kept is None or kept.mode != one.mode):
            _refuse("voters", f"{one}已经印制 {one.issued} 张测评票，不能去掉或者改为纸质投票。")
        if kept and one.issued > most_slips(kept.expected):
            _refuse(
                "voters", f"{one}已经印制 {one.issued} 张，应参加人数不能少到 {kept.expected}。"
            )


def most_slips(expected: int) -> int:
    """How many slips a category may have: some get lost, but nobody votes for two."""
    return 2 * expected + SPARE


def why_not_issue(electorate: Electorate, number: int) -> str:
    """Why so many slips are not printed; "" when they are."""
    if electorate.mode != VotingMode.CODES:
        return f"{electorate}用纸质票投票，不印制测评码。"
    if not 1 <= number <= MOST_SLIPS:
        return f"一次印制 1 到 {MOST_SLIPS} 张，现为 {number} 张，请分次印制。"
    most = most_slips(electorate.expected)
    if electorate.issued + number > most:
        return (
            f"{electorate}应参加 {electorate.expected} 人，至多印制 {most} 张，已印制 "
            f"{electorate.issued} 张，不能再印 {number} 张；人数有误的，请先更正应参加人数。"
        )
    return ""


def why_not_open(poll: Poll, electorates: Collection[Electorate], people: int, on: date) -> str:
    """Why a poll does not begin on that day; "" when it does."""
    if not people:
        return "还没有被测评人，请先选择。"
    if not electorates:
        return "还没有投票人类别，请先填写各类应参加人数。"
    for one in electorates:
        if one.mode == VotingMode.CODES and not one.issued:
            return f"{one}还没有印制测评票，请先印制；改用纸质票的，请修改投票方式。"
    if on < poll.opens_on:
        return f"投票从 {poll.opens_on} 开始，今天是 {on}；要提前的，请先修改日期。"
    if on > poll.closes_on:
        return f"投票应于 {poll.closes_on} 截止，今天是 {on}，请先修改日期。"
    return ""


def warnings(poll: Poll) -> list[str]:
    """What is allowed and should be known before a poll opens, a sentence each."""
    return [*_of_categories(poll), *_of_the_server()]


def _of_categories(poll: Poll) -> Iterator[str]:
    for one in poll.electorates.all():
        if one.expected < poll.min_group:
            yield (
                f"{one}应参加 {one.expected} 人，少于最小分组 {poll.min_group} 人："
                "计票时将与其他类别合并，不单独显示。"
            )
        if one.mode == VotingMode.CODES and 0 < one.issued < one.expected:
            yield f"{one}应参加 {one.expected} 人，只印制了 {one.issued} 张测评票。"
        if one.mode == VotingMode.CODES and one.issued > one.expected:
            spare = one.issued - one.expected
            yield f"{one}的测评票多印 {spare} 张，发放后请当众销毁剩余的票。"


# What the server's own records would know of a ballot, were these switched on.
_TELL_TALES: Final = {
    "track_commit_timestamp": ("off",),
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
    "log_lock_waits": ("off",),  # writes the statement of whoever waits for the row of bits
}


def _of_the_server() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(_TELL_TALES)]
        )
        for name, setting in cursor.fetchall():
            if setting not in _TELL_TALES[name]:
                yield (
                    f"数据库参数 {name} 现为 {setting}，会记下每张票的时间或内容，"
                    f"请系统管理员改为 {_TELL_TALES[name][0]} 后再开始投票。"
                )


def _refuse(field: str, sentence: str) -> None:
    raise ValidationError({field: [sentence]})
