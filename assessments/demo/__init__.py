"""The demonstration's talks, concerns and spot checks."""
