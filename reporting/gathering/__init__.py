"""The records of a year, gathered for many units at once: figures, tables, the people behind."""
