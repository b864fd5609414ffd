"""Names of people: what a search finds them by, and how lists put them in order."""
