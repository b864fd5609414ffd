"""Talks and concerns, clause 3.3.2."""
