"""The workbench, by name: its panels in their order, and what the feed and the waiting are of."""

WORKBENCH = (
    "core.shell.own.ACCOUNTS",
    "core.shell.own.UNITS",
    "core.shell.own.JOBS",
    "policy.workbench.owed.OWED",
    "policy.workbench.tasks.TASKS",
    "core.shell.pending.PENDING",
    "core.shell.recent.FEED",
    "core.shell.own.JOBS_ASIDE",
    "core.shell.own.GRANTS",
    "core.shell.own.SAFETY",
)

# What changed since one was here last.
RECENT = ("policy.workbench.recent.figures",)

# Work of other kinds that waits.
PENDING = ()

# The counts beside the lines of the navigation.
BADGES = "policy.workbench.badges.badges"
