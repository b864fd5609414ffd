"""What the workbench shows of mentoring."""
