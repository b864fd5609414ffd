"""The two sides of the form as cells on a grid: front with the summary, back with the opinions."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.paper.cells import Cell
from core.paper.drawing import Line
from core.paper.faces import FANG, SONG, TITLE
from core.paper.measures import MM_PER_PT, width
from rotation.appraisals.sheet.content import Form

PAGE = (210.0, 297.0)  # mm
LEFT, TOP, WIDE = 27.0, 20.0, 156.0
TITLE_PT, TITLE_HIGH, KIND_HIGH = 22.0, 14.0, 8.0
LABEL, TEXT = 12.0, 12.0  # pt, at most
NARROW, LABELS = 13.0, 24.0  # mm, of upright labels and of the others
ROW, TALL = 10.0, 12.0
SIGN = 9.0
BLANK_DAY = "　　年　　月　　日"
NOTE = "注：本表一式三份，派出单位、接收单位和组织部门各存一份。"


@dataclass(slots=True)
class Side:
    """One side: its cells, its title and what stands under the title, and a note under the grid."""

    title: str = ""
    under: str = ""
    note: str = ""
    cells: list[Cell] = field(default_factory=list)
    y: float = TOP

    @property
    def top(self) -> float:
        """Where the grid begins."""
        return TOP + (TITLE_HIGH + KIND_HIGH if self.title else 0)

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the grid."""
        return LEFT, self.top, WIDE, self.y - self.top

    def row(self, high: float, *parts: tuple[float, str, str]) -> None:
        """Cells side by side: their width, text, and the label that they answer to ("" a label)."""
        x = LEFT
        for wide, text, name in parts:
            align = "left" if name and wide > LABELS * 2 else "center"
            self._cell(x, self.y, wide, high, text, name, align=align)
            x += wide
        self.y += high

    def block(self, high: float, label: str, text: str, name: str, *feet: str) -> None:
        """An upright label, a text from the top, and lines at the foot of the same cell."""
        self._cell(LEFT, self.y, NARROW, high, "\n".join(label), "", leads=(1.6, 1.3, 1.1))
        x, wide = LEFT + NARROW, WIDE - NARROW
        self._cell(x, self.y, wide, high, "", "")
        foot = SIGN * len(feet)
        told = "\n".join(f"　　{part}" for part in text.split("\n")) if text else ""
        more = {"align": "left", "valign": "high", "leads": (1.5, 1.35, 1.2), "framed": False}
        self._cell(x, self.y, wide, high - foot, told, name, pad=2.5, **more)
        for number, words in enumerate(feet):
            y = self.y + high - foot + SIGN * number
            self._cell(x, y, wide, SIGN, words, "", pad=5, align="right", framed=False, face=FANG)
        self.y += high

    def outside(self) -> list[Line]:
        """Title and notes at their places."""
        lines = []
        if self.title:
            lines += [self._middle(self.title, TITLE_PT, TOP + TITLE_HIGH / 2, title=True)]
            lines += [self._middle(self.under, LABEL, TOP + TITLE_HIGH + KIND_HIGH / 2 - 1)]
        if self.note:
            em = 10.5 * MM_PER_PT
            lines.append(Line(LEFT, self.y + 5 + 0.38 * em, 10.5, self.note, SONG))
        return lines

    def _middle(self, text: str, pt: float, y: float, *, title: bool = False) -> Line:
        face = TITLE if title else SONG
        em = pt * MM_PER_PT
        left = LEFT + (WIDE - width(text, face) * em) / 2
        return Line(left, y + 0.38 * em, pt, text, face)

    def _cell(self, x: float, y: float, w: float, h: float, text: str, name: str, **more) -> None:
        look = {"most": TEXT if name else LABEL, "leads": (1.35, 1.15), "pad": 1.5 if name else 0.8}
        look["face"] = FANG if name else SONG
        self.cells.append(Cell(x=x, y=y, w=w, h=h, text=text, field=name, **look | more))


def sides(form: Form) -> list[Side]:
    """Front and back."""
    return [_front(form), _back(form)]


def _front(form: Form) -> Side:
    side = Side(title=form.title, under=f"（{form.kind}）")
    side.y = side.top
    third = WIDE / 3 - LABELS
    side.row(
        ROW,
        (LABELS, "姓　　名", ""),
        (third, form.name, "姓名"),
        (LABELS, "性　　别", ""),
        (third, form.gender, "性别"),
        (LABELS, "出生年月", ""),
        (third, form.birth, "出生年月"),
    )
    side.row(
        ROW,
        (LABELS, "政治面貌", ""),
        (third, form.politics, "政治面貌"),
        (LABELS, "学　　历", ""),
        (WIDE - 2 * LABELS - third, form.education, "学历"),
    )
    wide = WIDE - LABELS
    side.row(TALL, (LABELS, "派出单位\n及职务", ""), (wide, form.sender, "派出单位及职务"))
    host = f"{form.host_word}及职务"
    side.row(TALL, (LABELS, f"{form.host_word}\n及职务", ""), (wide, form.host, host))
    side.row(ROW, (LABELS, "起止时间", ""), (wide, form.period, "起止时间"))
    side.row(TALL, (LABELS, "分管（协管）\n工作", ""), (wide, form.duties, "分管（协管）工作"))
    high = PAGE[1] - TOP - side.y
    signed = f"签名：　　　　　　　{BLANK_DAY}"
    side.block(high, "个人总结", form.summary, "个人总结", signed)
    return side


def _back(form: Form) -> Side:
    side = Side(note=NOTE)
    side.y = side.top
    wide = WIDE - LABELS
    side.row(18.0, (LABELS, f"{form.host_word}\n民主测评结果", ""), (wide, form.poll, "民主测评"))
    signer = f"负责人：{form.host_signer or '　　　　'}（盖章）　　{form.host_on or BLANK_DAY}"
    grades = f"等次：{form.grades}"
    label = f"{form.host_word}鉴定意见"
    side.block(88.0, label, form.host_opinion, label, grades, signer)
    sender = f"（盖章）　　{form.sender_on or BLANK_DAY}"
    side.block(56.0, "派出单位意见", form.sender_opinion, "派出单位意见", sender)
    department = f"（盖章）　　{form.department_on or BLANK_DAY}"
    side.block(56.0, "组织部门意见", form.department_opinion, "组织部门意见", department)
    side.row(16.0, (LABELS, "备　　注", ""), (wide, form.note, "备注"))
    return side
