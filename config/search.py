"""What the global search looks through, in the order of the page: functions by name."""

SEARCHES = (
    "cadres.people.search.people",
    "core.shell.searches.units",
    "rotation.positions.search.positions",
    "rotation.frontline.search.programmes",
    "assessments.holding.search.polls",
    "core.shell.searches.accounts",
)
