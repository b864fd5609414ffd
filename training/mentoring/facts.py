"""What the roster says of mentoring: who mentors somebody on a day."""

from datetime import date

from django.db.models import CharField, OuterRef, Subquery

from training.mentoring.models import Mentorship


def mentor_on(on: date) -> Subquery:
    """The name of the mentor of a stay's cadre; rounds never overlap, so there is one at most."""
    rounds = Mentorship.objects.running(on).filter(cadre=OuterRef("cadre")).order_by()
    return Subquery(rounds.values("mentor__name")[:1], output_field=CharField())
