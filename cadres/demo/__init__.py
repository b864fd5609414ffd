"""Invented people for the demonstration city: plain data first, then rows, written by COPY."""
