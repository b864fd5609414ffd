"""Annual reports of the demonstration."""
