"""Clause 3.3.3-4: 工作中发生重大失误，造成较大损失或不良影响的."""

from assessments.cases.figures import NoFigures
from assessments.cases.rules.found import SENTENCE, found, stands
from assessments.cases.rules.rule import Rule
from assessments.findings.models import ConductFinding
from cadres.choices import ExitGround

FAILURE = Rule(
    name="exit.failure",
    ground=ExitGround.FAILURE,
    clause="3.3.3-4",
    label="重大失误",
    sentence=SENTENCE,
    figures=NoFigures,
    hits=found(ExitGround.FAILURE),
    stands=stands,
    reads=ConductFinding,
)
