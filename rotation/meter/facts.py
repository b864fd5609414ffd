"""What the roster says of the meter: how many posts a stay counts, and how many it lacks."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, Func, IntegerField

from policy.duties.written import OF
from rotation.meter.counted import POSTS, VALUES, month
from rotation.meter.standing import State

KEYS = {"years": "programme.years", "post_months": "rotation.post_months"}
LEAST, YELLOW = "rotation.min_posts", "rotation.posts_yellow_days"
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
    """A value of each stay: a text of SQL about its key, cadre, unit's path and day of entry."""

    MARKS = ("@stay@", "@cadre@", "@path@", "@entered@")

    def __init__(self, *expressions: Any, text: str = "", **extra: Any) -> None:
        columns = (F("pk"), F("cadre_id"), F("unit_path"), F("entered_on"))
        super().__init__(*expressions or columns, **extra)
        self.text = text

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **_more: Any
    ) -> tuple[str, list]:
        """The text with the columns of the row in their places."""
        columns = [compiler.compile(one)[0] for one in self.get_source_expressions()]
        sql = self.text
        for mark, column in zip(self.MARKS, columns, strict=True):
            sql = sql.replace(mark, column)
        return sql, []


def posts_counted(on: date) -> OfStay:
    """Posts that count by the day."""
    return OfStay(text=_counted(on), output_field=IntegerField())


def posts_missing(on: date) -> OfStay:
    """Posts that are still missing on the day."""
    text = f"GREATEST({_figure(LEAST, on)} - {_counted(on)}, 0)::int"
    return OfStay(text=text, output_field=IntegerField())


def programme_end(on: date) -> OfStay:
    """The day on which the programme is over, by the figures of the day."""
    return OfStay(text=_end(on), output_field=DateField())


def state_on(on: date) -> OfStay:
    """`standing.State` of the day."""
    text = f"""(CASE WHEN {_counted(on)} >= {_figure(LEAST, on)} THEN '{State.ENOUGH}'
        WHEN {_end(on)} <= {_day(on)} THEN '{State.OVER}'
        WHEN {_end(on)} <= {_day(on)} + {_figure(YELLOW, on)} THEN '{State.SOON}'
        ELSE '{State.SHORT}' END)"""
    return OfStay(text=text, output_field=CharField(choices=State))


def _counted(on: date) -> str:
    text = POSTS.format(until=f", {month('e.entered_on')} + 12 * %(years)s")
    text = OF.sub(r"AND \1 = @cadre@", text)
    values = {name: _figure(key, on) for name, key in KEYS.items()}
    values["away"] = "ARRAY[" + ", ".join(f"'{kind}'" for kind in VALUES["away"]) + "]"
    text = re.sub(r"%\((\w+)\)s", lambda found: values[found[1]], text)
    return COUNTED.format(posts=text, stay="@stay@", month=month(_day(on)))


def _end(on: date) -> str:
    return f"(@entered@ + make_interval(years => {_figure(KEYS['years'], on)}))::date"


def _figure(key: str, on: date) -> str:
    city = " AND FALSE" if key == KEYS["years"] else ""
    return FIGURE.format(key=key, on=_day(on), path="@path@", city=city)


def _day(on: date) -> str:
    return f"DATE '{on.isoformat()}'"
