"""The life of a case (clause 3.3.3). Nothing here happens by itself but the opening.

opened, observing --opine, state--> the same
opened, observing --keep--> kept;  --observe--> observing;  --release--> released   (an exit)
opened, observing --admit--> admitted;  --observe-->;  --decline--> declined        (an addition)
opened, observing --withdraw--> withdrawn
"""

from assessments.cases.choices import CaseState as S
from assessments.cases.choices import CaseVerb as V
from assessments.talks.querysets import OFFICES
from cadres.people.querysets import KEEPERS
from core.choices import Role
from core.flows import Flow, Step

OPINERS = KEEPERS | {Role.UNIT_SECRETARY}
HIMSELF = frozenset({Role.CADRE})
OPEN = (S.OPENED, S.OBSERVING)

CASE_FLOW = Flow(
    noun="个案",
    states=S,
    verbs=V,
    table={
        **{(state, V.OPINE): Step(state, OPINERS) for state in OPEN},
        **{(state, V.STATE): Step(state, OFFICES | HIMSELF) for state in OPEN},
        **{(state, V.KEEP): Step(S.KEPT, KEEPERS) for state in OPEN},
        **{(state, V.OBSERVE): Step(S.OBSERVING, KEEPERS) for state in OPEN},
        **{(state, V.RELEASE): Step(S.RELEASED, KEEPERS) for state in OPEN},
        **{(state, V.ADMIT): Step(S.ADMITTED, KEEPERS) for state in OPEN},
        **{(state, V.DECLINE): Step(S.DECLINED, KEEPERS) for state in OPEN},
        **{(state, V.WITHDRAW): Step(S.WITHDRAWN, KEEPERS) for state in OPEN},
    },
)
