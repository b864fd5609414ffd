"""What the global search looks through, in the order of the page: functions by name."""

SEARCHES = (
    "cadres.people.search.people",
    "core.shell.searches.units",
    "core.shell.searches.accounts",
)
