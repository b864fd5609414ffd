"""Names of files as they were meant, whatever system wrote them."""

import os
import re

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def name_of(raw: bytes) -> str:
    """UTF-8, or else GBK; nothing invisible stays, and `/` parts the folders."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return plain(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return plain(raw.decode("utf-8", "replace"))


def on_disk(name: str) -> str:
    """The same of a name that the system gave."""
    return name_of(os.fsencode(name))


def plain(name: str) -> str:
    """Without what nobody sees."""
    return _UNSEEN.sub("", name.replace("\\", "/"))
