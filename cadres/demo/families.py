"""Family as forms list it: spouse, children, father, mother (domain §2.3)."""

from typing import NamedTuple

from cadres.demo.dice import Dice
from cadres.demo.months import NOW, Month
from cadres.demo.relatives import (
    CHILDREN,
    FATHERS,
    MOTHERS,
    PARENTS_WORK,
    SELF_EMPLOYED,
    SPOUSES_WORK,
    YOUNG_WORK,
)
from cadres.demo.villages import village
from core.demo.counties import COUNTIES
from core.demo.given_names import FIRST, SECOND
from core.demo.surnames import COMMON

SURNAMES = tuple(name for name, weight in COMMON.items() for _ in range(weight))
PLACES = tuple(county.name for county in COUNTIES)
# Share of the married by age in years, and how often there is a child some years on.
MARRIED = ((25, 0.0), (27, 0.3), (30, 0.65), (35, 0.88), (60, 0.95))
RETIRES = {"1": 60, "2": 55}
PARTY, LEAGUE, MASSES = "中共党员", "共青团员", "群众"
SCHOOL = (
    (6, "学龄前儿童"), (12, "清河市实验小学学生"), (15, "清河市第二中学初中学生"),
    (18, "清河市第一中学高中学生"), (22, "云州大学学生"),
)  # fmt: skip


class Relative(NamedTuple):
    """One line of the family; the month of birth of the dead is left blank."""

    relation: str
    name: str
    birth: Month | None
    politics: str
    work: str


def family(dice: Dice, surname: str, gender: str, birth: Month) -> list[Relative]:
    """Everyone has a father and a mother, living or dead; the rest comes with age."""
    age = (NOW - birth) // 12
    married = next(share for until, share in MARRIED if age < until)
    relatives: list[Relative] = []
    if dice.happens(married):
        relatives.append(_spouse(dice, gender, birth))
        father_name = surname if gender == "1" else relatives[0].name[0]
        relatives += _children(dice, father_name, birth)
    return relatives + _parents(dice, surname, birth)


def _spouse(dice: Dice, gender: str, birth: Month) -> Relative:
    other = "2" if gender == "1" else "1"
    name = dice.one_of(SURNAMES) + dice.one_of(FIRST[other]) + dice.one_of(SECOND[other])
    years = dice.between(-30, 18) if gender == "2" else dice.between(-18, 30)
    born = min(birth + years, NOW - 23 * 12)
    work = dice.one_of(SPOUSES_WORK).format(county=dice.one_of(PLACES))
    relation = "妻子" if other == "2" else "丈夫"
    politics = PARTY if dice.happens(0.4) else MASSES
    return Relative(relation, name, born, politics, _now(work, other, born))


def _children(dice: Dice, surname: str, birth: Month) -> list[Relative]:
    children = []
    born = birth + dice.between(26 * 12, 33 * 12)
    most = 2 if dice.happens(0.35) else 1
    while born < NOW and len(children) < most:
        gender = "1" if dice.happens(0.5) else "2"
        name = surname + dice.one_of(CHILDREN[gender])
        if not children or name != children[0].name:
            age = (NOW - born) // 12
            work = next((word for until, word in SCHOOL if age < until), dice.one_of(YOUNG_WORK))
            politics = LEAGUE if 14 <= age < 26 else MASSES
            relation = "儿子" if gender == "1" else "女儿"
            children.append(Relative(relation, name, born, politics, work))
        born += dice.between(22, 70)
    return children


def _parents(dice: Dice, surname: str, birth: Month) -> list[Relative]:
    father_born = birth - dice.between(22 * 12, 32 * 12)
    mother_born = father_born + dice.between(-12, 40)
    mother = dice.one_of(SURNAMES) + dice.one_of(MOTHERS)
    county, place = dice.one_of(PLACES), village(dice, "township")
    work = dice.one_of(PARENTS_WORK).format(county=county, village=place)
    rows = (
        ("父亲", surname + dice.one_of(FATHERS), "1", father_born),
        ("母亲", mother, "2", min(mother_born, birth - 20 * 12)),
    )
    parents = []
    for relation, name, gender, born in rows:
        age = (NOW - born) // 12
        politics = PARTY if gender == "1" and dice.happens(0.3) else MASSES
        if age > 55 and dice.happens((age - 55) / 70):
            parents.append(Relative(relation, name, None, politics, f"{work}（已去世）"))
            continue
        parents.append(Relative(relation, name, born, politics, _now(work, gender, born)))
    return parents


def _now(work: str, gender: str, born: Month) -> str:
    """Employees past their age have retired; farmers and shopkeepers work on."""
    retired = (NOW - born) // 12 >= RETIRES[gender] and not work.endswith(SELF_EMPLOYED)
    return f"{work}（已退休）" if retired else work
