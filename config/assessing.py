"""Who assesses a year of people who were out, as other applications know it, by name.

`ASSESSORS(people, year, on)` gives, for those who were out in the year, what says `assessor` and
`host` (units), `by_host` and `words`; `OUT_AT(units, year)` the people whom such a question is
about when these units ask (assessments/rounds/who.py).
"""

ASSESSORS = "rotation.appraisals.assessors.assessors_in"
OUT_AT = "rotation.appraisals.assessors.out_at"
