"""Pages of the yearly rotation plan."""
