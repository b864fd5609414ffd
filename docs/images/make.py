"""Draws the printed forms of invented people as pictures: `python -m docs.images.make`.

Pages of Word files are drawn where LibreOffice is installed.
"""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from cadres.formats.approval_form import Edition
from cadres.papers.approval_docx import approval_docx
from cadres.papers.approval_pdf import approval_pdf
from cadres.papers.roster_pdf import roster_pdf
from docs.images.people import ZHAO, ZHOU
from docs.images.roster import COLUMNS, Head, people

FOLDER = Path(__file__).parent
ON = date(2026, 12, 10)
DOTS = 100  # an inch
WIDE_DOTS = 82  # of an A3 page
COLOURS = 24
OFFICE = shutil.which("soffice")


def main() -> None:
    """Write every picture anew."""
    for form, edition in ((ZHOU, Edition.NEW), (ZHAO, Edition.OLD)):
        name = f"approval-form-{edition}"
        draw(approval_pdf([form], edition=edition, on=ON).content, name)
        if OFFICE:
            draw(by_word(approval_docx(form, edition=edition, on=ON)), f"{name}-word")
    units, rows = zip(*people(), strict=True)
    draw(roster_pdf(Head(), COLUMNS, rows, units=units).content, "roster", WIDE_DOTS)


def draw(content: bytes, name: str, dots: int = DOTS) -> None:
    """A picture of each page of a PDF, of few colours."""
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        picture = page.render(scale=dots / 72).to_pil().convert("RGB").quantize(COLOURS, dither=0)
        picture.save(FOLDER / f"{name}-{number}.png", optimize=True)


def by_word(content: bytes) -> bytes:
    """A Word file as LibreOffice prints it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "form.docx").write_bytes(content)
        line = [OFFICE, "--headless", "--convert-to", "pdf", "--outdir", folder, "form.docx"]
        subprocess.run(line, cwd=folder, check=True, capture_output=True)  # noqa: S603
        return (Path(folder) / "form.pdf").read_bytes()


if __name__ == "__main__":
    main()
