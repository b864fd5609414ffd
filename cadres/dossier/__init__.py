"""Reading people: the list, one person's page with his five years, people side by side."""
