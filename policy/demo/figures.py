"""Figures that the departments of the demonstration have set: for the city, and for one county."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core.accounts.models import User
from core.units.models import Unit
from policy.parameters.catalogue import BY_KEY
from policy.parameters.models import Parameter, ParameterValue
from policy.periods import Quarter

STRICT_COUNTY = "青川县"
# What the department confirmed as it was when duties began, by which meeting.
CONFIRMED = (
    "intake.quota", "intake.max_age", "intake.min_education", "programme.years", "target.tier1",
    "target.tier2", "target.tier3", "target.tier4", "talk.per_quarter", "talk.spot_check_percent",
    "talk.spot_check_days", "concern.remind_days", "concern.correct_days",
    "mentoring.round_months", "exit.low_rating_percent", "report.deadline",
)  # fmt: skip
# What was set since then: key, value, days before the day of the demonstration, why.
CHANGED = (
    ("training.yearly_hours", "110", 4, "按干部教育培训规划，年度学时高于底线要求"),
    ("meeting.per_year", "3", 40, "年中加开一次专题会议，听取整改情况"),
)
# What the plan leaves open and the department has decided: as many as the programmes send.
DECIDED = (
    ("frontline.township_quota", "12"), ("frontline.secondment_least", "10"),
    ("frontline.secondment_quota", "20"), ("frontline.shadow_quota", "6"),
    ("frontline.petition_quota", "4"),
)  # fmt: skip
STRICTER = (
    ("exit.low_rating_percent", "25", "县委常委会研究，比全市从严掌握"),
    ("concern.remind_days", "5", "县管干部苗头问题及时提醒"),
)


def first_duties(on: date) -> date:
    """The day from which the demonstration counts duties: the year of the quarter before."""
    return date(Quarter.of(on).previous.year, 1, 1)


def set_figures(*, on: date) -> None:
    """Confirms, changes and tightens figures; `policy.plan.loader.load` has been there before."""
    since = first_duties(on)
    ParameterValue.objects.filter(parameter__key="duty.since").update(value=since.isoformat())
    city, county = _account("city"), _account("county")
    document = f"清组发〔{since.year}〕8 号"
    for key in CONFIRMED:
        _follow(key, None, since, city, "部务会研究核定", document)
    for key, text, days, reason in CHANGED:
        day = on - timedelta(days=days)
        _follow(key, text, day, city, reason, f"清组通〔{day.year}〕31 号")
    ParameterValue.objects.bulk_create(
        ParameterValue(
            parameter=Parameter.objects.get(key=key),
            value=BY_KEY[key].kind.parse(text),
            since=since,
            set_by=city,
            set_at=_at(since),
            reason="部务会研究核定",
            document=document,
        )
        for key, text in DECIDED
    )
    unit = Unit.objects.filter(short_name=STRICT_COUNTY).first()
    for key, text, reason in STRICTER if unit else ():
        ParameterValue.objects.create(
            parameter=Parameter.objects.get(key=key),
            unit=unit,
            value=BY_KEY[key].kind.parse(text),
            since=since,
            set_by=county,
            set_at=_at(since),
            reason=reason,
            document=f"青组发〔{since.year}〕15 号",
        )


def _account(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(16, 8)))


def _follow(
    key: str, text: str | None, since: date, by: User | None, reason: str, document: str
) -> None:
    """A value of the city from a day on, in place of the one before; without a text, the same."""
    before = ParameterValue.objects.get(parameter__key=key, unit=None, until=None)
    before.until = since
    before.save(update_fields=["until"])
    ParameterValue.objects.create(
        parameter_id=before.parameter_id,
        value=before.value if text is None else BY_KEY[key].kind.parse(text),
        since=since,
        set_by=by,
        set_at=_at(since),
        reason=reason,
        document=document,
    )
