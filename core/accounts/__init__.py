"""Accounts: who may log in, and the grants that say what they are where."""
