"""What a file really is, by its bytes: extensions are only what somebody called it."""

import io
from enum import StrEnum

from cadres.formats.archives import Archive
from cadres.formats.errors import UnreadableFile
from cadres.formats.photos import JPEG, PNG


class Nature(StrEnum):
    """The value is how a sentence calls it."""

    EMPTY = "空文件"
    XML = "XML"
    LRM = ".lrm 文本"
    WORKBOOK = "Excel 工作簿（.xlsx）"
    DOCUMENT = "Word 文档（.docx）"
    ZIP = "压缩包（.zip）"
    LOCKED = "有密码的 Office 文件"
    OLD_WORKBOOK = "旧版 Excel 工作簿（.xls）"
    OLD_DOCUMENT = "旧版 Word 文档（.doc）"
    OLE = "旧版 Office 文件"
    PDF = "PDF"
    IMAGE = "图片"
    RAR = "RAR 压缩包"
    SEVEN = "7z 压缩包"
    HTML = "网页"
    UNKNOWN = "不认识的内容"


_BEGINNINGS = (
    (b"PK\3\4", Nature.ZIP),
    (b"PK\5\6", Nature.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Nature.OLE),
    (b"%PDF", Nature.PDF),
    (JPEG, Nature.IMAGE),
    (PNG, Nature.IMAGE),
    (b"GIF8", Nature.IMAGE),
    (b"BM", Nature.IMAGE),
    (b"Rar!", Nature.RAR),
    (b"7z\xbc\xaf\x27\x1c", Nature.SEVEN),
)
_TEXTS = (
    (b"<!doctype html", Nature.HTML),
    (b"<html", Nature.HTML),
    (b"<", Nature.XML),
    (b'"', Nature.LRM),
)
_STREAMS = (
    ("EncryptedPackage", Nature.LOCKED),
    ("WordDocument", Nature.OLD_DOCUMENT),
    ("Workbook", Nature.OLD_WORKBOOK),
)
_MARKS = b"\xef\xbb\xbf\xff\xfe\0"


def nature_of(content: bytes) -> Nature:
    """What the bytes are, by their beginning and, where it says too little, by what is inside."""
    if not content:
        return Nature.EMPTY
    for beginning, nature in _BEGINNINGS:
        if content.startswith(beginning):
            return _looked_into(content, nature)
    head = content[:256].lstrip(_MARKS).lstrip().lower()
    return next((nature for begun, nature in _TEXTS if head.startswith(begun)), Nature.UNKNOWN)


def nature_of_parts(names: list[str]) -> Nature:
    """What a zip is by the names in it."""
    lowered = {name.lower() for name in names}
    if "[content_types].xml" in lowered:
        if any(name.startswith("xl/") for name in lowered):
            return Nature.WORKBOOK
        if any(name.startswith("word/") for name in lowered):
            return Nature.DOCUMENT
    return Nature.ZIP


def _looked_into(content: bytes, nature: Nature) -> Nature:
    if nature == Nature.OLE:
        streams = ((name.encode("utf-16-le"), found) for name, found in _STREAMS)
        return next((found for name, found in streams if name in content), nature)
    if nature == Nature.ZIP:
        try:
            with Archive(io.BytesIO(content)) as archive:
                return nature_of_parts([entry.name for entry in archive.entries])
        except UnreadableFile:
            return nature
    return nature
