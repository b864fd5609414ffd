"""Chromium for the browser tests, and the library that its driver needs."""

import ctypes
import shutil

from ops import apt
from ops.places import in_ci
from ops.say import SetupError, warn

NAMES = ("chromium", "chromium-browser", "google-chrome")
DRIVER_LIBRARY = ("libatomic.so.1", "libatomic1")  # Playwright's own Node is linked to it


def install() -> None:
    """Install what is missing where we may; without it fail in CI, and say so loudly elsewhere."""
    missing = [] if any(shutil.which(name) for name in NAMES) else ["chromium"]
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
