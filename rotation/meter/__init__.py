"""The five-year meter of clause 3.1.3, and the duties that come of it."""
