"""What tests of forms do again and again."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.window import Window


def choose(window: Window, label: str, typed: str, wanted: str) -> None:
    """Type into a long choice and take the first that it finds."""
    window.page.get_by_label(re.compile(f"^{label}")).first.click()
    expect(window.page.locator(".ts-dropdown .dropdown-input:focus")).to_be_visible()
    window.page.keyboard.type(typed)
    alone = re.compile(rf"^\s*{wanted}(（.*)?$")  # an option that was asked for names its parent
    expect(window.page.locator(".ts-dropdown .option.active")).to_have_text(alone)
    window.look()
    window.page.keyboard.press("Enter")
    expect(window.page.locator(".ts-wrapper .item")).to_have_text(alone)


def error_of(window: Window, name: str) -> Locator:
    """The sentences at a field."""
    return window.page.locator(f".q-field:has([name={name}]) .q-error")
