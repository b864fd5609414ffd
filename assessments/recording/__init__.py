"""The pages of talks and of the concerns that they raise: one form records both."""
