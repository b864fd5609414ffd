"""What the workbench shows of duties, notices and figures."""
