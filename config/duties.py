"""Every duty rule, by name, in the order in which people read them."""

DUTIES: tuple[str, ...] = (
    "assessments.talks.duties.QUARTERLY",
    "assessments.concerns.duties.REMIND",
    "assessments.concerns.duties.CORRECT",
    "assessments.concerns.duties.CLOSE",
    "training.mentoring.duties.PAIR",
    "training.mentoring.duties.MIDTERM",
    "training.mentoring.duties.FINAL",
    "rotation.meter.duties.ROTATE_INTERNAL",
    "rotation.meter.duties.TWO_POSTS",
    "rotation.meter.duties.EXCHANGE",
    "rotation.meter.duties.PRINCIPAL",
    "rotation.meter.duties.DOWN",
    "rotation.appraisals.duties.MIDTERM",
    "rotation.appraisals.duties.APPRAISE",
    "rotation.appraisals.duties.RETURN",
    "assessments.rounds.duties.YEARLY",
    "assessments.spot_checks.duties.SPOT_CHECK",
    "assessments.spot_checks.duties.RECTIFY",
    "assessments.spot_checks.duties.RECHECK",
    "assessments.spot_checks.duties.RECHECK_COUNTY",
)
