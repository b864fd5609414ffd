"""`python -m bench [PART…]`: measure, print the table and write `bench/results.md`.

Needs PostgreSQL and Redis running (`make bench` brings its own). With parts named, only these are
measured and nothing is written. A part that breaks off is told in the result; the exit code is 1.
"""

import sys
from inspect import getdoc
from pathlib import Path
from time import perf_counter
from traceback import format_exc

from bench import environment

environment.enter()  # models cannot be imported before

from bench import databases, reasons, report  # noqa: E402
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
    sections: list[report.Section] = []
    taken = [yardstick()]
    with databases.made(*Scene.names) as names:
        scene = Scene(names)
        for name in asked or PARTS:
            _say(f"测 {name} ……")
            sections.append(_measured(name, scene))
            taken.append(yardstick())
            rows = [row for section in sections for row in section.rows]
            text = report.document(
                sections,
                seconds=perf_counter() - begun,
                pace=told(taken),
                why=reasons.told(rows),
            )
            if not asked:  # as it grows: whoever breaks off an hour keeps what was measured
                RESULTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 1 if any(section.trouble for section in sections) else 0


def _measured(name: str, scene: Scene) -> report.Section:
    """The rows of a part; one that breaks off does not take the others with it."""
    part, rows, trouble = PARTS[name], [], ""
    title = (getdoc(sys.modules[part.__module__]) or "").partition("\n\n")[0].replace("\n", " ")
    try:
        for row in part(scene):
            _say(" · ".join(row.cells()))
            rows.append(row)
    except Exception as broken:  # whatever it was, it is told in the result
        _say(format_exc())
        trouble = f"{type(broken).__name__}: {broken}".partition("\n")[0]
    return report.Section(name, title, rows, trouble)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":  # people are made by processes that import this again
    sys.exit(main(sys.argv[1:]))
