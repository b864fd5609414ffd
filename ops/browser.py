"""Chromium for the browser tests, and the library that its driver needs."""

import ctypes
import shutil

from ops import apt
from ops.places import in_ci
from ops.say import SetupError, warn

# Without a window it does with two thirds of the time that a whole browser takes.
PACKAGE = "chromium-headless-shell"
NAMES = (PACKAGE, "chromium", "chromium-browser", "google-chrome")
DRIVER_LIBRARY = ("libatomic.so.1", "libatomic1")  # Playwright's own Node is linked to it


def found() -> str | None:
    """The best that is installed, by its path."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Install what is missing where we may; without it fail in CI, and say so loudly elsewhere."""
    missing = [] if found() else [PACKAGE]
    file, package = DRIVER_LIBRARY
    try:
        ctypes.CDLL(file)
    except OSError:
        missing.append(package)
    if not missing:
        return
    try:
        apt.install(missing, why=f"缺少 {'、'.join(missing)}，浏览器测试运行不了")
    except SetupError as trouble:
        if in_ci():
            raise
        warn(f"{trouble}。其余的测试照常运行。")
