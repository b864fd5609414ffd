"""The life of a poll (clause 3.3.4: 由市委组织部统一组织).

    draft --open--> open --close--> closed --count--> counted
    draft, open --issue--> the same;  open, closed --enter--> the same;  counted --share--> the same
    draft, open, closed --cancel--> cancelled

The departments hold polls. Paper ballots are entered by whoever counts them: a department's staff,
or the unit's, two people either way.
"""

from assessments.polls.choices import PollState as S
from assessments.polls.choices import PollVerb as V
from assessments.talks.querysets import OFFICES
from cadres.people.querysets import KEEPERS
from core.flows import Flow, Step

POLL_FLOW = Flow(
    noun="测评",
    states=S,
    verbs=V,
    table={
        (S.DRAFT, V.EDIT): Step(S.DRAFT, KEEPERS),
        (S.DRAFT, V.ISSUE): Step(S.DRAFT, KEEPERS),
        (S.OPEN, V.ISSUE): Step(S.OPEN, KEEPERS),
        (S.DRAFT, V.OPEN): Step(S.OPEN, KEEPERS),
        (S.OPEN, V.ENTER): Step(S.OPEN, OFFICES),
        (S.CLOSED, V.ENTER): Step(S.CLOSED, OFFICES),
        (S.OPEN, V.CLOSE): Step(S.CLOSED, KEEPERS),
        (S.CLOSED, V.COUNT): Step(S.COUNTED, KEEPERS),
        (S.COUNTED, V.SHARE): Step(S.COUNTED, KEEPERS),
        (S.DRAFT, V.CANCEL): Step(S.CANCELLED, KEEPERS),
        (S.OPEN, V.CANCEL): Step(S.CANCELLED, KEEPERS),
        (S.CLOSED, V.CANCEL): Step(S.CANCELLED, KEEPERS),
    },
)
