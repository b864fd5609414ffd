"""Pages of postings: the list, one posting, and a form for each verb."""
