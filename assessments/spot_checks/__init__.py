"""Spot checks of talk records by the department."""
