"""What the digests of a batch say, in one statement whatever the number of people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from django.db.models import F

from core.accounts.models import Grant
from policy.duties.models import Duty
from policy.duties.rule import all_rules
from policy.duties.shown import SPACE, thing
from policy.notices.letter import Letter, Line
from policy.notices.models import Notice

FIELDS = (
    "digest",
    "recipient__name",
    "recipient__email",
    "nudge__sent_by__name",
    "nudge__sent_by__unit__short_name",
    "nudge__words",
    "pk",
    "duty__rule",
    "duty__period",
    "duty__due_on",
    "duty__cadre__name",
    "duty__unit__short_name",
)


def letters(digests: Collection[int], on: date) -> dict[int, Letter]:
    """Digest to its letter, for those that still have something to say to somebody.

    Left out: what has been done since it was made, whoever has lost the grant that made him a
    recipient, whose account is closed, who has no address or wants no mail.
    """
    rows = (
        Notice.objects.filter(
            digest__in=list(digests),
            duty__state="open",
            recipient__is_active=True,
            recipient__wants_mail=True,
            grant__in=Grant.objects.in_force(on).values("pk"),
        )
        .exclude(recipient__email="")
        .order_by("digest", F("duty__due_on"), "pk")
    )
    found: dict[int, Letter] = {}
    for row in rows.values_list(*FIELDS):
        digest, name, email, sender, office, words, pk, rule, period, due, cadre, unit = row
        letter = found.get(digest)
        if letter is None:
            by = f"{office} {sender}" if sender else ""
            letter = Letter(digest, name, email, sender=by, words=words or "")
            found[digest] = letter
        matter = f"{cadre or unit}{SPACE}{_thing(rule, period)}"
        letter.lines.append(Line(pk, matter, due, _clause(rule)))
    return found


@lru_cache(maxsize=1024)
def _thing(rule: str, period: str) -> str:
    return thing(Duty(rule=rule, period=period))


def _clause(name: str) -> str:
    rule = all_rules().get(name)
    return rule.clause if rule else ""
