"""Invented forms for tests, thousands of them from a seed, with every text that is awkward."""

import io
import random
import zipfile
from collections.abc import Mapping
from pathlib import Path

from cadres.formats.approval_form import ApprovalForm, Relative

SAMPLES = Path(__file__).parents[2] / "samples"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))

PLAIN = ["云州", "清河市", "柳河镇", "党委副书记", "、", "，", "（试用期一年）", "·", "2019", "IBM"]
RARE = [
    "𠮷",
    "㛃",
    "䶮",
    "𬱖",
    "\ue863",
    "\U000f0001",
    "葛\U000e0100",
    "１９９２．０５",
    "Ａ",
    "～",
]
MARKED = ["&", "<", ">", "'", ",", "]]>", "<b>", "&amp;", "&1amp;", "&1lt;br", "--"]
QUOTED = ["&#10;", '"', '","', "#", "@", '"#@"']


class Invented:
    """Forms as our readers give them: `simple` leaves out what `.lrm` cannot hold."""

    def __init__(self, seed: int, *, simple: bool = False) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.simple = simple
        self.pieces = PLAIN + RARE + MARKED + ([] if simple else QUOTED)

    def words(self, most: int = 6) -> str:
        """A text on one line."""
        pieces = self.random.choices(self.pieces, k=self.random.randint(0, most))
        blank = self.random.choice(["", "", " "])
        return blank.join(pieces).strip()

    def name(self) -> str:
        """Without blanks."""
        return "".join(self.words(3).split())

    def lines(self) -> str:
        """Several lines, none blank at the ends."""
        return "\n".join(filter(None, (self.words() for _ in range(self.random.randint(0, 4)))))

    def resume(self) -> str:
        """Lines whose blanks at the beginning mean something."""
        rows = [" " * self.random.choice([0, 0, 18]) + self.words() for _ in range(4)]
        return "\n".join(rows).rstrip()

    def month(self) -> str:
        """YYYYMM, YYYY, nothing, or what no date can be made of."""
        known = f"{self.random.randint(1900, 2199)}{self.random.randint(1, 12):02d}"
        return self.random.choice([known, known, known, known[:4], "", "不详", "1992.13"])

    def day(self) -> str:
        """YYYYMMDD, or a month."""
        month = self.month()
        is_whole = len(month) == 6 and not self.simple
        return f"{month}{self.random.randint(1, 28):02d}" if is_whole else month

    def party(self) -> str:
        """Domain §1.3."""
        return self.random.choice(
            ["201305", "民盟", "201305；民建", "群众", "", "民盟（2017.09）", "农工党、台盟"]
        )

    def relative(self) -> Relative:
        """Never quite empty."""
        return Relative(
            relation=self.random.choice(["妻子", "母亲", "表姑父", "二女婿&"]),
            name=self.name(),
            birth=self.month(),
            politics=self.words(1),
            work=self.words(),
        )

    def form(self) -> ApprovalForm:
        """One form."""
        known = {
            "name": self.name(), "gender": self.random.choice(["男", "女"]), "birth": self.month(),
            "nation": "汉族", "native_place": self.words(2), "birth_place": self.words(2),
            "party": self.party(), "work_start": self.month(), "health": "健康",
            "pro_title": self.words(2), "specialty": self.words(),
            "fulltime_education": "大学", "fulltime_degree": self.words(1),
            "fulltime_school": self.words(), "fulltime_degree_school": self.words(1),
            "inservice_education": self.words(1), "inservice_degree": self.words(1),
            "inservice_school": self.words(), "inservice_degree_school": self.words(1),
            "title": self.words(), "planned_post": self.words(), "removed_post": self.words(),
            "resume": self.resume(), "rewards": self.lines(), "assessments": self.lines(),
            "grounds": self.lines(), "reported_by": self.words(), "age_on": self.day(),
            "filled_on": self.day(), "filled_by": self.words(2),
            "id_number": self.random.choice(["", "99012119920520131X", "990121920520131"]),
            "family": tuple(self.relative() for _ in range(self.random.randint(0, 13))),
            "photo": self.random.choice([None, JPEG]),
        }  # fmt: skip
        if self.simple:
            return ApprovalForm(**known)
        known |= {
            "retire_month": self.month(), "age_limit": self.words(2), "version": "3.2.1.16",
            "photo": self.random.choice([None, b"", JPEG, PNG]),
        }  # fmt: skip
        for field in self.random.sample(sorted(known), self.random.randint(0, 6)):
            known[field] = None
        known["version"] = "3.2.1.16"
        unknown = self.random.choices(
            [("BeiZhu", "无"), ("X", ""), ("ZiDingYi", '<A b="1&amp;2">甲</A><B></B>')],
            k=self.random.randint(0, 3),
        )
        return ApprovalForm(**known, unknown=tuple(unknown))


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of files by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
