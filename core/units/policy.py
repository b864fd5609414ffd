"""Who may change the tree."""

from core.choices import Role

MANAGERS = frozenset({Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT})
