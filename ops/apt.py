"""Debian packages: installed when we are root, else the exact command for somebody who is."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from ops.say import SetupError, step
from ops.shell import quiet

QUIETLY = {"DEBIAN_FRONTEND": "noninteractive"}
WAITING = ["-o", "DPkg::Lock::Timeout=300"]  # seconds, for another installation to end


def may_install() -> bool:
    """Whether we may install packages here."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: Sequence[str], *, why: str) -> None:
    """Install packages, with fresh lists if the first try fails; `why` starts the sentence."""
    if not may_install():
        raise SetupError(f"{why}。请运行：{command(packages)}")
    step(f"安装系统软件包：{' '.join(packages)}")
    line = ["apt-get", "install", "-y", "--no-install-recommends", *WAITING, *packages]
    try:
        quiet(line, failing=why, extra=QUIETLY)
    except SetupError:
        refresh()
        quiet(
            line, failing=f"{why}，自动安装也没有成功。请运行：{command(packages)}", extra=QUIETLY
        )


def download(package: str, folder: Path) -> Path:
    """Fetch a package file without installing it."""
    failing = f"下载不了软件包 {package}"
    line = ["apt-get", "download", package]
    # The sandbox user of apt cannot write to a folder of ours.
    line[1:1] = ["-o", "APT::Sandbox::User=root"]
    try:
        quiet(line, failing=failing, cwd=folder)
    except SetupError:
        refresh()
        quiet(line, failing=failing, cwd=folder)
    return next(folder.glob(f"{package}_*.deb"))


def refresh() -> None:
    """Fetch the lists of packages."""
    quiet(
        ["apt-get", "update"],
        failing="更新软件包列表没有成功，请检查网络和 apt 的软件源",
        extra=QUIETLY,
    )


def command(packages: Sequence[str]) -> str:
    """The command that installs packages, to be copied by the user."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
