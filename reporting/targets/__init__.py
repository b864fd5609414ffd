"""Targets of clauses 2.1–2.4 against real postings."""
