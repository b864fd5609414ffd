"""The demonstration's mentors, sessions and reviews."""
