"""毕业院校系及专业 as one text, and as school and major: writing gives back what was read."""

import re

from cadres.people.wording import major_in_words

# The last part of a school's name that is surely no part of a major; 系 alone may be one (系统).
SCHOOL = re.compile(
    r".*(?:大学|学院|学校|党校|研究院|研究所|科学院|分校|学部|中学"
    r"|(?<=[^\s])系(?![统列]))(?:[（(][^（()）]*[）)])?"
)
MAJOR = "专业"


def school_text(school: str, major: str) -> str:
    """The text of a form: school, department and major, ending in 专业 (domain §2.3)."""
    return school + major_in_words(major)


def split_school(text: str) -> tuple[str, str]:
    """School and major of a text; the whole text is the school where no major is to be seen.

    `school_text` of the two is the text again.
    """
    found = SCHOOL.match(text)
    if found is None or not text.endswith(MAJOR):
        return text, ""
    school, rest = found[0], text[found.end() :]
    major = rest.removesuffix(MAJOR)
    if major.endswith(MAJOR):
        major = rest
    is_clean = major and major == major.strip() and school == school.strip()
    return (school, major) if is_clean and school_text(school, major) == text else (text, "")
