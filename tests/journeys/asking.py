"""What others did before the walk begins."""

from django.utils import timezone

from cadres.changes import services
from cadres.changes.models import ChangeRequest
from cadres.people.models import Cadre
from core.accounts.models import User


def asked_by_a_unit() -> ChangeRequest:
    """The clerk's unit asks to have somebody's telephone number changed."""
    clerk = User.objects.get(username="clerk")
    cadre = Cadre.objects.filter(unit=clerk.unit).order_by("pk")[0]
    return services.ask(
        actor=clerk,
        cadre=cadre,
        seen=cadre.version,
        on=timezone.localdate(),
        reason="换号",
        values={"phone": "19900009999"},
    )
