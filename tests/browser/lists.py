"""What tests of lists do again and again: ask, and read what is shown."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.window import Window


def panel(window: Window) -> Locator:
    """The filter of the list."""
    return window.page.get_by_role("form", name="筛选")


def tick(window: Window, label: str, *options: str) -> None:
    """Tick several values behind one box of the filter."""
    box = panel(window).get_by_role("group", name=label, exact=True)
    box.locator("summary").click()
    for option in options:
        box.get_by_label(option, exact=True).check()
    window.look()
    window.page.keyboard.press("Escape")


def ask(window: Window, *, conditions: int, **values: str) -> None:
    """Fill the filter in and press 查询; then so many conditions are set."""
    for name, value in values.items():
        panel(window).locator(f"[name={name}]").fill(value)
    panel(window).get_by_role("button", name="查询").click()
    said = f"{conditions} 个条件" if conditions else "清空"
    expect(panel(window)).to_contain_text(said)
    window.look()


def as_of(window: Window, day: str) -> None:
    """Set the day that the list speaks of, and wait for the list of that day."""
    window.page.get_by_label("截至").fill(day)
    clear = panel(window).get_by_role("link", name="清空")
    expect(clear).to_have_attribute("href", re.compile(f"as_of={day}$"))
    expect(window.page.get_by_text(f"按 {day} 计算")).to_be_visible()


def cells(window: Window) -> list[list[str]]:
    """The texts of the rows on the page, without the tick and the running number."""
    return window.page.locator("#list tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].slice(2).map(cell => cell.innerText))"
    )


def names(window: Window) -> list[str]:
    """The names on the page, from the top."""
    return window.page.locator("#list tbody th").all_inner_texts()


def headers(window: Window) -> list[str]:
    """The shown columns, without the tick and the running number."""
    return window.page.locator("#list thead th").all_inner_texts()[2:]


def tabs(window: Window, label: str) -> dict[str, str]:
    """Each tab with its number, once the numbers have come."""
    bar = window.page.get_by_role("navigation", name=label)
    expect(bar.locator(".q-count").first).to_be_visible()
    found = (tab.inner_text().split() for tab in bar.get_by_role("link").all())
    return {words[0]: words[1] for words in found}
