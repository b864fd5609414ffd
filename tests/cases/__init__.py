"""Exit cases and additions (clause 3.3.3)."""
