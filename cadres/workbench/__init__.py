"""What the workbench shows of people: the unit's own, who came and went, what waits."""
