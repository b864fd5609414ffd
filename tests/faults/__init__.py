"""Faults of machines: processes and servers that are really killed."""
