"""Pages of annual reports."""
