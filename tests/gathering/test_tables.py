"""Every row of every table against what the files say, read one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from assessments.polls.models import PollResult
from assessments.rounds.models import Assessment
from cadres.people.models import Cadre, ResumeLine
from reporting.annual.who import reporting_units
from reporting.gathering.content import Content
from reporting.gathering.gathering import gather
from reporting.gathering.tables import BY_NAME, TABLES
from rotation.postings.models import Posting
from tests.gathering.clerk import AWAY, Clerk, age, rise, stays_on
from tests.gathering.test_figures import YEARS
from tests.world import World
from training.mentoring.models import Mentorship

Rows = list[tuple[int | None, tuple[str, ...]]]
BANDS = ((0, 25), (26, 28), (29, 30), (31, 32), (33, 35), (36, 40), (41, 200))


def told(content: Content, table: str) -> Rows:
    return [(row.cadre, row.cells) for row in content.tables[table].rows]


def month(day: date | None) -> str:
    return f"{day:%Y.%m}" if day else ""


@pytest.mark.parametrize("generated", [3], indirect=True)
@pytest.mark.parametrize(("year", "on"), YEARS)
def test_every_row_is_what_the_files_say(generated: World, year: int, on: date):
    units = [one.unit for one in reporting_units(on)]
    found = gather(units, year, on)
    lengths = dict.fromkeys(BY_NAME, 0)
    for unit in units:
        content, clerk = found[unit.pk], Clerk(unit, year, on)
        assert list(content.tables) == [kind.name for kind in TABLES]
        assert told(content, "roster") == list(roster(clerk)), unit
        assert told(content, "changes") == list(changes(clerk)), unit
        assert told(content, "training") == list(training(clerk)), unit
        assert told(content, "assessed") == list(assessed(clerk)), unit
        check_statistics(told(content, "statistics"), clerk)
        for kind in TABLES:
            lengths[kind.name] += len(content.tables[kind.name].rows)
            width = len(kind.columns)
            assert all(
                not width or len(row.cells) == width for row in content.tables[kind.name].rows
            )
    assert all(lengths.values())
    again = gather(units[:1], year, on)[units[0].pk]
    assert Content.of(again.as_json()) == again == found[units[0].pk]


def roster(clerk: Clerk) -> Iterator[tuple]:
    for cadre, stay in clerk.here:
        stage = next(
            one
            for one in stay.stages.all()
            if one.since <= clerk.on and (one.until is None or one.until > clerk.on)
        )
        education = (cadre.get_fulltime_education_display(), cadre.get_fulltime_degree_display())
        major = cadre.fulltime_major
        if major and not major.endswith("专业"):
            major += "专业"
        yield (
            cadre.pk,
            (
                cadre.name,
                cadre.get_gender_display(),
                cadre.get_nation_display(),
                month(cadre.birth),
                cadre.native_place,
                month(cadre.party_join),
                " ".join(filter(None, education)),
                cadre.fulltime_school + major,
                cadre.title,
                cadre.get_rank_display() if cadre.rank else "",
                month(cadre.post_since),
                month(stay.entered_on),
                stage.get_tier_display() or "",
            ),
        )


def changes(clerk: Clerk) -> Iterator[tuple]:
    for before, post in clerk.changes():
        what = "轮岗" if post.kind == "rotation" else "平级调整"
        what = {1: "提任", -1: "降职"}.get(rise(before, post), what)
        yield (
            post.cadre_id,
            (
                post.cadre.name,
                before.unit.short_name + before.title,
                post.unit.short_name + post.title,
                what,
                month(post.since),
                post.document,
            ),
        )


def training(clerk: Clerk) -> Iterator[tuple]:
    for cadre in clerk.of_year:
        rows = [*studied(clerk, cadre), *mentored(clerk, cadre), *posted(clerk, cadre)]
        rows.sort(key=lambda row: row[0])
        for _since, *cells in rows:
            yield cadre.pk, (cadre.name, *cells)


def studied(clerk: Clerk, cadre: Cadre) -> Iterator[tuple]:
    for one in ResumeLine.objects.filter(cadre=cadre, kind="study").order_by("pk"):
        if clerk.in_year(one.since):
            yield one.since, "学习", one.text, month(one.since), month(one.until), ""


def touches(clerk: Clerk, one: Mentorship | Posting) -> bool:
    """Some day of it is in the year, the day of its end included; it was not taken back."""
    if one.ended_on == one.since or one.since > clerk.on:
        return False
    return one.ended_on is None or one.ended_on >= clerk.first


def ended(clerk: Clerk, one: Mentorship | Posting) -> bool:
    return one.ended_on is not None and one.ended_on <= clerk.on


def mentored(clerk: Clerk, cadre: Cadre) -> Iterator[tuple]:
    for one in Mentorship.objects.filter(cadre=cadre).order_by("pk"):
        if touches(clerk, one):
            over = ended(clerk, one)
            last = month(one.ended_on if over else one.until)
            who = f"帮带人：{one.mentor.name}（{one.mentor.title}）"
            how = one.get_end_reason_display() if over else "帮带中"
            yield one.since, "领导帮带", who, month(one.since), last, how


def posted(clerk: Clerk, cadre: Cadre) -> Iterator[tuple]:
    for one in Posting.objects.filter(cadre=cadre).order_by("pk"):
        away = one.kind in AWAY
        rotated = one.kind == "rotation" and clerk.in_year(one.since)
        if touches(clerk, one) and (away or rotated):
            over = ended(clerk, one)
            last = month(one.ended_on if over else one.until)
            how = one.get_end_reason_display() if over else ("在外" if away else "")
            where = one.unit.short_name + one.title
            yield one.since, one.get_kind_display(), where, month(one.since), last, how


def assessed(clerk: Clerk) -> Iterator[tuple]:
    for cadre in clerk.of_year:
        sheet = Assessment.objects.filter(cadre=cadre, year=clerk.year).first()
        yield (
            cadre.pk,
            (
                cadre.name,
                sheet.get_outcome_display() if sheet and sheet.outcome else "",
                *rates(clerk, cadre),
                "；".join(given(one.name, one) for one in clerk.rewards(cadre)),
                "；".join(given(one.measure, one) for one in clerk.sanctions(cadre)),
            ),
        )


def given(name: str, one) -> str:
    return f"{name}（{'，'.join(filter(None, (one.authority, month(one.decided_on))))}）"


def rates(clerk: Clerk, cadre: Cadre) -> tuple[str, str]:
    results = [
        one
        for one in PollResult.objects.filter(cadre=cadre).select_related("poll")
        if one.poll.year == clerk.year and one.poll.state == "counted" and one.poll.shared_on
    ]
    if not results:
        return "", ""
    last = max(results, key=lambda one: (one.poll.counted_on, one.pk))
    if not last.is_shown or not last.counted:
        return "", ""
    low = last.basic + last.incompetent
    return tuple(
        str((Decimal(100 * votes) / last.counted).quantize(Decimal("0.01"), ROUND_HALF_UP))
        for votes in (last.excellent, low)
    )


def check_statistics(rows: Rows, clerk: Clerk) -> None:
    """Every number is what the files of the day say; nothing is left out."""
    assert rows[0][1][:3] == ("项目", "合计", "25岁及以下")
    assert len({cells[0] for _, cells in rows}) == len(rows)
    numbers = {cells[0]: [int(cell) for cell in cells[1:]] for _, cells in rows[1:]}
    expected: dict[str, list[int]] = {"总数": [0] * 8}
    for cadre, stay in clerk.here:
        assert stays_on(stay, clerk.on)
        band = next(
            n for n, (low, high) in enumerate(BANDS) if low <= age(cadre.birth, clerk.on) <= high
        )
        for kind in kinds(cadre, stay, clerk.on):
            line = expected.setdefault(kind, [0] * 8)
            line[0] += 1
            line[band + 1] += 1
    assert {kind: line for kind, line in numbers.items() if kind in expected} == expected
    assert not any(any(line) for kind, line in numbers.items() if kind not in expected)


def kinds(cadre: Cadre, stay, on: date) -> Iterator[str]:
    yield "总数"
    yield f"性别：{'女' if cadre.gender == '2' else '男'}"
    if cadre.nation != "01":
        yield "少数民族"
    if cadre.political_status not in ("", "01", "02"):
        yield "党外干部"
    if cadre.grassroots_months >= 24:
        yield "两年以上基层经历"
    yield f"职务层次：{cadre.get_level_display() if cadre.level else '未填写'}"
    yield f"全日制学历：{schooling(cadre.fulltime_education)}"
    stage = next(s for s in stay.stages.all() if s.since <= on and (not s.until or s.until > on))
    yield f"使用层级：{stage.get_tier_display() or '未填写'}"
    yield f"来源：{cadre.get_source_display() if cadre.source else '未填写'}"


def schooling(code: str) -> str:
    """The level of a code of ZB64 (domain §3.5)."""
    if code in ("35", "36"):
        return "中专"
    if code in ("3", "31", "32", "33", "34"):
        return "大学专科"
    return {"1": "研究生", "2": "大学本科", "3": "高中及以下"}.get(code[:1], "未填写")
