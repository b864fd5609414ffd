"""Who may change the tree, what a code looks like, and how deep the tree may be."""

from core.choices import Role

MANAGERS = frozenset({Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT})
CODE = r"^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$"
CODE_REMEDY = "编码只能由数字、字母和点组成，如 001.001.015。"
DEEPEST = 20  # levels; a path of that many ids still fits its column
