"""The files of the trade: a thousand forms in one zip, against the bare parser."""

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from bench.report import Row, rate
from bench.scene import Scene
from bench.timing import medians
from cadres.formats import lrmx
from cadres.formats.photos import JPEG
from cadres.formats.sources import FormSource, opened

FORMS = 1000
ASKED = 200  # a second, parsed and checked
PORTRAIT = 40_000  # bytes, as cameras and cutters leave them
SAMPLE = Path(__file__).parents[2] / "samples" / "sample.lrmx"


def files(_scene: Scene) -> Iterator[Row]:
    """Reading alone: archive, parser, quirks, dates and portraits; no database."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "forms.zip"
        path.write_bytes(_zip())
        ours, bare = medians(lambda: _read(path), lambda: _bare(path), rounds=5)
    what = f"reading {FORMS:,} .lrmx with portraits in a zip"
    yield rate(what, FORMS, ours, bare, "zipfile + ElementTree", at_least=0.25)
    texts = f"{FORMS / ours:,.0f} /s", f"{ASKED} /s asked for, checks and all"
    yield Row(f"{what}, a second", *texts, FORMS / ours / ASKED, 1, True)


def _zip() -> bytes:
    """The sample a thousand times, each with another name and portrait."""
    form, _ = lrmx.read(SAMPLE.read_bytes())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(FORMS):
            portrait = JPEG + os.urandom(PORTRAIT)
            named = replace(form, name=f"周航{number}", photo=portrait)
            archive.writestr(f"清河市/周航{number}.lrmx", lrmx.write(named))
    return stream.getvalue()


def _read(path: Path) -> None:
    found = sum(isinstance(source, FormSource) for source in opened([path]))
    assert found == FORMS  # noqa: S101


def _bare(path: Path) -> None:
    """The same bytes unpacked and parsed into trees, and nothing made of them."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))  # noqa: S314
