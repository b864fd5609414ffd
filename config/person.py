"""What the page of a person is made of, by name: the lanes of its timeline and its tabs."""

LANES = (
    "cadres.people.lanes.posts",
    "cadres.people.lanes.studies",
    "cadres.people.lanes.stays",
    "cadres.people.lanes.reserve_pools",
    "cadres.people.lanes.conduct",
)
TABS = (
    "cadres.people.tabs.BASICS",
    "cadres.people.tabs.RESUME",
    "cadres.people.tabs.FAMILY",
    "cadres.people.tabs.CONDUCT",
    "cadres.people.tabs.STAYS",
    "cadres.people.tabs.HISTORY",
)
