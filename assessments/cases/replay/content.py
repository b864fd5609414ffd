"""What a replay says: nothing here asks for a parameter, a file or a rule of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from assessments.cases.models import CaseStep, RosterCase
from assessments.cases.snapshot import is_whole
from assessments.cases.steps import Line, lines_of
from policy.judgements import Judgement

PERSON = (
    ("name", "姓名"),
    ("unit", "单位"),
    ("title", "职务"),
    ("level", "职务层次"),
    ("rank", "职级"),
    ("age", "年龄"),
    ("fulltime", "全日制教育"),
    ("inservice", "在职教育"),
    ("entered_on", "入库日期"),
    ("status", "名册状态"),
    ("tier", "使用层级"),
    ("direction", "培养方向"),
    ("held_by", "掌握层级"),
)
TERMS = (
    ("opinion_by", "单位意见期限"),
    ("statement_by", "本人陈述期限"),
    ("decide_by", "决定期限"),
)

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """Words only. `is_whole`: the judgement has what the departments keep for themselves.

    The digest is theirs too: whoever has all of a snapshot but a fact of few possible values could
    find the fact by trying them.
    """

    number: int
    kind: str
    ground: str
    opened_on: str
    person: Pairs
    terms: Pairs
    why: Judgement
    steps: tuple[Line, ...]
    digest: str
    is_intact: bool
    is_whole: bool

    @property
    def title(self) -> str:
        """调出个案立案情况."""
        return f"{self.kind}个案立案情况"

    @property
    def seal(self) -> str:
        """Whether the snapshot is what it was."""
        if self.is_intact:
            return "校验一致：快照自立案以来没有改动。"
        return "校验不一致：快照与立案时的摘要不符，可能被改动过，请核查操作日志和备份。"


def replay_of(
    case: RosterCase, steps: Iterable[CaseStep], *, is_keeper: bool, is_office: bool
) -> Replay:
    """As far as its reader may know it: departments all, the unit and the person what is told."""
    kept = Judgement.from_json(case.snapshot)
    told = kept if is_keeper else kept.told()
    words = replace(told, facts=tuple(replace(one, view="", pk=None) for one in told.facts))
    opened = case.snapshot["case"]
    return Replay(
        number=case.pk,
        kind=opened["kind"],
        ground=opened["ground"],
        opened_on=opened["opened_on"],
        person=_pairs(case.snapshot["person"], PERSON),
        terms=_pairs(case.snapshot["terms"], TERMS),
        why=words,
        steps=tuple(lines_of(steps, is_office=is_office)),
        digest=case.digest if is_keeper else "",
        is_intact=is_whole(case),
        is_whole=is_keeper,
    )


def _pairs(said: dict[str, Any], names: Pairs) -> Pairs:
    """Label and words of what was known."""
    known = ((label, said.get(name)) for name, label in names)
    return tuple(
        (label, f"{value} 岁" if label == "年龄" else str(value)) for label, value in known if value
    )
