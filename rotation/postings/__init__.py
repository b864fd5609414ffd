"""Postings: who holds or held which post, where somebody was sent, and what that does to a file."""
