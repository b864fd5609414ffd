"""What stands where a list has nothing at all: what will appear, and the step that fills it."""

from django.urls import reverse

Nothing = dict[str, str]  # title, text, and with a step its url and label


def filled_by(
    nothing: dict[str, str], view: str, label: str, *, may: bool = True
) -> dict[str, str]:
    """`nothing` (title, text) with the step for whoever may take it, for components/empty.html."""
    return nothing | {"url": reverse(view), "label": label} if may else nothing
