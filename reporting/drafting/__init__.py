"""Official prose drafted from a year's figures, with placeholders for every figure (domain §6.9)."""
