"""API clients: programs that pull data with a token."""
