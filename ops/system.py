"""Libraries and faces for printing: installed when we are root, else the exact command."""

import ctypes
import os
from pathlib import Path

from ops import apt, fandol
from ops.say import SetupError, warn

# What WeasyPrint loads, by the package that brings it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# One file of each face that the printed documents name, by the package that brings it.
FACES = {
    "NotoSerifCJK-Bold.ttc": "fonts-noto-cjk",
    "NotoSerifCJK-Regular.ttc": "fonts-noto-cjk",
    "NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
    "LXGWWenKai-Light.ttf": "fonts-lxgw-wenkai",
    "LXGWWenKai-Regular.ttf": "fonts-lxgw-wenkai",
    "LiberationSerif-Regular.ttf": "fonts-liberation",
    "BabelStoneHan.ttf": "fonts-babelstone-han",
}
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def install() -> None:
    """Install what is missing; nothing to do when all is there."""
    missing = _missing_packages()
    fangsong = fandol.FILE not in _font_files()
    if not missing and not fangsong:
        return
    if not apt.may_install():
        raise SetupError(_what_to_run(missing, fangsong))
    if missing:
        apt.install(missing, why=f"缺少打印公文所需的程序库或字体（{'、'.join(missing)}）")
    if fangsong:
        _install_fangsong()


def _install_fangsong() -> None:
    """The 仿宋 of the body; without it the documents print in a thin 楷体, so go on, but say so."""
    try:
        fandol.install()
    except SetupError as trouble:
        warn(f"没有装上公文正文的仿宋字体：{trouble}。公文暂以文楷代替，下次启动时会再试。")


def _what_to_run(missing: list[str], fangsong: bool) -> str:
    needs = "、".join([*missing, *(["FandolFang（仿宋）"] if fangsong else [])])
    line = "sudo make system" if fangsong else apt.command(missing)
    return f"缺少打印公文所需的程序库或字体：{needs}。安装它们需要管理员，请运行：{line}"


def _missing_packages() -> list[str]:
    there = _font_files()
    wanted = [package for library, package in LIBRARIES.items() if not _loads(library)]
    wanted += [package for file, package in FACES.items() if file not in there]
    return list(dict.fromkeys(wanted))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _font_files() -> set[str]:
    return {
        name
        for folder in FOLDERS
        for _, _, names in os.walk(Path(folder).expanduser())
        for name in names
    }
