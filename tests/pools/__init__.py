"""The reserve pools."""
