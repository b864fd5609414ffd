"""People: their files, the roster, reserve pools, intake, and the feed of changes."""
