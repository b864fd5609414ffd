"""Professional titles (专业技术职务): by the trade of an institution, or by what was studied."""

from cadres.demo.dice import Dice
from cadres.demo.months import NOW, Month
from cadres.demo.offices import Office
from cadres.demo.sections import TITLES

BY_MAJOR = {
    "土木工程": "工程师",
    "道路桥梁工程": "工程师",
    "水利水电工程": "工程师",
    "会计学": "会计师",
    "经济学": "经济师",
    "统计学": "统计师",
    "农学": "农艺师",
}
SECOND_AFTER, THIRD_AFTER = 6 * 12, 14 * 12


def professional_title(dice: Dice, office: Office, major: str, work_start: Month) -> str:
    """The highest title held, or none: few civil servants have one."""
    months = NOW - work_start
    if office.is_organ:
        return BY_MAJOR.get(major, "") if months > SECOND_AFTER and dice.happens(0.3) else ""
    titles = next((titles for part, titles in TITLES.items() if part in office.name), None)
    if titles is None or months < 12:
        return ""
    if months >= THIRD_AFTER and dice.happens(0.5):
        return titles[2]
    return titles[1] if months >= SECOND_AFTER else titles[0]
