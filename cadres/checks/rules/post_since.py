"""Since when post, level and rank are held: there, possible, in the résumé (domain §3.6)."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from django.db.models import Exists, F, OuterRef, Q

from cadres.checks.rule import CONSISTENT, NATIONAL, Rule, Severity, Theme, on_day, where
from cadres.people.models import ResumeLine
from cadres.people.wording import said
from core.months import dotted

error = partial(Rule, theme=Theme.POST, severity=Severity.ERROR)


def _since(field: str, label: str, held: str, what: str) -> Iterator[Rule]:
    """A level or rank, and the month since which it is held: both or none, possible, in order."""
    yield error(
        code=f"post.{held}_without_month",
        sentence=f"有{what}的，要有{label}",
        basis=NATIONAL,
        field=field,
        reads=(f"Cadre.{held}", f"Cadre.{field}"),
        wrong=where(~Q(**{held: ""}) & Q(**{f"{field}__isnull": True})),
        shown=(field, held),
        say=lambda _since, code: f"{what}是“{said(held, code)}”，没有填写{label}，请补上。",
    )


def _possible(field: str, label: str) -> Iterator[Rule]:
    yield error(
        code=f"post.{field}_to_come",
        sentence=f"{label}不能在将来",
        basis=CONSISTENT,
        field=field,
        reads=(f"Cadre.{field}",),
        wrong=on_day(lambda on: Q(**{f"{field}__gt": on})),
        shown=(field,),
        say=lambda since: f"{label} {dotted(since)} 还没有到，请核对。",
    )
    yield error(
        code=f"post.{field}_before_work",
        sentence=f"{label}不早于参加工作时间",
        basis=CONSISTENT,
        field=field,
        reads=(f"Cadre.{field}", "Cadre.work_start"),
        wrong=where(Q(**{f"{field}__lt": F("work_start")})),
        shown=(field, "work_start"),
        say=lambda since, start: (
            f"{label} {dotted(since)} 早于参加工作时间 {dotted(start)}，请核对两项。"
        ),
    )


RULES: Final = (
    error(
        code="post.no_month",
        sentence="任现职时间不能为空",
        basis=NATIONAL,
        field="post_since",
        reads=("Cadre.post_since",),
        wrong=where(Q(post_since__isnull=True)),
        shown=("post_since", "title"),
        say=lambda _since, title: f"现任职务“{title}”没有任现职时间，请按任职文件补上。",
    ),
    *_since("level_since", "任现职务层次时间", "level", "职务层次"),
    *_since("rank_since", "任现职级时间", "rank", "职级"),
    error(
        code="post.no_rank",
        sentence="有任现职级时间的，要有职级",
        basis=NATIONAL,
        field="rank",
        reads=("Cadre.rank", "Cadre.rank_since"),
        wrong=where(Q(rank="", rank_since__isnull=False)),
        shown=("rank", "rank_since"),
        say=lambda _rank, since: (
            f"任现职级时间是 {dotted(since)}，没有选择职级，请选择，或把时间去掉。"
        ),
    ),
    *_possible("level_since", "任现职务层次时间"),
    *_possible("rank_since", "任现职级时间"),
    *_possible("post_since", "任现职时间"),
    error(
        code="post.not_in_resume",
        sentence="任现职时间在简历里是一段经历的起始年月",
        basis=NATIONAL,
        field="post_since",
        reads=("Cadre.post_since", "ResumeLine.since"),
        wrong=lambda rows, _on: rows.filter(
            Exists(ResumeLine.objects.filter(cadre=OuterRef("pk"))),
            ~Exists(ResumeLine.objects.filter(cadre=OuterRef("pk"), since=OuterRef("post_since"))),
            post_since__isnull=False,
        ),
        shown=("post_since",),
        say=lambda since: (
            f"任现职时间 {dotted(since)} 在简历里没有，请核对任现职时间，或在简历里补上这段经历。"
        ),
    ),
)
