"""The fields of `.lrm` by their number, from 0, and the marks inside them (domain §1.5)."""

SEPARATOR = '","'
CELL, BREAK = "@", "#"  # between cells of a field, between lines of a cell
TREE = "Tree"  # junk that some tool leaves in front of 奖惩情况
SLOTS = 13  # of the five lists of the family
LEAST, MOST = 33, 40

RESUME, REWARDS = 17, 18
LONG = (RESUME, REWARDS)  # real line breaks; the two marks mean nothing in them
PLAIN = {
    0: "name",
    1: "gender",
    2: "birth",
    3: "nation",
    4: "native_place",
    5: "party",
    6: "health",
    7: "birth_place",
    8: "work_start",
    11: "pro_title",
    16: "specialty",
    RESUME: "resume",
    REWARDS: "rewards",
    19: "assessments",
    25: "title",
    26: "planned_post",
    27: "removed_post",
    28: "grounds",
    29: "reported_by",
    30: "age_on",
    31: "filled_by",
    32: "filled_on",
}
EDUCATION = (
    9,
    (
        "fulltime_education",
        "fulltime_degree",
        "inservice_education",
        "inservice_degree",
    ),
)
SCHOOLS = (
    10,
    (
        "fulltime_school",
        "fulltime_degree_school",
        "inservice_school",
        "inservice_degree_school",
    ),
)
FAMILY = slice(20, 25)
RELATIVE = ("relation", "name", "birth", "politics", "work")
ID_NUMBER = 33
RESERVED = range(12, 16)

# What there is no place for at all.
NOT_HELD = ("retire_month", "age_limit", "version")  # nor elements that we do not know
MONTHS = ("birth", "work_start", "age_on", "filled_on")  # known to the month, never to the day
