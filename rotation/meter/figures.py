"""The figures of clause 3.1.3 that rotation goes by."""

from dataclasses import dataclass
from datetime import date

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class PostsFigures:
    """What counts as a post, and how many there have to be."""

    years: int = figure("programme.years")
    min_posts: int = figure("rotation.min_posts")
    post_months: int = figure("rotation.post_months")
    since: date = figure("duty.since")


@dataclass(frozen=True, slots=True)
class MeterFigures:
    """What the meter of the roster goes by."""

    years: int = figure("programme.years")
    min_posts: int = figure("rotation.min_posts")
    post_months: int = figure("rotation.post_months")
    yellow_days: int = figure("rotation.posts_yellow_days")


@dataclass(frozen=True, slots=True)
class InternalFigures:
    """When somebody with a single post is moved within his unit."""

    interval_months: int = figure("rotation.interval_months")
    min_posts: int = figure("rotation.min_posts")
    post_months: int = figure("rotation.post_months")
    internal_days: int = figure("rotation.internal_days")
    since: date = figure("duty.since")


@dataclass(frozen=True, slots=True)
class ExchangeFigures:
    """By when somebody of a reserve pool is moved elsewhere."""

    arrange_months: int = figure("rotation.arrange_months")
    since: date = figure("duty.since")


@dataclass(frozen=True, slots=True)
class DownFigures:
    """How long in an organ is long, and by when he goes down."""

    organ_months: int = figure("rotation.organ_months")
    arrange_months: int = figure("rotation.arrange_months")
    since: date = figure("duty.since")
