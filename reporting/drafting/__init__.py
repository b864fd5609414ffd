"""The words of a report, drafted from its figures."""
