"""Talks and what follows from them, clause 3.3.2."""
