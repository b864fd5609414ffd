"""The life of an annual report (clause 3.3.5).

    draft --file--> filed --accept--> accepted --reopen--> returned
    filed --return--> returned --file--> filed
    filed --withdraw--> draft      (only while nothing was said about it)

The unit's people write it, its secretary files it. A county's own report is its department's.
Who collects (`AnnualReport.collector`) accepts or returns: the county for its units, the city for
its own and for counties; a verb asks `services` about that, the table about the role alone.
"""

from cadres.people.querysets import KEEPERS
from core.choices import Role
from core.flows import Flow, Step
from reporting.annual.choices import ReportState as S
from reporting.annual.choices import ReportVerb as V

WRITERS = frozenset({Role.COUNTY_DEPARTMENT, Role.UNIT_SECRETARY, Role.UNIT_CLERK})
FILERS = frozenset({Role.COUNTY_DEPARTMENT, Role.UNIT_SECRETARY})

REPORT_FLOW = Flow(
    noun="年度报告",
    states=S,
    verbs=V,
    table={
        (S.DRAFT, V.EDIT): Step(S.DRAFT, WRITERS),
        (S.DRAFT, V.REFRESH): Step(S.DRAFT, WRITERS),
        (S.DRAFT, V.FILE): Step(S.FILED, FILERS),
        (S.FILED, V.WITHDRAW): Step(S.DRAFT, FILERS),
        (S.FILED, V.RETURN): Step(S.RETURNED, KEEPERS),
        (S.FILED, V.ACCEPT): Step(S.ACCEPTED, KEEPERS),
        (S.RETURNED, V.EDIT): Step(S.RETURNED, WRITERS),
        (S.RETURNED, V.REFRESH): Step(S.RETURNED, WRITERS),
        (S.RETURNED, V.FILE): Step(S.FILED, FILERS),
        (S.ACCEPTED, V.REOPEN): Step(S.RETURNED, KEEPERS),
    },
)
