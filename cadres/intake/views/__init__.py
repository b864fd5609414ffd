"""Pages of intake, a module per subject."""
