"""The desk at which a unit writes its report: what its page shows, and what is kept of it."""
