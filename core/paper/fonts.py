"""The faces that may appear in print, found by a list of folders of our own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import parse

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from core.errors import DomainError

FOLDERS_FILE = Path(__file__).with_name("fonts.conf")
# Without the range, “ ” — … · would become Western and half as wide.
LATIN = """
@font-face { font-family: "Qinglan Latin"; src: local("Liberation Serif"); unicode-range: U+20-7E }
"""
# One file of each face, by the package that brings it; without them a form cannot be printed.
NEEDED = {
    "NotoSerifCJK-Regular.ttc": "fonts-noto-cjk",
    "NotoSerifCJK-Bold.ttc": "fonts-noto-cjk",
    "NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
    "LiberationSerif-Regular.ttf": "fonts-liberation",
    "BabelStoneHan.ttf": "fonts-babelstone-han",
}


class FacesMissing(DomainError):
    """Printing would show boxes for characters; the sentence says what to install."""

    status = 503
    title = "缺少字体"


@dataclass(frozen=True, slots=True)
class Face:
    """A stack of families, the first that has a character paints it; `weight` as in CSS."""

    families: tuple[str, ...]
    weight: int = 400


# 宋体 of forms and tables, 小标宋 of titles, 黑体 of table heads; the last has the rare characters.
SONG = Face(("Qinglan Latin", "Noto Serif CJK SC", "BabelStone Han"))
TITLE = Face(("Noto Serif CJK SC", "BabelStone Han"), 700)
HEI = Face(("Noto Sans CJK SC", "BabelStone Han"), 500)


@lru_cache(1)
def configuration() -> FontConfiguration:
    """The one of this process: reading the list of faces takes longer than a page."""
    lacking = missing_packages()
    if lacking:
        raise FacesMissing(missing_sentence(lacking))
    with _our_folders():
        found = FontConfiguration()
        CSS(string=LATIN, font_config=found)
    return found


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


@contextmanager
def _our_folders() -> Iterator[None]:
    """Fontconfig reads its list from a variable; other programs we start keep their own."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FOLDERS_FILE)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before
