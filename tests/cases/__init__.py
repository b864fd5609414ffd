"""Cases: what opens one, what is decided, and what is told of it to whom."""
