"""Every duty rule, by name, in the order in which people read them."""

DUTIES: tuple[str, ...] = (
    "assessments.talks.duties.QUARTERLY",
    "training.mentoring.duties.PAIR",
    "training.mentoring.duties.MIDTERM",
    "training.mentoring.duties.FINAL",
)
