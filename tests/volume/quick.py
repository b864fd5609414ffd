"""Files of reports without their layout, for tests that look at what becomes of them."""

import pytest

from core.paper.official.description import Form, Official, Text
from core.paper.official.pdf import official_pdf
from reporting.annual.choices import PaperKind


def quick_paper(whole, kind, _on) -> bytes:
    """One page with the title; of the other kinds an empty archive, which they are too."""
    if kind == PaperKind.PDF:
        plain = Official(form=Form.RECORD, title=whole.title, blocks=(Text(whole.unit_name),))
        return official_pdf([plain], title=whole.title)
    return b"PK\x05\x06" + bytes(18)


@pytest.fixture
def quick(monkeypatch):
    """Files are made in no time."""
    for place in ("keeping", "job"):
        monkeypatch.setattr(f"reporting.volume.{place}.paper_of", quick_paper)
