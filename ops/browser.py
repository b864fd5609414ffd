"""Chromium for the browser tests."""

import shutil

from ops import apt
from ops.places import in_ci
from ops.say import SetupError, warn

NAMES = ("chromium", "chromium-browser", "google-chrome")


def install() -> None:
    """Install Chromium where we may; without it fail in CI, and say so loudly elsewhere."""
    if any(shutil.which(name) for name in NAMES):
        return
    try:
        apt.install(["chromium"], why="没有浏览器 Chromium，浏览器测试运行不了")
    except SetupError as trouble:
        if in_ci():
            raise
        warn(f"{trouble}。其余的测试照常运行。")
