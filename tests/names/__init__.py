"""Names of people: tokens, surnames, queries, stroke order."""
