"""Appraisal ballots (民主测评, clause 3.3.4): polls, their codes, the count and its seal."""
