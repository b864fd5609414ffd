"""Facts about people have changed: whoever judges by them looks again, in the same transaction."""

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string


def facts_changed(people: Collection[int], *, on: date) -> None:
    """Tells every follower of `settings.FOLLOWERS`: functions `(people, *, on)` by name.

    Called at the end of a verb that judgements hang on: a sanction, a finding, a grade, a count.
    """
    if people:
        for name in settings.FOLLOWERS:
            import_string(name)(people, on=on)
