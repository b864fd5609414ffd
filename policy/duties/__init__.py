"""Duties: who owes what by when, derived from rules; see docs/adr/0009."""
