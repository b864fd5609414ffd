"""Whether a client's token still works, as a condition on a day."""

from datetime import date

from django.db.models import Case, CharField, Q, Value, When
from django.db.models.enums import TextChoices


class ClientState(TextChoices):
    """What a token is worth."""

    ACTIVE = "active", "有效"
    EXPIRED = "expired", "已到期"
    REVOKED = "revoked", "已吊销"


def has_expired(on: date) -> Q:
    """Tokens whose day has come; the day itself counts."""
    return Q(expires_on__lte=on)


def state(on: date) -> Case:
    """The state as a column; a revoked token stays revoked whatever its day."""
    return Case(
        When(revoked_at__isnull=False, then=Value(ClientState.REVOKED)),
        When(has_expired(on), then=Value(ClientState.EXPIRED)),
        default=Value(ClientState.ACTIVE),
        output_field=CharField(),
    )
