"""FandolFang, the free 仿宋: one file out of a package that would bring TeX if installed."""

import tempfile
from pathlib import Path

from ops import apt
from ops.say import step
from ops.shell import quiet

PACKAGE = "texlive-lang-chinese"
FILE = "FandolFang-Regular.otf"
FONT = f"usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/{FILE}"
PAPERS = "usr/share/doc/texlive-doc/fonts/fandol"
FONT_FOLDER = Path("/usr/share/fonts/opentype/fandol")
PAPER_FOLDER = Path("/usr/share/doc/fandol")


def install() -> None:
    """Download the package, keep the font and its licence, forget the rest; raises `SetupError`."""
    step("安装仿宋字体 FandolFang（下载约 50 MB）")
    with tempfile.TemporaryDirectory(prefix="qinglan-fandol-") as scratch:
        folder = Path(scratch)
        package = apt.download(PACKAGE, folder)
        quiet(["dpkg-deb", "-x", package, folder / "x"], failing=f"解不开软件包 {package.name}")
        papers = [
            path
            for path in (folder / "x" / PAPERS).glob("*")
            if path.name.startswith(("COPYING", "README"))
        ]
        _keep(FONT_FOLDER, [folder / "x" / FONT])
        _keep(PAPER_FOLDER, papers)


def _keep(folder: Path, files: list[Path]) -> None:
    quiet(["install", "-Dm644", "-t", folder, *files], failing=f"写不进 {folder}")
