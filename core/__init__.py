"""What every business app stands on: units, users, grants, scoping, entities, jobs, the log."""
