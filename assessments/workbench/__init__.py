"""What the workbench shows of talks and spot checks."""
