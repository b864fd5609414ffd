"""Why a figure misses its mark: what was found when it was looked into.

By the beginning of a row's name; printed below the table for each row that misses. A figure that
holds again needs none: its reason stays for the run in which it does not.
"""

from bench.report import Row

REASONS = {
    "seeding: 100,000 people": (
        "Half is PostgreSQL making the indexes again and checking references, once for all (11 of "
        "23 s), a quarter COPY; two processes make the lives meanwhile. There are more tables and "
        "indexes than when the mark was set."
    ),
    "roster: name search, initials": (
        "At its mark: 1.38 and 1.23 in two runs. Two letters are the initials of hundreds among "
        "100,000 and of a few among 1,000; all of them are put in order."
    ),
    "rotation: one unit of": (
        "At its mark: 109, 121 and 135 ms in three runs, for five rules over 204 people with five "
        "postings each."
    ),
    "year end: open and pre-fill": (
        "Half is Python making rows of opinions and tables for everybody, half PostgreSQL taking "
        "149,000 of them in and looking at each key at COMMIT. Rows could be made when an opinion "
        "is given; the counts of who has none read them, so that would be another design. Reading "
        "the next while Python tells the last was tried and gained nothing on two processors. It "
        "runs once a year, as one transaction with the same statements for any number of units."
    ),
    "year end: of it gathering": (
        "The meter goes over all postings once, and the tables of everybody are made in Python."
    ),
    "city: dashboard": (
        "Counted anew it goes over 100,000 people, 330,000 duties and 90,000 rises, a third of the "
        "time each. Figures are kept until something changes: the first to look pays."
    ),
    "county: dashboard": "As the city's: counted anew once after each change, then kept.",
    "city: structure": "One pass over 100,000 people with the unit of each.",
    "city: workbench": (
        "Counts 330,000 duties of talks by unit and quarter, and those overdue and coming by rule "
        "and unit, as they stand at this moment. Kept figures would show a talk that was entered "
        "a minute ago as owed."
    ),
    "city: mentoring": (
        "Tabs count all pairs by how they stand, which depends on the day and on the roster."
    ),
    "duties: one unit of": (
        "All 32 rules, one after the other; the mark is of the time when there were 11. Half was "
        "the yearly assessment's (227 of 448 ms for a unit of 158 in the demonstration), which "
        "asked of everybody on the roster who owes it; it was rewritten after the run of "
        "2026-11-30. It runs in the request that changed something of a whole unit, as moving it "
        "does."
    ),
    "duties: one person": (
        "All 32 rules, each four statements of a millisecond: more rules than when the mark was "
        "set. Most verbs name the rules that their fact bears on and ask no others."
    ),
    "roster: statements beyond": (
        "Two are of the frame of every page: what waits in the navigation, and unread notices."
    ),
    "roster: REST with every field": (
        "72 fields, of which eleven are counted for each person (mentor, posts, months at the "
        "grassroots, talks, assessments); the reference has those of one table. See docs/api.md."
    ),
    "assessing: again": (
        "The engine asks every year that may still be owed (three) and compares each with the "
        "rows it has; the bare statement asks one. Two seconds a night for 100,000 people."
    ),
    "assessing: the yearly duty": "At its mark: 1.94 and 2.04 in two runs.",
    "unit list: ordered by another": (
        "Names have no index of their own: all 100,000 are sorted. The large city of the "
        "demonstration has 2,000 units, the mark is for what nobody has yet."
    ),
    "unit list: name search": (
        "Words are looked for anywhere in a unit's names and initials, one unit after the other: "
        "two microseconds each, four milliseconds for a city of 2,000."
    ),
    "import: 10,000 people, parsed": (
        "Ours checks each value and looks for the person that it is about; the reference parses "
        "the file and copies it."
    ),
    "name search over 1,000,000: two initials": (
        "5,939 people have them; the index gives them all before 300 are cut off."
    ),
}
UNKNOWN = "Not looked into yet."


def told(rows: list[Row]) -> str:
    """The rows that miss, each with its reason; nothing when all hold."""
    lines = [
        f"- **{row.what}** ({row.ratio:.2f} ×): {reason(row)}" for row in rows if not row.holds
    ]
    return "\n## What misses, and why\n\n" + "\n".join(lines) + "\n" if lines else ""


def reason(row: Row) -> str:
    """The reason whose beginning fits the row best."""
    fitting = [begins for begins in REASONS if row.what.startswith(begins)]
    return REASONS[max(fitting, key=len)] if fitting else UNKNOWN
