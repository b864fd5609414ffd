"""Code tables: the versioned vocabularies of the field."""
