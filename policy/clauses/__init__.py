"""Clauses of the plan, loaded from its text."""
