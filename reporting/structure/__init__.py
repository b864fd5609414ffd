"""The structure of the roster: bands, dimensions, tables of people, as of a day (domain §6.10)."""
