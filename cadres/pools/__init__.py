"""Reserve pools (后备干部库): who is in which, and for how long."""
