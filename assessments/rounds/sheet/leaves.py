"""The form as cells on a grid, and leaves of their own for what is too long for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from assessments.rounds.sheet.content import Form
from assessments.rounds.sheet.overflow import divided, indented, line_count, parted
from core.paper.cells import Cell
from core.paper.drawing import Line
from core.paper.faces import FANG, SONG, TITLE
from core.paper.measures import MM_PER_PT, width

PAGE = (210.0, 297.0)  # mm
LEFT, TOP, WIDE = 28.0, 18.0, 156.0
TITLE_HIGH, YEAR_HIGH, GRID = 16.0, 8.0, TOP + 24.0
FOOT = TOP + 260.5
TITLE_PT, TITLE_SPACING = 22.0, 0.12
LABEL, TEXT = 12.0, 12.0  # pt, at most
NARROW, LABELS = 13.0, 22.0  # mm, of the upright label and of the others
SIGN, INSET = 8.5, 7.0
BLANK_DAY = "　　　　年　　月　　日"
NOTE = "注：考核等次为优秀、称职、基本称职、不称职；本表一式两份，存入干部人事档案一份。"
FORM = "公务员年度考核登记表"
LEADS = (1.5, 1.35, 1.2)
LONG_LEAD = 1.5
LONGEST_GAP = 4.0  # mm around the text of a leaf that goes on


@dataclass(slots=True)
class Leaf:
    """One page: its title, what stands under it, its cells and a note under the grid."""

    title: str
    under: str
    note: str = ""
    cells: list[Cell] = field(default_factory=list)
    y: float = GRID
    rests: list[tuple[str, str]] = field(default_factory=list)  # label and what went on

    def row(self, high: float, *parts: tuple[float, str, str]) -> None:
        """Cells side by side: their width, text, and the label they answer to ("" a label)."""
        x = LEFT
        for wide, text, name in parts:
            align = "left" if name and wide > LABELS * 2 else "center"
            self.cell(x, self.y, wide, high, text, name, align=align)
            x += wide
        self.y += high

    def block(self, high: float, label: str, text: str, name: str, foot: str = "") -> None:
        """A label, a text from the top, and who signs it at the foot of the same cell."""
        upright = label.count("\n") + 1 == len(name) and len(max(label.split("\n"))) == 1
        wide = NARROW if upright else LABELS
        self.cell(LEFT, self.y, wide, high, label, "", leads=(1.6, 1.45, 1.3))
        x, rest = LEFT + wide, WIDE - wide
        self.cell(x, self.y, rest, high, "", "")
        room = high - (SIGN if foot else 0)
        look = {"align": "left", "valign": "high", "leads": LEADS, "framed": False}
        self.cell(x, self.y, rest, room, indented(text), name, pad=2.5, **look)
        if foot:
            self.cell(
                *(x, self.y + room, rest, SIGN, foot, ""),
                pad=INSET,
                align="right",
                framed=False,
                face=FANG,
            )
        self.y += high

    def cell(self, x: float, y: float, w: float, h: float, text: str, name: str, **more) -> None:
        """A text that has a name is parted where it is too long; a label never is."""
        look = {"most": TEXT if name else LABEL, "leads": (1.35, 1.15), "pad": 1.5 if name else 0.6}
        look["face"] = FANG if name else SONG
        made = Cell(x=x, y=y, w=w, h=h, text=text, field=name, **look | more)
        if name and text:
            made, rest = divided(made)
            if rest:
                self.rests.append((name, rest))
        self.cells.append(made)

    def outside(self) -> list[Line]:
        """Title, year and note at their places."""
        wide = width(self.title, TITLE) + TITLE_SPACING * (len(self.title) - 1)
        em = TITLE_PT * MM_PER_PT
        lines = [
            Line(
                *(LEFT + (WIDE - wide * em) / 2, TOP + 6 + 0.38 * em, TITLE_PT, self.title, TITLE),
                spacing=TITLE_SPACING,
            )
        ]
        em = LABEL * MM_PER_PT
        left = LEFT + (WIDE - width(self.under, SONG) * em) / 2
        lines.append(Line(left, TOP + TITLE_HIGH + 3.5 + 0.38 * em, LABEL, self.under, SONG))
        if self.note:
            em = 10.5 * MM_PER_PT
            lines.append(Line(LEFT, self.y + 4.6 + 0.38 * em, 10.5, self.note, SONG))
        return lines


def leaves(form: Form) -> list[Leaf]:
    """The form itself, and as many leaves as what did not fit needs."""
    first = _form(form)
    found = [first]
    for label, rest in first.rests:
        _go_on(found, form, label, rest)
    return found


def _form(form: Form) -> Leaf:
    leaf = Leaf(FORM, f"（{form.year}年度）", NOTE)
    leaf.row(
        9.5,
        (LABELS, "姓　　名", ""),
        (30, form.name, "姓名"),
        (LABELS, "性　　别", ""),
        (30, form.gender, "性别"),
        (LABELS, "出生年月", ""),
        (30, form.birth, "出生年月"),
    )
    leaf.row(
        12,
        (LABELS, "政治面貌", ""),
        (30, form.politics, "政治面貌"),
        (LABELS, "单位及职\n务 职 级", ""),
        (82, form.title, "单位及职务职级"),
    )
    leaf.row(12, (LABELS, "从事或\n分管工作", ""), (WIDE - LABELS, form.work, "从事或分管工作"))
    summary = "本人总结"
    leaf.block(82, "\n".join(summary), form.summary, summary, _signed(form.summary_on))
    leaf.block(17, "参加脱产\n培训情况", form.training, "参加脱产培训情况")
    label = "主管领导\n评　　语\n和考核等\n次 建 议"
    leaf.block(33, label, form.comment, "主管领导评语和考核等次建议", _signed(form.comment_on))
    label = "机关负责\n人或考核\n委 员 会\n意　　见"
    sealed = f"（盖章或签名）　　　　　　{form.decided_on or BLANK_DAY}"
    leaf.block(28, label, form.decision, "机关负责人或考核委员会意见", sealed)
    leaf.block(19, "本　　人\n意　　见", form.opinion, "本人意见", _signed(form.opinion_on))
    label = "未确定等\n次或不参\n加考核情\n况 说 明"
    sealed = f"（盖章或签名）　　　　　　{form.no_grade_on or BLANK_DAY}"
    leaf.block(24, label, form.no_grade, "未确定等次或不参加考核情况说明", sealed)
    return leaf


def _signed(day: str) -> str:
    return f"签名：　　　　　　　　{day or BLANK_DAY}"


def _go_on(found: list[Leaf], form: Form, label: str, rest: str) -> None:
    """Puts the rest under what is on the last leaf, and on new leaves where that is full."""
    pitch = TEXT * LONG_LEAD * MM_PER_PT
    room = (WIDE - NARROW * 2 - 5) / (TEXT * MM_PER_PT) - 1
    while rest:
        leaf = found[-1]
        lines = int((FOOT - leaf.y - LONGEST_GAP) / pitch) - 1
        if leaf.title == FORM or lines < 3:
            found.append(_empty(form))
            continue
        here, rest = parted(rest, room=room, lines=lines)
        high = (line_count(here, room=room) + 1) * pitch + LONGEST_GAP
        leaf.cell(LEFT, leaf.y, NARROW * 2, high, f"{_broken(label)}\n（续）", "", leads=(1.5, 1.2))
        x, wide = LEFT + NARROW * 2, WIDE - NARROW * 2
        look = {"align": "left", "valign": "high", "leads": (LONG_LEAD, 1.35), "pad": 2.5}
        leaf.cells.append(
            Cell(
                x=x,
                y=leaf.y,
                w=wide,
                h=high,
                text=here,
                field=f"{label}续",
                most=TEXT,
                face=FANG,
                **look,
            )
        )
        leaf.y += high


def _empty(form: Form) -> Leaf:
    return Leaf(f"{FORM}（续页）", f"（{form.year}年度）　{form.plain_name}　{form.title}"[:48])


def _broken(label: str) -> str:
    return "\n".join(label[start : start + 5] for start in range(0, len(label), 5))
