"""What stands on the page of a unit besides its own facts, by name, in the order of the page."""

UNIT_PARTS = (
    "policy.workbench.unit.duties",
    "cadres.workbench.unit.people",
)
