"""Notices: reminders of duties, their digests and inbox, and nudges by the department."""
