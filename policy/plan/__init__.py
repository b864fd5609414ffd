"""The plan as pages: its text with figures and standing, and the change of a figure."""
