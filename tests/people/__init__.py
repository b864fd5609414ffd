"""People: pages, services, search."""
