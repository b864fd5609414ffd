"""Valid citizen ID numbers that never repeat, in areas that do not exist (99 is no province)."""

from cadres.demo.months import Month
from cadres.identity.number import check_digit

DAYS, SEQUENCES = 28, 500
PER_AREA = DAYS * SEQUENCES
# Steps that scramble days and sequences without meeting a pair twice.
SCRAMBLE = 5003
COUNTIES_OF_A_CITY = 12
MOST = 9 * COUNTIES_OF_A_CITY * PER_AREA  # nine cities, 9901 to 9909


def id_number(number: int, birth: Month, gender: str) -> str:
    """The ID number of person `number` (from 0): area 990121 on, odd sequences for men.

    Two numbers differ in area, day or sequence, whatever the births. ValueError from MOST on.
    """
    if not 0 <= number < MOST:
        raise ValueError(f"person {number} has no ID number")
    area, rest = divmod(number, PER_AREA)
    city, county = divmod(area, COUNTIES_OF_A_CITY)
    day, sequence = divmod(rest * SCRAMBLE % PER_AREA, SEQUENCES)
    odd = sequence * 2 + (1 if gender == "1" else 0)
    year, month = divmod(birth, 12)
    first17 = f"99{city + 1:02d}{county + 21}{year}{month + 1:02d}{day + 1:02d}{odd:03d}"
    return first17 + check_digit(first17)
