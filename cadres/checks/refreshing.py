"""Bringing the findings up to date: new ones open, gone ones close, the same ones stay untouched.

Set-based, some rules (or a person) in one transaction, so that a long run shows where it is and may
be stopped and run again at any point.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

from django.db import connection, transaction

from cadres.checks.files import Files
from cadres.checks.finding import Found, findings, passes
from cadres.checks.models import Finding, Mended
from cadres.checks.rule import Rule
from cadres.checks.rules import BY_CODE, RULES
from cadres.people.querysets import CadreQuerySet

BATCH: Final = 5_000  # findings sent at a time
REMEMBERED: Final = timedelta(days=400)  # what is mended has its page for so long
SPOT: Final = Finding._meta.get_field("spot").max_length

MAKE: Final = """
CREATE TEMP TABLE IF NOT EXISTS checks_found (
    cadre_id bigint, rule text, severity text, is_guarded boolean, field text, spot text,
    value text, sentence text, suggestion text
) ON COMMIT DELETE ROWS
"""
TAKE: Final = """
INSERT INTO checks_found SELECT * FROM unnest(
    %s::bigint[], %s::text[], %s::text[], %s::boolean[], %s::text[], %s::text[], %s::text[],
    %s::text[], %s::text[]
)
"""
OPEN: Final = """
INSERT INTO cadres_finding AS known (cadre_id, rule, severity, is_guarded, field, spot, value,
    sentence, suggestion, version, first_found, found_on)
SELECT DISTINCT ON (f.cadre_id, f.rule, f.spot) f.*, c.version + coalesce(t.version, 0),
    %(on)s, %(on)s
FROM checks_found f JOIN cadres_cadre c ON c.id = f.cadre_id
    LEFT JOIN cadres_approvaltexts t ON t.cadre_id = c.id
ORDER BY f.cadre_id, f.rule, f.spot
ON CONFLICT (cadre_id, rule, spot) DO UPDATE SET
    severity = excluded.severity, is_guarded = excluded.is_guarded, field = excluded.field,
    value = excluded.value, sentence = excluded.sentence, suggestion = excluded.suggestion,
    version = excluded.version, found_on = excluded.found_on
WHERE (known.severity, known.is_guarded, known.field, known.value, known.sentence,
       known.suggestion, known.version)
    IS DISTINCT FROM (excluded.severity, excluded.is_guarded, excluded.field, excluded.value,
       excluded.sentence, excluded.suggestion, excluded.version)
"""
CLOSE: Final = """
WITH gone AS (
    DELETE FROM cadres_finding known
    WHERE known.rule = ANY(%s) AND known.cadre_id IN ({people}) AND NOT EXISTS (
        SELECT FROM checks_found f
        WHERE f.cadre_id = known.cadre_id AND f.rule = known.rule AND f.spot = known.spot
    ) RETURNING id, cadre_id, rule, is_guarded
)
INSERT INTO cadres_mended (finding, cadre_id, rule, is_guarded, mended_on)
SELECT id, cadre_id, rule, is_guarded, %s FROM gone ON CONFLICT (finding) DO NOTHING
"""
# What a run looks at is what stood there when it began: a file that is changed meanwhile is not
# looked at yet.
SEEN: Final = """
CREATE TEMP TABLE checks_seen AS
SELECT c.id AS cadre_id, c.version + coalesce(t.version, 0) AS version
FROM cadres_cadre c LEFT JOIN cadres_approvaltexts t ON t.cadre_id = c.id
WHERE c.id IN ({people})
"""
LOOKED: Final = """
INSERT INTO cadres_looked AS known (cadre_id, version)
SELECT s.cadre_id, s.version FROM checks_seen s JOIN cadres_cadre c ON c.id = s.cadre_id
ON CONFLICT (cadre_id) DO UPDATE SET version = excluded.version
WHERE known.version <> excluded.version
"""
FORGET: Final = "DROP TABLE IF EXISTS checks_seen"


def refresh_all(
    *,
    on: date,
    chosen: CadreQuerySet | None = None,
    told: Callable[[Rule], None] = lambda rule: None,
) -> None:
    """Everybody's findings, or those of the chosen people; `told` hears of each rule done."""
    files = Files(on, chosen)
    _see(files)
    for rules in passes(RULES):
        _settle(rules, files)
        for rule in rules:
            told(rule)
    if chosen is None:
        Finding.objects.exclude(rule__in=tuple(BY_CODE)).delete()
        Mended.objects.filter(mended_on__lt=on - REMEMBERED).delete()
    _remember()


def refresh_people(pks: Collection[int], *, on: date) -> None:
    """The findings of a few people: the same rules by primary key."""
    if pks:
        files = Files(on, pks, many=False)
        _see(files)
        _settle(RULES, files)
        _remember()


def _see(files: Files) -> None:
    """Note the versions of the files that are about to be looked at."""
    people, params = files.everybody.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
        cursor.execute(SEEN.format(people=people), params)


def _remember() -> None:
    """What was noted has been looked at."""
    with connection.cursor() as cursor:
        cursor.execute(LOOKED)
        cursor.execute(FORGET)


@transaction.atomic
def _settle(rules: Sequence[Rule], files: Files) -> None:
    codes = [rule.code for rule in rules]
    found = findings(rules, files)
    with connection.cursor() as cursor:
        # All rows of a cursor are wanted, not the first ones soon.
        cursor.execute("SET LOCAL cursor_tuple_fraction = 1")
        cursor.execute(MAKE)
        while columns := _columns(islice(found, BATCH)):
            cursor.execute(TAKE, columns)
        cursor.execute(OPEN, {"on": files.on})
        people, params = files.everybody.values("pk").query.sql_with_params()
        cursor.execute(CLOSE.format(people=people), [codes, *params, files.on])
        cursor.execute("TRUNCATE checks_found")


def _columns(found: Iterator[Found]) -> list[list[Any]]:
    """Findings as columns; [] for none."""
    rows = [
        (
            one.cadre,
            one.rule.code,
            one.rule.severity.value,
            one.rule.is_guarded,
            one.field,
            one.spot[:SPOT],
            one.value,
            one.sentence,
            one.suggestion,
        )
        for one in found
    ]
    return [list(column) for column in zip(*rows, strict=True)]
