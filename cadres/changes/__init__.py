"""Changes that a unit asks for and the department decides, field by field."""
