"""Requests as units make them, and decisions as departments do."""

from datetime import date

from cadres.changes import services
from cadres.changes.deciding import Choice, decide
from cadres.changes.models import ChangeRequest, Decision
from cadres.people.models import Cadre

ON = date(2026, 11, 23)
NUMBER = "990101199205030249"
YES, NO = Choice(Decision.APPROVED), Choice(Decision.REJECTED, "依据不足")


def asked(world, cadre: Cadre, *, actor=None, reason="任职文件", **values) -> ChangeRequest:
    return services.ask(
        actor=actor or world.clerk,
        cadre=cadre,
        seen=Cadre.objects.get(pk=cadre.pk).version,
        on=ON,
        reason=reason,
        values=values or {"title": "清河市交通运输局副局长", "post_since": date(2026, 10, 1)},
    )


def decided(world, request: ChangeRequest, *, actor=None, **choices: Choice):
    """Decide by the names of fields."""
    by_key = {
        change.pk: choices[change.field]
        for change in request.fields.all()
        if change.field in choices
    }
    return decide(actor=actor or world.city, request=request, on=ON, choices=by_key)
