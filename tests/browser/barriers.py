"""axe-core over a page: what keeps somebody from reading or working it, and how it is mended.

Its text is evaluated, not loaded: the page's policy refuses any script but the application's own.
What is repeated (rows, a dozen of sections) is looked at by its first, and the shell around a page
only when it is asked for.
"""

from collections.abc import Iterator

from playwright.sync_api import Page

from ops.places import NODE_MODULES

AXE = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
FINGERS = "wcag22aa"  # what is touched is 24 pixels wide and high, or has as much room
NARROW = 600
FIND = """async ([rules, include]) => {
  const all = document.querySelectorAll("tbody tr:nth-child(n+4), section:nth-of-type(n+13)");
  const repeated = [...all].filter((one) => !one.hidden);
  for (const one of repeated) one.hidden = true;
  const found = await axe.run({ include: [include] },
    { runOnly: rules, resultTypes: ["violations"], preload: false, iframes: false });
  for (const one of repeated) one.hidden = false;
  return found.violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
}"""


def barriers(page: Page, *, whole: bool) -> Iterator[str]:
    """Each serious fault: page, rule, element, and what axe says to do about it."""
    if page.evaluate("() => window.axe === undefined"):
        page.evaluate(AXE)
    width = page.evaluate("innerWidth")
    rules = [*STANDARD, FINGERS] if width < NARROW else STANDARD
    for rule in page.evaluate(FIND, [rules, "html" if whole else "main"]):
        for node in rule["nodes"]:
            mend = node["failureSummary"].replace("\n", "\n    ")
            where = f"{page.url}, {width} wide: {rule['id']} ({rule['help']})"
            yield f"{where}\n  {node['html']}\n    {mend}"
