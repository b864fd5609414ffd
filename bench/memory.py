"""`python -m bench.memory USERNAME ADDRESS`: megabytes that one streamed answer adds at its peak.

A process of its own: what else a benchmark has allocated before would hide the growth.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from bench import environment

environment.enter()  # models cannot be imported before

from bench.cities import City  # noqa: E402
from core.accounts.models import User  # noqa: E402

STATUS = Path("/proc/self/status")


def resident() -> float:
    """Megabytes of this process in memory."""
    line = next(x for x in STATUS.read_text().splitlines() if x.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def growth(pieces: Iterable[bytes]) -> float:
    """How far memory rises while the pieces are read, from what it is before the first."""
    before = resident()
    return max(resident() - before for _ in pieces)


def main(username: str, address: str) -> None:
    """Print the growth; one page is fetched first, so that loading code is not counted."""
    browser = City("", 0).browser(User.objects.get(username=username))
    browser.get(address.partition("?")[0])
    sys.stdout.write(f"{growth(browser.get(address).streaming_content):.1f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
