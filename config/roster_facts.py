"""What other applications know of people on the roster: a column's name to a function by name.

The function `(on) -> expression` gives the value on a day for rows of the roster (`RosterEntry`);
it is selected where the column is asked for, and costs nothing elsewhere (cadres/roster/facts.py).
"""

ROSTER_FACTS = {
    "mentor": "training.mentoring.facts.mentor_on",
    "grassroots_counted": "rotation.grassroots.facts.months_on",
    "posts": "rotation.postings.facts.posts_on",
    "posted_away": "rotation.postings.facts.posted_away_on",
    "posts_counted": "rotation.meter.facts.posts_counted",
    "posts_missing": "rotation.meter.facts.posts_missing",
    "talks_quarter": "assessments.talks.facts.quarter_of_day",
    "talks_count": "assessments.talks.facts.talks_of_quarter",
    "assessed_year": "assessments.rounds.facts.last_year",
    "assessed_grade": "assessments.rounds.facts.last_grade",
}
