"""What a counted poll of the year says of somebody, offered to whoever fills in his sheet."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from assessments.polls.choices import Overall, PollKind
from assessments.polls.models import PollResult
from assessments.rounds.models import Assessment
from core.scoping import Viewer

MARKS = (
    (Overall.EXCELLENT, "excellent"),
    (Overall.COMPETENT, "competent"),
    (Overall.BASIC, "basic"),
    (Overall.INCOMPETENT, "incompetent"),
)


def poll_of(sheet: Assessment, viewer: Viewer) -> PollResult | None:
    """The last yearly poll about the person that the viewer may see; None: none was counted."""
    rows = PollResult.objects.visible_to(viewer).counted()
    rows = rows.filter(cadre=sheet.cadre_id, poll__year=sheet.year, poll__kind=PollKind.ANNUAL)
    return rows.select_related("poll").order_by("-poll__counted_on", "-pk").first()


def words_of(result: PollResult) -> str:
    """“发出 30 张，收回 28 张，有效 27 张：优秀 20 张（74.07%）……；弃权 1 张”."""
    told = f"发出 {result.issued} 张，收回 {result.returned} 张，有效 {result.valid} 张"
    if not result.is_shown:
        return f"{told}：人数不足，不显示结果"
    parts = [
        f"{mark.label} {number} 张（{_rate(number, result.counted)}%）"
        for mark, name in MARKS
        for number in [getattr(result, name)]
    ]
    inside = "计入" if result.counted == result.valid else "不计入"
    abstained = f"弃权 {result.abstained} 张（{inside}分母）" if result.abstained else ""
    return f"{told}：{'、'.join(parts)}{f'；{abstained}' if abstained else ''}"


def _rate(number: int, of: int) -> Decimal:
    """In percent, half up."""
    exact = Decimal(100 * number) / of if of else Decimal(0)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
