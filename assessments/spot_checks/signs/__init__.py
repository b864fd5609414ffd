"""What is looked for in the records of a unit: pure functions, a person decides."""
