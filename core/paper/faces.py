"""The faces that may appear in print, by name and by the package that brings them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import parse

from django.core.checks import CheckMessage, Info

FOLDERS_FILE = Path(__file__).with_name("fonts.conf")
# One file of each face; without them a form would show boxes for characters.
NEEDED = {
    "NotoSerifCJK-Regular.ttc": "fonts-noto-cjk",
    "NotoSerifCJK-Bold.ttc": "fonts-noto-cjk",
    "NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
    "LiberationSerif-Regular.ttf": "fonts-liberation",
    "BabelStoneHan.ttf": "fonts-babelstone-han",
}


@dataclass(frozen=True, slots=True)
class Face:
    """A stack of families, the first that has a character paints it; `weight` as in CSS."""

    families: tuple[str, ...]
    weight: int = 400


# 宋体 of forms and tables, 小标宋 of titles, 黑体 of table heads; the last has the rare characters.
SONG = Face(("Qinglan Latin", "Noto Serif CJK SC", "BabelStone Han"))
TITLE = Face(("Noto Serif CJK SC", "BabelStone Han"), 700)
# 仿宋 and 楷体 of official documents.
_RARE = ("Noto Serif CJK SC", "BabelStone Han")
FANG = Face(("Qinglan Latin", "FandolFang R", "LXGW WenKai Light", *_RARE))
KAI = Face(("Qinglan Latin", "LXGW WenKai", *_RARE))
HEI = Face(("Noto Sans CJK SC", "BabelStone Han"), 500)


def missing_packages() -> list[str]:
    """Packages whose faces are not in the folders that printing looks into."""
    there = {
        path.name
        for folder in parse(FOLDERS_FILE).getroot().iter("dir")  # noqa: S314
        for path in Path(folder.text or "").glob("*")
    }
    return list(dict.fromkeys(package for file, package in NEEDED.items() if file not in there))


def missing_sentence(packages: list[str]) -> str:
    """What is lacking and the command that installs it."""
    names = " ".join(packages)
    return (
        f"服务器缺少打印所需的字体：{names}。请系统管理员在服务器上运行："
        f"sudo apt-get update && sudo apt-get install -y {names}"
    )


def faces_are_installed(**_: Any) -> list[CheckMessage]:
    """A system check. Everything but printing works without faces, so that it only tells."""
    lacking = missing_packages()
    return [Info(missing_sentence(lacking), id="paper.I001")] if lacking else []
