"""`python -m bench.annual_worker ours|plain`: prints reports as it is told, batch after batch.

A line of standard input is the first and the last number of a batch; the answer is the number of
pages, and the megabytes that the process has then. What is printed is made before it is timed.
"""

import sys

from bench import environment

environment.enter()  # models cannot be imported before

import pypdfium2  # noqa: E402

from bench.annual_plain import html_of, printed  # noqa: E402
from bench.annual_wholes import ON, whole  # noqa: E402
from bench.memory import resident  # noqa: E402
from reporting.annual.choices import PaperKind  # noqa: E402
from reporting.papers.official import official_of  # noqa: E402
from reporting.papers.paper import paper  # noqa: E402


def main(kind: str) -> None:
    """Serve until standard input ends."""
    prepared = {}
    for line in sys.stdin:
        verb, first, last = line.split()
        numbers = range(int(first), int(last))
        if verb == "prepare":
            prepared = {n: whole(n) if kind == "ours" else _html(n) for n in numbers}
            answer = "0"
        else:
            pages = [_pages(kind, prepared[n]) for n in numbers]
            answer = f"{sum(pages) / len(pages):.1f}"
        sys.stdout.write(f"{answer} {resident():.0f}\n")
        sys.stdout.flush()


def _html(number: int) -> str:
    return html_of(official_of(whole(number)))


def _pages(kind: str, told) -> int:
    content = paper(told, PaperKind.PDF, ON) if kind == "ours" else printed(told)
    document = pypdfium2.PdfDocument(content)
    pages = len(document)
    document.close()
    return pages


if __name__ == "__main__":
    main(*sys.argv[1:])
