"""Clause 3.3.3-1: 思想政治、道德品质、廉洁自律等方面出现问题的."""

from assessments.cases.figures import NoFigures
from assessments.cases.rules.found import SENTENCE, found, stands
from assessments.cases.rules.rule import Rule
from assessments.findings.models import ConductFinding
from cadres.choices import ExitGround

CONDUCT = Rule(
    name="exit.conduct",
    ground=ExitGround.CONDUCT,
    clause="3.3.3-1",
    label="思想政治、道德品质、廉洁自律",
    sentence=SENTENCE,
    figures=NoFigures,
    hits=found(ExitGround.CONDUCT),
    stands=stands,
    reads=ConductFinding,
)
