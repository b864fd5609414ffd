"""Which events open a case: one module per ground of clause 3.3.3, and one for additions."""
