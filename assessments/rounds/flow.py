"""The life of a round and of a sheet (clause 3.3.4; 《公务员考核规定》, domain §6.1).

    summary --submit--> appraising --propose--> proposed --decide--> decided --agree--> final
    summary <--return-- appraising <--return-- proposed
    decided --object--> objected --review--> final

The person writes his summary, or the unit for him; the unit's secretary proposes; the round is
settled at a meeting: that decides every sheet of it. The department reviews objections.
"""

from assessments.rounds.choices import AssessmentState as S
from assessments.rounds.choices import AssessmentVerb as V
from assessments.rounds.choices import RoundState, RoundVerb
from assessments.talks.querysets import OFFICES
from cadres.people.querysets import KEEPERS
from core.choices import Role
from core.flows import Flow, Step

SECRETARIES = KEEPERS | {Role.UNIT_SECRETARY}
HIMSELF = frozenset({Role.CADRE})

ROUND_FLOW = Flow(
    noun="年度考核",
    states=RoundState,
    verbs=RoundVerb,
    table={
        (RoundState.OPEN, RoundVerb.EDIT): Step(RoundState.OPEN, SECRETARIES),
        (RoundState.OPEN, RoundVerb.SETTLE): Step(RoundState.SETTLED, SECRETARIES),
        (RoundState.SETTLED, RoundVerb.REOPEN): Step(RoundState.OPEN, KEEPERS),
    },
)

ASSESSMENT_FLOW = Flow(
    noun="年度考核登记表",
    states=S,
    verbs=V,
    table={
        (S.SUMMARY, V.WRITE): Step(S.SUMMARY, OFFICES | HIMSELF),
        (S.SUMMARY, V.SUBMIT): Step(S.APPRAISING, OFFICES | HIMSELF),
        (S.APPRAISING, V.RETURN): Step(S.SUMMARY, OFFICES),
        (S.APPRAISING, V.PROPOSE): Step(S.PROPOSED, SECRETARIES),
        (S.PROPOSED, V.PROPOSE): Step(S.PROPOSED, SECRETARIES),
        (S.PROPOSED, V.RETURN): Step(S.APPRAISING, SECRETARIES),
        (S.PROPOSED, V.DECIDE): Step(S.DECIDED, SECRETARIES),
        (S.DECIDED, V.AGREE): Step(S.FINAL, OFFICES | HIMSELF),
        (S.DECIDED, V.OBJECT): Step(S.OBJECTED, OFFICES | HIMSELF),
        (S.OBJECTED, V.REVIEW): Step(S.FINAL, KEEPERS),
    },
)
