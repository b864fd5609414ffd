"""What the workbench shows of annual reports."""
