"""A case as it was: from its snapshot and its steps alone, as page, PDF and Word."""
