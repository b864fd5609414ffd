"""Pages of the front line: a module per subject."""
