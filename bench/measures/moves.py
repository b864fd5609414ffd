"""Moving a county of more than 10,000 units: the verb there, one plain statement back."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from django.db import connection, transaction

from bench.measures.pages import COUNTY
from bench.report import Row, slower
from bench.scene import Scene
from bench.timing import medians
from core.units import services
from core.units.models import Unit

FIRST_DAY = date(2025, 1, 1)
BACK = """
    UPDATE core_unit SET path = %s || substr(path, %s), sort_path = %s || substr(sort_path, %s),
        depth = depth + %s, parent_id = CASE WHEN id = %s THEN %s ELSE parent_id END
    WHERE path LIKE %s
"""


def moves(scene: Scene) -> Iterator[Row]:
    """Commits included; both write every row of the branch and all its index entries."""
    large = scene.large
    large.enter()
    home = Unit.objects.get(short_name=COUNTY)
    other = Unit.objects.filter(depth=home.depth, parent=home.parent).exclude(pk=home.pk)[0]
    days = count()

    def there() -> None:
        unit = Unit.objects.get(pk=home.pk)
        on = FIRST_DAY + timedelta(days=next(days))
        services.move(actor=large.viewer, unit=unit, seen=unit.version, parent=other, on=on)

    def back() -> None:
        now = Unit.objects.get(pk=home.pk)
        params = [
            home.path, len(now.path) + 1, home.sort_path, len(now.sort_path) + 1,
            home.depth - now.depth, home.pk, home.parent_id, f"{now.path}%",
        ]  # fmt: skip
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BACK, params)

    size = Unit.objects.at_or_below(home).count()
    ours, reference = medians(there, back, rounds=3)
    yield slower(f"tree: move {size:,} units", ours, reference, "one UPDATE", at_most=1.5)
