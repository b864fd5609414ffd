"""The faces as the painter finds them: one configuration a process, with folders of our own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from core.errors import DomainError
from core.paper.faces import FOLDERS_FILE, missing_packages, missing_sentence

# Without the range, “ ” — … · would become Western and half as wide.
LATIN = """
@font-face { font-family: "Qinglan Latin"; src: local("Liberation Serif"); unicode-range: U+20-7E }
"""


class FacesMissing(DomainError):
    """Printing would show boxes for characters; the sentence says what to install."""

    status = 503
    title = "缺少字体"


@lru_cache(1)
def configuration() -> FontConfiguration:
    """The one of this process: reading the list of faces takes longer than a page."""
    lacking = missing_packages()
    if lacking:
        raise FacesMissing(missing_sentence(lacking))
    with _our_folders():
        found = FontConfiguration()
        CSS(string=LATIN, font_config=found)
    return found


@contextmanager
def _our_folders() -> Iterator[None]:
    """Fontconfig reads its list from a variable; other programs we start keep their own."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FOLDERS_FILE)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before
