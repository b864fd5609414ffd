"""The workbench, by name: its panels in their order, and what the feed and the waiting are of."""

WORKBENCH = (
    "core.shell.own.ACCOUNTS",
    "core.shell.own.UNITS",
    "policy.workbench.owed.OWED",
    "policy.workbench.tasks.TASKS",
    "reporting.workbench.own.OWN",
    "assessments.workbench.heat.HEAT",
    "policy.workbench.inbox.INBOX",
    "assessments.workbench.cases.OWN",
    "assessments.workbench.own_year.OWN_YEAR",
    "assessments.workbench.own.OWN",
    "training.workbench.own.OWN",
    "rotation.workbench.own.OWN",
    "rotation.workbench.applying.APPLYING",
    "core.shell.own.JOBS",
    "cadres.workbench.matrix.MATRIX",
    "core.shell.pending.PENDING",
    "rotation.workbench.away.AWAY",
    "assessments.workbench.rectifying.RECTIFYING",
    "reporting.workbench.progress.PROGRESS",
    "core.shell.recent.FEED",
    "core.shell.own.JOBS_ASIDE",
    "core.shell.own.GRANTS",
    "core.shell.own.SAFETY",
)

# What changed since one was here last.
RECENT = (
    "assessments.workbench.recent.talks",
    "assessments.workbench.cases.opened",
    "assessments.workbench.cases.decided",
    "training.workbench.recent.pairings",
    "rotation.workbench.recent.postings",
    "rotation.workbench.recent.batches",
    "cadres.workbench.moves.moves",
    "reporting.workbench.recent.steps",
    "policy.workbench.recent.figures",
)

# Work of other kinds that waits.
PENDING = (
    "cadres.workbench.pending.changes",
    "cadres.workbench.pending.errors",
    "cadres.workbench.pending.imports",
    "cadres.workbench.pending.intake",
    "rotation.moves.pending.opinions",
    "rotation.moves.pending.decisions",
    "rotation.workbench.pending.batches",
    "rotation.workbench.pending.announced",
    "rotation.workbench.pending.appraisals",
    "rotation.workbench.pending.returns",
    "assessments.workbench.cases.decisions",
    "assessments.workbench.cases.opinions",
    "assessments.workbench.rounds.sheets",
    "assessments.workbench.rounds.rounds",
    "assessments.workbench.polls.steps",
    "assessments.workbench.polls.papers",
    "reporting.workbench.pending.reviews",
    "reporting.workbench.pending.reports",
)

# The columns of the unit's own people: what they are called, and how the names of rules begin.
FAMILIES = (
    ("谈话", "talk."),
    ("苗头", "concern."),
    ("帮带", "mentor."),
    ("轮岗", "rotation."),
    ("一线", "frontline."),
    ("考核", "assessment."),
    ("个案", "case."),
)

# The counts beside the lines of the navigation.
BADGES = "policy.workbench.badges.badges"
