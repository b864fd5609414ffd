"""Jobs: work that takes time, as rows that people watch."""
