"""The demonstration: invented people in the invented 云州省清河市, as plain data without Django."""
