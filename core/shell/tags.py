"""Template tags that every template has: the few that templates cannot do without."""

from django import template

register = template.Library()


@register.filter
def label_of(record, field: str) -> str:
    """The Chinese label of a choice field's value."""
    return getattr(record, f"get_{field}_display")()
