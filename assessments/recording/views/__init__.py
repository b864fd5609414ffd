"""Pages of talks and concerns."""
