"""Posts, rotations and the front line (clauses 3.1.3 and 3.1.4)."""
