"""Entities and the surfaces that read them: list page, filters, columns, saved views, export."""
