"""Pages of people: the list, one person, comparing, photo, the whole ID number."""
