"""What was filed in the demonstration, sealed as the verbs seal it, with steps by their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core.accounts.models import Grant, User
from core.choices import Role
from reporting.annual.choices import Part, ReportState, ReportVerb
from reporting.annual.models import AnnualReport, Comment, Filing, ReportStep
from reporting.annual.reading import whole_of
from reporting.annual.whole import Words
from reporting.demo import words
from reporting.demo.fates import Fate
from reporting.gathering.content import digest_of

RETURN_DAYS = 5
FILED_AT, RETURNED_AT, AGAIN_AT, ACCEPTED_AT = time(9, 40), time(15), time(10, 20), time(16, 30)
CHANGED = ["state", "first_filed_on", "filed_on", "returned_on", "refile_by", "accepted_on"]


def file_all(reports: Sequence[AnnualReport], fates: Mapping[int, Fate], actor: User) -> None:
    """File, return and accept each as its fate says."""
    filed = [one for one in reports if fates[one.pk].filed]
    writers = _writers(filed)
    filings, steps = [], []
    for report in filed:
        fate = fates[report.pk]
        made, done = _one(report, fate, fate.filed or report.due_on, writers, actor)
        filings += made
        steps += done
    Filing.objects.bulk_create(filings, batch_size=200)
    ReportStep.objects.bulk_create(steps, batch_size=1_000)
    AnnualReport.objects.bulk_update(filed, CHANGED, batch_size=500)
    Comment.objects.bulk_create(_comments(filings, fates, writers, actor))


def _one(
    report: AnnualReport, fate: Fate, filed: date, writers: Mapping[int, User], actor: User
) -> tuple[list[Filing], list[ReportStep]]:
    """The filings of a report with its steps; its fields are set, not saved."""
    writer = writers.get(report.unit_id)
    whole = whole_of(report)
    told = [whole.as_json()]
    if fate.again:  # what was returned was shorter
        told.insert(0, replace(whole, words=tuple(map(_shorter, whole.words))).as_json())
    days = [(filed, FILED_AT, report.due_on)]
    if fate.again and fate.returned:
        days.append((fate.again, AGAIN_AT, fate.returned + timedelta(days=RETURN_DAYS)))
    filings = [
        Filing(
            report=report,
            number=number,
            filed_on=day,
            filed_at=_at(day, hour),
            filed_by=writer,
            is_late=day > due,
            sealed=told[number - 1],
            digest=digest_of(told[number - 1]),
        )
        for number, (day, hour, due) in enumerate(days, 1)
    ]
    steps = [
        _step(report, ReportVerb.FILE, one.filed_on, hour, writer, _told(one, due))
        for one, (_, hour, due) in zip(filings, days, strict=True)
    ]
    report.state, report.first_filed_on = ReportState.FILED, filed
    report.filed_on = fate.again or filed
    if fate.returned:
        report.returned_on = fate.returned
        report.refile_by = fate.returned + timedelta(days=RETURN_DAYS)
        report.state = ReportState.FILED if fate.again else ReportState.RETURNED
        steps.append(
            _step(report, ReportVerb.RETURN, fate.returned, RETURNED_AT, actor, words.RETURNED)
        )
    if fate.accepted:
        report.state, report.accepted_on = ReportState.ACCEPTED, fate.accepted
        steps.append(_step(report, ReportVerb.ACCEPT, fate.accepted, ACCEPTED_AT, actor, ""))
    return filings, steps


def _shorter(one: Words) -> Words:
    """Its first paragraph, where several were written."""
    if one.part in (Part.PROBLEMS, Part.PLAN):
        return Words(one.part, one.text.partition("\n")[0])
    return one


def _comments(
    filings: Sequence[Filing],
    fates: Mapping[int, Fate],
    writers: Mapping[int, User],
    actor: User,
) -> list[Comment]:
    """What the department said of those that it returned; answered where they were filed again."""
    made = []
    for one in filings:
        fate = fates[one.report_id]
        if one.number > 1 or fate.returned is None:
            continue
        answered = fate.again is not None
        made += [
            Comment(
                report=one.report,
                filing=one,
                cell=cell,
                words=said,
                said_by=actor,
                said_at=_at(fate.returned, RETURNED_AT),
                answer=words.ANSWER if answered else "",
                answered_by=writers.get(one.report.unit_id) if answered else None,
                answered_at=_at(fate.again, AGAIN_AT) if fate.again else None,
            )
            for cell, said in words.COMMENTS
        ]
    return made


def _writers(reports: Sequence[AnnualReport]) -> dict[int, User]:
    """The secretary of each unit, where it has one."""
    rows = Grant.objects.filter(
        role=Role.UNIT_SECRETARY, unit__in=[one.unit_id for one in reports]
    ).select_related("user")
    return {grant.unit_id: grant.user for grant in rows.order_by("-pk")}


def _step(
    report: AnnualReport, verb: ReportVerb, day: date, hour: time, by: User | None, said: str
) -> ReportStep:
    return ReportStep(
        report=report, verb=verb, on=day, words=said, done_by=by, done_at=_at(day, hour)
    )


def _told(filing: Filing, due: date) -> str:
    """As the verb says it."""
    late = f"，逾期 {(filing.filed_on - due).days} 天" if filing.is_late else ""
    return f"第 {filing.number} 次上报{late}"


def _at(day: date, hour: time) -> datetime:
    """A moment of a day, here."""
    return timezone.make_aware(datetime.combine(day, hour))
