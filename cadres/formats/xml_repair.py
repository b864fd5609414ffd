"""What tools of the trade write and XML does not allow, put right before and after parsing.

HZB writes & < > as &1amp; &1lt; &1gt; before it writes XML, at times without the latter
(domain §1.2-3); control characters come along as themselves and as references by number.
"""

import re

IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));")
_PRIVATE = re.compile("&1(amp|lt|gt);")
_PRIVATE_BARE = re.compile("&(?=1(?:amp|lt|gt);)")
_MEANT = {"amp": "&", "lt": "<", "gt": ">"}
LONGEST_REFERENCE = 12


def repaired(text: str) -> str:
    """XML that parses, as far as these faults go."""
    text = IMPOSSIBLE.sub("", text)
    if "&1" in text:
        text = _PRIVATE_BARE.sub("&amp;", text)
    if "&#" in text:
        text = _REFERENCE.sub(_possible, text)
    return text


def cut(text: str) -> int:
    """Where a text may be parted without parting a reference at its end."""
    begun = text.rfind("&", len(text) - LONGEST_REFERENCE)
    return len(text) if begun < 0 or ";" in text[begun:] else begun


def meant(text: str) -> str:
    """A parsed text with the private writing of & < > undone."""
    if "&1" not in text:
        return text
    return _PRIVATE.sub(lambda found: _MEANT[found[1]], text)


def kept_apart(text: str) -> str:
    """A text that `meant` gives back as it is, even if it looks like the private writing."""
    return _PRIVATE_BARE.sub("&1amp;", text) if "&1" in text else text


def _possible(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    is_possible = code < 0x110000 and not IMPOSSIBLE.match(chr(code))
    return reference[0] if is_possible else ""
