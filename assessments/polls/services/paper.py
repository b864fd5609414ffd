"""Paper ballots are counted by two people, each for himself; only what both say is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assessments.polls.choices import PollVerb, VotingMode
from assessments.polls.models import Electorate, PaperCount, PollSubject
from assessments.polls.paper import Standing, cleaned, standing
from assessments.polls.services.steps import held, note
from core.errors import NotAllowed, refuse_if
from core.versions import fresh


@transaction.atomic
def enter_paper(
    *, actor: Any, electorate: Electorate, numbers: Mapping[int, Mapping[str, Any]]
) -> Standing:
    """What the actor counted of a category, about everybody in the poll, by subject.

    Entered again it is corrected. How far the two agree now. Raises ValidationError at
    `subject_<pk>` or `returned`, NotAllowed, DomainError.
    """
    poll = held(electorate.poll, PollVerb.ENTER, actor=actor, seen=None)
    one = fresh(poll.electorates.all(), electorate.pk)
    refuse_if(one.mode != VotingMode.PAPER, f"{one}扫码投票，没有纸质票可以录入。")
    subjects = list(poll.subjects.select_related("cadre"))
    refuse_if(
        any(row.cadre.account_id == actor.pk for row in subjects),
        "您是被测评人，不能录入这次测评的票数，请由他人录入。",
        NotAllowed,
    )
    others = one.paper_counts.exclude(counted_by=actor).values_list("counted_by__name", flat=True)
    names = sorted(set(others))
    refuse_if(len(names) > 1, f"{one}的纸质票已由{'、'.join(names)}录入，有不一致的请由本人更正。")
    kept = _cleaned(subjects, numbers, one, fit=poll.asks_fit)
    former = one.paper_counts.filter(counted_by=actor)
    again = bool(former.delete()[0])
    PaperCount.objects.bulk_create(
        PaperCount(
            electorate=one,
            subject=row,
            numbers=kept[row.pk],
            counted_by=actor,
            counted_at=timezone.now(),
        )
        for row in subjects
    )
    # Not the numbers: whoever reads the log learns who counted, not what.
    note(PollVerb.ENTER, poll, actor=actor, 类别=str(one), 更正="是" if again else "否")
    return standing(one)


def _cleaned(
    subjects: list[PollSubject],
    numbers: Mapping[int, Mapping[str, Any]],
    electorate: Electorate,
    *,
    fit: bool,
) -> dict[int, dict[str, Any]]:
    """The numbers about everybody; raises ValidationError with a sentence at each person."""
    found, wrong = {}, {}
    for row in subjects:
        try:
            found[row.pk] = cleaned(numbers[row.pk], fit=fit)
        except KeyError:
            wrong[f"subject_{row.pk}"] = [f"缺少{row}的票数，请录入后再提交。"]
        except ValueError as sentence:
            wrong[f"subject_{row.pk}"] = [f"{row}：{sentence}"]
    if wrong:
        raise ValidationError(wrong)
    returned = {row["returned"] for row in found.values()}
    if len(returned) != 1:
        told = "、".join(map(str, sorted(returned)))
        sentence = f"一张票上有全部被测评人，各人的收回票应当相同，现有 {told}，请核对。"
        raise ValidationError({"returned": [sentence]})
    if (number := returned.pop()) > electorate.expected:
        sentence = (
            f"收回票 {number} 张，多于{electorate}应参加的 {electorate.expected} 人，请核对。"
        )
        raise ValidationError({"returned": [sentence]})
    return found
