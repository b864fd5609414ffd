"""What is done on the front line: a module per subject, a function per verb."""
