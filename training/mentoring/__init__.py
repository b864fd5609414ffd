"""Mentoring by leaders, clause 3.1.2 (领导帮带)."""
