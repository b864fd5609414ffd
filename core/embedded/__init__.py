"""The PostgreSQL and Redis of a complete system on one machine."""
