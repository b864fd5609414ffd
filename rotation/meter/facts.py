"""What the roster says of the meter: how many posts a stay counts, and how many it lacks."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db.models import F, Func, IntegerField

from policy.duties.written import OF
from rotation.meter.counted import POSTS, VALUES, month

KEYS = {"years": "programme.years", "post_months": "rotation.post_months"}
LEAST = "rotation.min_posts"
# Counties only ever ask for more (policy.parameters.catalogue), so the greatest value in force is
# the one that holds; the years are the city's.
FIGURE = """(
    SELECT max(v.value::text::int) FROM policy_parametervalue v
    JOIN policy_parameter k ON k.id = v.parameter_id LEFT JOIN core_unit r ON r.id = v.unit_id
    WHERE k.key = '{key}' AND v.since <= {on} AND (v.until IS NULL OR v.until > {on})
        AND (v.unit_id IS NULL OR starts_with({path}, r.path){city})
)"""
COUNTED = """(
    SELECT count(*) FROM ({posts}) AS counted
    WHERE counted.stay = {stay} AND counted.reached <= {month}
)"""


class OfStay(Func):
    """A value of each stay: a text of SQL about its key, its cadre and its unit's path."""

    output_field = IntegerField()

    def __init__(self, *expressions: Any, text: str = "", **extra: Any) -> None:
        super().__init__(*expressions or (F("pk"), F("cadre_id"), F("unit_path")), **extra)
        self.text = text

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, list]:
        """The text with the columns of the row in their places."""
        columns = [compiler.compile(one)[0] for one in self.get_source_expressions()]
        sql = self.text
        for mark, column in zip(("@stay@", "@cadre@", "@path@"), columns, strict=True):
            sql = sql.replace(mark, column)
        return sql, []


def posts_counted(on: date) -> OfStay:
    """Posts that count by the day."""
    return OfStay(text=_counted(on))


def posts_missing(on: date) -> OfStay:
    """Posts that are still missing on the day."""
    return OfStay(text=f"GREATEST({_figure(LEAST, on)} - {_counted(on)}, 0)::int")


def _counted(on: date) -> str:
    text = POSTS.format(until=f", {month('e.entered_on')} + 12 * %(years)s")
    text = OF.sub(r"AND \1 = @cadre@", text)
    values = {name: _figure(key, on) for name, key in KEYS.items()}
    values["away"] = "ARRAY[" + ", ".join(f"'{kind}'" for kind in VALUES["away"]) + "]"
    text = re.sub(r"%\((\w+)\)s", lambda found: values[found[1]], text)
    return COUNTED.format(posts=text, stay="@stay@", month=month(_day(on)))


def _figure(key: str, on: date) -> str:
    city = " AND FALSE" if key == KEYS["years"] else ""
    return FIGURE.format(key=key, on=_day(on), path="@path@", city=city)


def _day(on: date) -> str:
    return f"DATE '{on.isoformat()}'"
