"""Concerns that a talk raised: reminded, corrected, closed."""
