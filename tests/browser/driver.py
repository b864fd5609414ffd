"""Debian's Chromium, and the windows of a test; fixtures for whichever folder drives a browser."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from core.accounts.models import User
from ops import browser
from tests.browser.window import Window

MISSING = (
    "没有浏览器 Chromium，浏览器测试没有运行。"
    f"请安装（Debian：apt-get install {browser.PACKAGE}）后重试。"
)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright for the tests of one folder, and for no others.

    Its synchronous interface leaves an event loop in the thread, in which Django refuses to reach
    the database unless it is told that nobody else runs there.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all windows; without it the tests fail in CI and are skipped elsewhere."""
    path = browser.found()
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    launched = playwright.chromium.launch(executable_path=path)
    yield launched
    launched.close()


@contextmanager
def windows(
    chromium: Browser, address: str, holder_of: Callable[[str], User], client_for
) -> Iterator[Callable[..., Window]]:
    """Opens a window, logged in as the role when one is given; at the end none had a fault."""
    opened: list[Window] = []

    def open_one(role: str | None = None, **options) -> Window:
        window = Window(chromium, address, **options)
        opened.append(window)
        if role is not None:
            window.enter_as(holder_of(role), client_for)
        return window

    yield open_one
    for window in opened:
        window.context.close()
    faults = [fault for window in opened for fault in window.faults]
    assert not faults, "\n".join(faults)
