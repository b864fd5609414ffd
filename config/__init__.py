"""The composition root: settings, addresses, the timetable, everything listed by name."""
