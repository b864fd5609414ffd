"""Cadres: the person and what the file says of him (A01, A08, A14, A17, A36)."""
