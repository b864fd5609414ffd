"""Official prose drafted from the figures of a year, with placeholders for them (domain §6.9)."""
