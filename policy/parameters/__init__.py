"""Figures of the plan: what they are, and their values by day and region."""
