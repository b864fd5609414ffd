"""The map of movement: from where to where people go, with the people behind each flow."""
