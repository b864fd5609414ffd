"""The life of a concern (clause 3.3.2: 及时提醒，督促改正).

    raised --remind--> reminded --report--> corrected --close--> closed
                       reminded <--return-- corrected

The unit reminds and reports; its secretary or a department closes, or returns what is not enough.
"""

from assessments.choices import ConcernState as S
from assessments.choices import ConcernVerb as V
from assessments.talks.querysets import OFFICES
from cadres.people.querysets import KEEPERS
from core.choices import Role
from core.flows import Flow, Step

CLOSERS = KEEPERS | {Role.UNIT_SECRETARY}

CONCERN_FLOW = Flow(
    noun="苗头问题",
    states=S,
    verbs=V,
    table={
        (S.RAISED, V.REMIND): Step(S.REMINDED, OFFICES),
        (S.REMINDED, V.REPORT): Step(S.CORRECTED, OFFICES),
        (S.CORRECTED, V.CLOSE): Step(S.CLOSED, CLOSERS),
        (S.CORRECTED, V.RETURN): Step(S.REMINDED, CLOSERS),
    },
)
