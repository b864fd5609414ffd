"""Pages of the yearly assessment: rounds, the sheet of a person, its paper, interviews."""
