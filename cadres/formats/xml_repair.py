"""What tools of the trade write and XML does not allow, put right before and after parsing.

HZB writes & < > as &1amp; &1lt; &1gt; before it writes XML, at times without the latter
(domain §1.2-3); control characters come along as themselves and as references by number.
"""

import re

IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})
_REFERENCE = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));")
_BARE = re.compile(b"&(?=1(?:amp|lt|gt);)")
_PRIVATE = re.compile("&1(amp|lt|gt);")
_PRIVATE_BARE = re.compile("&(?=1(?:amp|lt|gt);)")
_MEANT = {"amp": "&", "lt": "<", "gt": ">"}
LONGEST_REFERENCE = 12


def repaired(content: bytes) -> bytes:
    """XML in UTF-8 that parses, as far as these faults go."""
    content = content.translate(None, _CONTROLS)
    if b"&" in content:
        content = _REFERENCE.sub(_possible, _BARE.sub(b"&amp;", content))
    return content


def cut(content: bytes) -> int:
    """Where it may be parted without parting a reference at its end."""
    begun = content.rfind(b"&", max(0, len(content) - LONGEST_REFERENCE))
    return len(content) if begun < 0 or b";" in content[begun:] else begun


def meant(text: str) -> str:
    """A parsed text with the private writing of & < > undone."""
    if "&1" not in text:
        return text
    return _PRIVATE.sub(lambda found: _MEANT[found[1]], text)


def kept_apart(text: str) -> str:
    """A text that `meant` gives back as it is, even if it looks like the private writing."""
    return _PRIVATE_BARE.sub("&1amp;", text) if "&1" in text else text


def _possible(reference: re.Match[bytes]) -> bytes:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    is_possible = code < 0x110000 and not IMPOSSIBLE.match(chr(code))
    return reference[0] if is_possible else b""
