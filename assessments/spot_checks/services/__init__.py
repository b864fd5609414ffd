"""What is done in spot checks: a module per subject, a function per verb."""
