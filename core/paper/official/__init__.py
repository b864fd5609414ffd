"""Official documents in the format of GB/T 9704-2012: one description, as PDF and as Word."""
