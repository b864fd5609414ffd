"""The two halves of a poll's key on paper, a page each: for two people, and kept nowhere else."""

from assessments.polls.keys import HOLDERS
from assessments.polls.models import Poll
from assessments.voting.wording import department, span
from core.paper import rendering
from core.paper.cells import Cell
from core.paper.drawing import Drawing, Line
from core.paper.faces import FANG, HEI, SONG, TITLE, Face
from core.paper.fitting import fit
from core.paper.rules import Rule

PAGE = (210.0, 297.0)  # mm
LEFT, WIDE = 28.0, 156.0
LOOSE = (1.7, 1.4)
MONO = Face(("Liberation Mono",), 700)
RULES = """一、\t计票要两人的密钥同时输入，缺一份，所有选票永远打不开，系统里没有副本，不能补发。
二、\t本单只由{holder}一人保管，密封存放，不拍照、不复印、不告诉他人，也不与另一份放在一起。
三、\t截止投票后由{holder}本人到场，在“开箱计票”页面照本单输入；字母不分大小写，空格可以不输。
四、\t密钥只用数字和字母，没有字母 I、L、O、U：像“0”的都是数字零，像“1”的都是数字一。
五、\t计票结果封存以后，本单当场销毁，并在计票记录上注明。"""
SIGNED = ("领取人（签名）", "领取日期", "封存地点", "销毁日期及在场人")


def pdf(poll: Poll, halves: tuple[str, str]) -> bytes:
    """One page for each of the two holders; raises FacesMissing."""
    pages = [
        rendering.Page(_sheet(poll, holder, half))
        for holder, half in zip(HOLDERS, halves, strict=True)
    ]
    return rendering.pdf(pages, title=f"{poll.title} 计票密钥单")


def _sheet(poll: Poll, holder: str, half: str) -> Drawing:
    cells = [*_texts(poll, holder), *_table()]
    lines = [line for cell in cells if cell.text for line in fit(cell).lines()]
    groups = half.split()
    rows = [" ".join(groups[:3]), " ".join(groups[3:])]
    lines += [
        Line(LEFT + 33.5, 119 + 16 * number, 30, row, MONO) for number, row in enumerate(rows)
    ]
    rules = [Rule(cell.x, cell.y, cell.w, cell.h) for cell in cells if cell.framed]
    rules.append(Rule(LEFT, 92, WIDE, 56, stroke=0.5))
    return Drawing(*PAGE, tuple(lines), tuple(rules))


def _texts(poll: Poll, holder: str) -> list[Cell]:
    bare = {"x": LEFT, "w": WIDE, "framed": False}
    left = {"align": "left", "pad": 0}
    days = f"{poll.opens_on.year}年{span(poll)}"
    about = f"测评单位：{poll.unit.name}\n测评名称：{poll.title}\n投票日期：{days}"
    rules = RULES.format(holder=holder)
    foot = f"{department(poll)}　本单一式一份，另一份由{_other(holder)}保管"
    return [
        Cell(**bare, y=34, h=14, text="民主测评计票密钥单", most=24, face=TITLE),
        Cell(**bare, y=50, h=9, text=f"（{holder}保管）", most=16, face=HEI),
        Cell(**bare, y=64, h=25, text=about, most=13, face=FANG, leads=LOOSE, **left),
        Cell(**bare, y=95, h=10, text=f"{holder}的密钥（22 位）", most=13, face=HEI),
        Cell(**bare, y=153, h=62, text=rules, most=12, face=FANG, leads=LOOSE, valign="top", hang=2, **left),  # noqa: E501
        Cell(**bare, y=262, h=8, text=foot, most=10.5, face=FANG, **left),
    ]  # fmt: skip


def _table() -> list[Cell]:
    """Where it is signed for."""
    top, high, label = 220.0, 10.0, 45.0
    found = []
    for number, words in enumerate(SIGNED):
        y = top + number * high
        found.append(Cell(x=LEFT, y=y, w=label, h=high, text=words, most=11, face=SONG))
        found.append(Cell(x=LEFT + label, y=y, w=WIDE - label, h=high))
    return found


def _other(holder: str) -> str:
    return HOLDERS[1 - HOLDERS.index(holder)]
