"""Holding a poll: the departments' pages, from the first draft to the printed result."""
