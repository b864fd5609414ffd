"""The project's composition root: settings, addresses, the timetable, and what is listed by name."""
