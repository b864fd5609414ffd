"""What other nouns' pages show of this app without knowing it."""
