"""What the department found of a person (组织认定): a ground of clause 3.3.3 with its evidence."""
