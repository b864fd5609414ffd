"""Takes the README's pictures of a running demonstration: `python -m docs.images.tour [ADDRESS]`.

It only looks: nothing is pressed but the log-in, so that the next tour shows the same.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from core.demo.accounts import PASSWORD
from ops.browser import found

FOLDER = Path(__file__).parent / "tour"
WINDOW = {"width": 1366, "height": 768}
COLOURS = 256
DOTS = 58  # an inch of printed paper
SHEETS = (0, 1, 4, 5)  # of the report: how it begins, its charts, its tables
BETWEEN, DESK = 10, "#d0d0d0"
PATIENCE = 60_000  # milliseconds


def main(address: str) -> None:
    """Write every picture anew."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=found(), args=["--no-sandbox", "--disable-gpu"]
        )
        with somebody(browser, address, "secretary") as page:
            take(page, "/", "workbench")
            take(page, f"{report(page, '2026')}edit/", "annual-edit")
            printed(page, report(page, "2025"), "annual-report")
        with somebody(browser, address, "city") as page:
            take(page, "/annual/", "annual-board")
            take(page, "/dashboard/", "dashboard")
            take(page, "/statistics/", "statistics")
        browser.close()


@contextmanager
def somebody(browser: Browser, address: str, name: str) -> Iterator[Page]:
    """A window of this account of the demonstration."""
    context = browser.new_context(base_url=address, viewport=WINDOW, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/login/")
    page.get_by_label("用户名").fill(name)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/")
    yield page
    context.close()


def report(page: Page, year: str) -> str:
    """The address of the unit's own report of a year."""
    page.goto("/annual/?standing=all")
    row = page.locator("tr", has_text=year).first
    return row.locator("a[href^='/annual/']").first.get_attribute("href") or ""


def take(page: Page, path: str, name: str) -> None:
    """A picture of what the window shows once it is quiet, of few colours."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)
    save(Image.open(io.BytesIO(page.screenshot())), name)


def printed(page: Page, path: str, name: str) -> None:
    """Some sheets of a report's PDF beside each other."""
    page.goto(path)
    address = page.get_by_role("link", name="下载 PDF").first.get_attribute("href")
    content = page.request.get(address or "").body()
    paper = pypdfium2.PdfDocument(content)
    sheets = [paper[number].render(scale=DOTS / 72).to_pil() for number in SHEETS]
    width = sum(sheet.width + BETWEEN for sheet in sheets) - BETWEEN
    desk = Image.new("RGB", (width, max(sheet.height for sheet in sheets)), DESK)
    left = 0
    for sheet in sheets:
        desk.paste(sheet, (left, 0))
        left += sheet.width + BETWEEN
    save(desk, name)


def save(picture: Image.Image, name: str) -> None:
    """Small enough to be kept."""
    # The usual cut gives few pixels no colour of their own: a red light would turn brown.
    few = picture.convert("RGB").quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["http://127.0.0.1:8000"]))
