"""The virtual environment and the Python packages in it."""

import importlib.util
import shutil
import sys
from pathlib import Path

from config.env import PROJECT
from ops import apt, stamps
from ops.places import PYTHON, VENV, system_python
from ops.say import SetupError, step
from ops.shell import answers, quiet

LOCK = PROJECT / "requirements.lock"
RUNTIME = PROJECT / "requirements.txt"
DEVELOPMENT = PROJECT / "requirements-dev.txt"


def make() -> None:
    """Make `.venv`, or make it again when its Python is gone or another one."""
    if _usable():
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        apt.install([package], why="这个 Python 不能建立虚拟环境（缺少 ensurepip）")
    step("建立虚拟环境 .venv")
    if VENV.is_symlink() or VENV.is_file():
        raise SetupError(f"{VENV} 不是文件夹，不能在那里建立虚拟环境。请移走它。")
    if VENV.exists():
        shutil.rmtree(VENV)
    quiet(
        [system_python(), "-m", "venv", VENV], failing="建立不了虚拟环境 .venv，请看磁盘空间和权限"
    )


def install(*, development: bool) -> None:
    """Install what the product needs, and what building and testing needs when asked to."""
    wanted = DEVELOPMENT if development else RUNTIME
    inputs = _inputs(development=development)
    if stamps.is_done(wanted.stem, inputs) or _covered_by_development():
        return
    step(f"安装 Python 软件包（{wanted.name}，第一次需要几分钟）")
    quiet(
        [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "-r", wanted],
        failing=f"安装 {wanted.name} 没有成功，请检查网络和 pip 的软件源后再试",
    )
    stamps.done(wanted.stem, inputs)


def _covered_by_development() -> bool:
    return stamps.is_done(DEVELOPMENT.stem, _inputs(development=True))


def _inputs(*, development: bool) -> list[Path | str]:
    files = [LOCK, RUNTIME, *([DEVELOPMENT] if development else [])]
    return [*files, str(VENV), sys.version]


def _usable() -> bool:
    """Whether its Python runs, is of our version and stands where its programs were made."""
    if not (PYTHON.exists() and str(VENV) in _first_lines(program("pip"))):
        return False
    wanted = (str(VENV), tuple(sys.version_info[:2]))
    check = f"import pip, sys; assert (sys.prefix, tuple(sys.version_info[:2])) == {wanted!r}"
    return answers([PYTHON, "-c", check])


def _first_lines(script: Path) -> str:
    try:
        return script.read_text(encoding="utf-8", errors="replace")[:1000]
    except OSError:
        return ""


def program(name: str) -> Path:
    """A program of the virtual environment."""
    return VENV / "bin" / name
