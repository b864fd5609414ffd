"""A browser window that watches itself: what it must never show is a fault of the test."""

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from core.accounts.models import User
from tests.browser.barriers import barriers
from tests.world import PASSWORD

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PATIENCE = 10_000  # milliseconds; a machine under load is slow, a hang is not

# A violation of the page's policy becomes an error of its console.
WATCH = """
addEventListener("securitypolicyviolation", (event) => console.error(
  `policy: ${event.violatedDirective} refuses ${event.blockedURI || "inline"} ${event.sample}`));
"""
# What sticks out of the page to the right; nothing when the page does not scroll sideways.
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .slice(-3).map((one) => one.outerHTML.slice(0, 120));
}"""
# Chromium and htmx say this of every answer from 400 to 499. A refused form is one; `_answered`
# judges.
REFUSED = (
    "Failed to load resource: the server responded with a status of 4",
    "Response Status Error Code 4",
)
PARTS = {"stylesheet", "script", "image", "font", "manifest"}


class Window:
    """One page in a context of its own: cookies, cache and downloads are not shared."""

    def __init__(
        self, browser: Browser, address: str, *, scripted: bool = True, patience: int = PATIENCE
    ) -> None:
        self.address, self.patience, self.scripted = address, patience, scripted
        self.context = browser.new_context(
            base_url=address,
            viewport=DESKTOP,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripted,
        )
        self.context.set_default_timeout(patience)
        self.context.add_init_script(WATCH)
        self.faults: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REFUSED):
            self.faults.append(f"console of {self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        broken_part = response.request.resource_type in PARTS and response.status >= 400
        if broken_part or response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def look(self, *, closely: bool = False) -> None:
        """The page as it is fits a desk and a telephone, and has had no trouble so far.

        `closely`: as `look_closely` does on a telephone, without turning to it once more.
        """
        self.page.bring_to_front()  # a window behind others paints at its leisure
        for size in (PHONE, DESKTOP):
            self.page.set_viewport_size(size)
            if closely and size is PHONE:
                self.faults += barriers(self.page, whole=False)
            sticking = self.page.evaluate(STICKS_OUT)
            if sticking:
                self.faults.append(f"{self.page.url} is wider than {size['width']}: {sticking}")
        assert not self.faults, "\n".join(self.faults)

    def look_closely(self, *sizes: dict[str, int], whole: bool = False) -> None:
        """Nothing keeps anybody from reading or working what is in the page, or all of it."""
        if not self.scripted:
            return  # axe waits by timers, which do not run there
        for size in sizes or (PHONE,):
            self.page.set_viewport_size(size)
            self.faults += barriers(self.page, whole=whole)
        self.page.set_viewport_size(DESKTOP)

    def go(self, path: str, *, closely: bool = False) -> None:
        """Open an address of the application, and look at it."""
        self.page.goto(path)
        self.look(closely=closely)

    def press(self, name: str, *, within: Locator | Page | None = None, role: str = "button"):
        """Press what leads to another page, and look at that."""
        target = (within or self.page).get_by_role(role, name=name, exact=True)
        with self.page.expect_navigation():
            target.click()
        self.look()

    def follow(self, name: str, *, within: Locator | Page | None = None) -> None:
        """Follow a link to another page, and look at that."""
        self.press(name, within=within, role="link")

    def fill(self, **values: str) -> None:
        """Type into the fields of these names."""
        for name, value in values.items():
            self.page.locator(f"[name={name}]:not([type=hidden])").fill(value)

    def log_in(self, username: str, password: str = PASSWORD, **more: str) -> None:
        """Through the door, as a person does; `more` are further fields of its form."""
        if "/login/" not in self.page.url:
            self.go("/login/")
        self.fill(username=username, password=password, **more)
        self.press("登录")

    def enter_as(self, user: User, client_for) -> "Window":
        """Already logged in: for tests of what lies behind the door."""
        session = client_for(user).cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])
        return self

    def sees(self, text: str) -> None:
        """The text is somewhere in the page's body, or comes to be."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=self.patience)
