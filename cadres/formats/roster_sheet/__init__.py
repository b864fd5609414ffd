"""花名册 as a sheet: read and written, without a database (domain §9.2)."""
