"""Pages of mentoring: the list, one round, its forms, and pairing many at once."""
