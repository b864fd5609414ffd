"""The pages on which files are changed: written by a department, asked for by a unit."""
