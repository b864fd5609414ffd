"""Positions of a unit: what posts there are, and how many seats each has."""
