"""`python -m bench [PART…]`: measure, print the table and write `bench/results.md`.

Needs PostgreSQL and Redis running (`make bench` brings its own). With parts named, only these are
measured and nothing is written.
"""

import sys
from pathlib import Path
from time import perf_counter

from bench import environment

environment.enter()  # models cannot be imported before

from bench import databases, report  # noqa: E402
from bench.measures import PARTS  # noqa: E402
from bench.scene import Scene  # noqa: E402
from bench.yardstick import told, yardstick  # noqa: E402
from config.static_files import collect  # noqa: E402

RESULTS = Path(__file__).with_name("results.md")


def main(asked: list[str]) -> int:
    """Exit code 0 when everything could be measured, whatever the figures say."""
    if unknown := set(asked) - set(PARTS):
        sys.stderr.write(f"没有这些部分：{'、'.join(unknown)}。可选：{'、'.join(PARTS)}。\n")
        return 2
    begun = perf_counter()
    collect()
    with databases.made(*Scene.names) as names:
        scene = Scene(names)
        rows: list[report.Row] = []
        taken = [yardstick()]
        for name in asked or PARTS:
            _say(f"测 {name} ……")
            for row in PARTS[name](scene):
                _say(" · ".join(row.cells()))
                rows.append(row)
            taken.append(yardstick())
        text = report.document(rows, seconds=perf_counter() - begun, pace=told(taken))
    if asked:
        sys.stdout.write(text)
    else:
        report.write(text, RESULTS)
    return 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":  # people are made by processes that import this again
    sys.exit(main(sys.argv[1:]))
