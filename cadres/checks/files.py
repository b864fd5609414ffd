"""The files that are looked at: the rows of each table, of the people chosen, on a day."""

from collections.abc import Collection
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from cadres.approval.models import ApprovalTexts
from cadres.choices import SERVING
from cadres.people.models import Cadre, Discipline, FamilyMember, ResumeLine, Reward
from cadres.people.querysets import CadreQuerySet
from cadres.roster.models import RosterEntry


class Files:
    """Files of people in service; `chosen` narrows them to some: a queryset, or their keys.

    A job of everybody's is `many`: its rows are streamed. No door here: whoever shows a finding
    goes through that of the findings.
    """

    def __init__(
        self, on: date, chosen: CadreQuerySet | Collection[int] | None = None, *, many: bool = True
    ) -> None:
        self.on = on
        self.many = many
        self.is_whole = chosen is None
        # Of one person the statements are kept; whoever asks has his key.
        self.only: int | None = None
        if chosen is None:
            self.everybody = Cadre.objects.order_by()
        elif isinstance(chosen, QuerySet):
            self.everybody = chosen.order_by()
        else:
            if len(chosen) == 1:
                (self.only,) = chosen
            self.everybody = Cadre.objects.order_by().filter(pk__in=chosen)

    @cached_property
    def people(self) -> CadreQuerySet:
        """People in service (ZB126): the others' files rest."""
        return self.everybody.serving()

    def _of(self, model: type) -> QuerySet:
        rows = model.objects.order_by()
        if self.is_whole:  # one join, which the rules that ask of the person share
            return rows.filter(cadre__status=SERVING)
        return rows.filter(cadre__in=self.people.values("pk"))

    @property
    def resume(self) -> QuerySet:
        """Lines of résumés."""
        return self._of(ResumeLine)

    @property
    def family(self) -> QuerySet:
        """Members of families."""
        return self._of(FamilyMember)

    @property
    def rewards(self) -> QuerySet:
        """Rewards."""
        return self._of(Reward)

    @property
    def discipline(self) -> QuerySet:
        """Sanctions and organisational measures."""
        return self._of(Discipline)

    @property
    def texts(self) -> QuerySet:
        """The form's own texts."""
        return self._of(ApprovalTexts)

    @property
    def stays(self) -> QuerySet:
        """Stays on the roster that have not ended, of people out of service too."""
        rows = RosterEntry.objects.order_by().open()
        return rows if self.is_whole else rows.filter(cadre__in=self.everybody.values("pk"))
