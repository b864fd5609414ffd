"""Whoever may see nothing, at every address that exists."""
