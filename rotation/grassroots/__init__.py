"""Grassroots experience: months counted once, from postings and the résumé, with the evidence."""
