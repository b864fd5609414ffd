"""Exit cases and additions (clause 3.3.3)."""
"""Cases: what opens one, what is decided, and what is told of it to whom."""
