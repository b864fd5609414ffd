"""Pages of annual reports: the board, a report as each reads it, collecting, the workbench."""
