"""What changed since: the feed that keeps copies of the roster in step."""
