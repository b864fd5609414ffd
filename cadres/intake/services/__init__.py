"""What is done in intake: a module per subject, a function per verb."""
