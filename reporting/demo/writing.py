"""What units write in the demonstration: opinions with reasons, words of their own, who to add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from cadres.choices import SERVING
from cadres.demo.dice import Dice
from cadres.demo.scene import BUREAU
from cadres.people.models import Cadre
from core.choices import UnitKind
from reporting.annual.choices import Part, Stand
from reporting.annual.models import AnnualReport, Explanation, Opinion, Passage, Proposal
from reporting.annual.whole import committee
from reporting.demo import words
from reporting.demo.fates import Fate

SHARES = ((Stand.KEEP, 0.94), (Stand.DEFER, 0.04), (Stand.EXIT, 0.02))
ADDING = 0.2  # of the reports that propose somebody
YOUNG = 32  # years at most
QUARTERS = (1, 2, 3, 4)


def write_all(reports: Sequence[AnnualReport], fates: Mapping[int, Fate], dice: Dice) -> None:
    """As much of each as its fate says, by a few statements for all."""
    begun = [one for one in reports if fates[one.pk].written > 0]
    _opinions(begun, fates, dice)
    _passages(begun, fates, dice)
    whole = [one for one in begun if fates[one.pk].filed]
    _proposals(whole, dice)
    _heads(begun, dice)
    Explanation.objects.bulk_create(
        Explanation(report=one, check_key=f"talks:{one.year}Q{quarter}", words=words.EXPLAINED)
        for one in whole
        for quarter in QUARTERS
        if _has_missed(one)
    )


def _opinions(begun: Sequence[AnnualReport], fates: Mapping[int, Fate], dice: Dice) -> None:
    rows: dict[int, list[Opinion]] = defaultdict(list)
    for one in Opinion.objects.filter(report__in=begun).order_by("cadre__sort_key", "pk"):
        rows[one.report_id].append(one)
    changed = []
    for report in begun:
        mine = rows[report.pk]
        count = len(mine) if fates[report.pk].filed else round(len(mine) * fates[report.pk].written)
        if report.unit.short_name == BUREAU and not fates[report.pk].filed:
            count = max(0, len(mine) - 1)
        for one in mine[:count]:
            one.stand = dice.weighted(SHARES)
            one.reason = dice.one_of(words.REASONS[one.stand]) if one.stand != Stand.KEEP else ""
            changed.append(one)
    Opinion.objects.bulk_update(changed, ["stand", "reason"], batch_size=2_000)


def _passages(begun: Sequence[AnnualReport], fates: Mapping[int, Fate], dice: Dice) -> None:
    """Own words of problems and plans; what was drafted stays where the figures said enough."""
    changed = []
    kept = {one.pk: fates[one.pk] for one in begun}
    for one in Passage.objects.filter(report__in=begun).order_by("report", "part"):
        own = words.OWN.get(Part(one.part))
        is_done = kept[one.report_id].filed is not None or one.part == Part.PROBLEMS
        if own and is_done:
            one.text = "\n".join(text for text in (one.drafted, dice.one_of(own)) if text)
            changed.append(one)
    Passage.objects.bulk_update(changed, ["text"], batch_size=1_000)


def _proposals(whole: Sequence[AnnualReport], dice: Dice) -> None:
    """One young colleague who was never on the roster; the others say that there is nobody."""
    asked = {one.pk: one for one in whole if dice.happens(ADDING)}
    paths = {one.unit_id: one for one in asked.values()}
    rows = Cadre.objects.filter(unit__in=paths, status=SERVING, entries__isnull=True)
    rows = rows.filter(account__isnull=True, birth__isnull=False).filter(_there(whole))
    made = [
        Proposal(report=paths[one.unit_id], cadre=one, reason=dice.one_of(words.MERITS))
        for one in rows.distinct("unit_id").order_by("unit_id", "-birth", "pk")
        if paths[one.unit_id].year - one.birth.year <= YOUNG
    ]
    Proposal.objects.bulk_create(made)
    adding = {one.report_id for one in made}
    for report in whole:
        report.none_to_add = report.pk not in adding
    AnnualReport.objects.bulk_update(whole, ["none_to_add"], batch_size=1_000)


def _heads(begun: Sequence[AnnualReport], dice: Dice) -> None:
    """Whose it is, number, signer and meeting; who signs is first in the unit's order."""
    heads = Cadre.objects.serving().filter(unit__in=[one.unit_id for one in begun])
    heads = heads.filter(_there(begun))
    names = dict(
        heads.order_by("unit_id", "sort_key", "pk")
        .distinct("unit_id")
        .values_list("unit_id", "name")
    )
    for report in begun:
        short = report.unit.short_name.removeprefix("市")[:2]
        is_county = report.unit.kind == UnitKind.COUNTY
        known = committee(report.unit.name, is_county=is_county)
        report.issuer = "" if known else f"中共{report.unit.name}党组"
        report.document = f"{short}党发〔{report.year}〕{dice.between(8, 60)}号"
        report.signer = names.get(report.unit_id, "")
        report.meeting = f"党组会议 {report.year} 年第 {dice.between(18, 40)} 次"
        report.contact = f"办公室　0919-{dice.between(2100000, 2999999)}"
    fields = ["issuer", "document", "signer", "meeting", "contact"]
    AnnualReport.objects.bulk_update(begun, fields, batch_size=1_000)


def _there(reports: Sequence[AnnualReport]) -> Q:
    """Whoever had his present post by the day that the reports, all of one year, speak of."""
    return ~Q(post_since__gt=max((one.as_of for one in reports), default=date.max))


def _has_missed(report: AnnualReport) -> bool:
    """Whether its records leave talks to explain."""
    figures = {one["key"]: one["value"] for one in report.content.get("figures", ())}
    return figures.get("talks.missed", "0") not in ("", "0")
