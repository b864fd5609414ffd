"""Names of exported files: 2025.06.30 干部任免审批表 姓名.lrmx (domain §1.2-8)."""

import re
from collections import Counter
from datetime import date

from cadres.exporting.documents import Paper

# What file systems refuse, and what no name has.
_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
LONGEST = 50  # characters of a name; four bytes each stay below the 255 of file systems


def titled(on: date, paper: Paper, whose: str) -> str:
    """The name of a file without its ending."""
    return f"{on:%Y.%m.%d} {paper.label} {safe(whose)}"


def safe(text: str) -> str:
    """A text as a part of a file's name, never of its path."""
    return _REFUSED.sub("_", text).strip(" .")[:LONGEST] or "_"


class Names:
    """Names within one archive: who has the name of another gets a counter behind it."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.given: Counter[str] = Counter()

    def of(self, person: str) -> str:
        """The name of a person's file, without ending; no two are the same."""
        name = safe(person)
        # Case does not part names everywhere.
        self.given[name.casefold()] += 1
        number = self.given[name.casefold()]
        return titled(self.on, Paper.FORM, name if number == 1 else f"{name}（{number}）")
