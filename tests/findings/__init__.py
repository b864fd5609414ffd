"""Findings of departments."""
