"""The life of what goes back to a unit: asked -> answered -> accepted; answered -> asked again."""

from assessments.choices import RectificationState as S
from assessments.choices import RectificationVerb as V
from cadres.people.querysets import ASKERS, KEEPERS
from core.flows import Flow, Step

RECTIFICATION_FLOW = Flow(
    noun="整改",
    states=S,
    verbs=V,
    table={
        (S.ASKED, V.ANSWER): Step(S.ANSWERED, ASKERS),
        (S.ANSWERED, V.ACCEPT): Step(S.ACCEPTED, KEEPERS),
        (S.ANSWERED, V.RETURN): Step(S.ASKED, KEEPERS),
    },
)
