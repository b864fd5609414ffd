"""Accounts, log-in and grants."""
