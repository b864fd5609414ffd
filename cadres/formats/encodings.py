"""Bytes of a text file understood: UTF-8, UTF-16, or GB18030 (GBK and GB2312 in it).

`.lrmx` is UTF-8 and `.lrm` is GBK (domain §1.1, §1.5); tools that mix them up are understood, and
a remark says so. Text in UTF-8 is told from GBK by being valid: a whole form in Chinese never is
valid in both. Any other encoding is refused rather than guessed.
"""

import codecs
import re

from cadres.formats.errors import UnreadableFile
from cadres.formats.remarks import Remark

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
KNOWN = ("utf-8", "utf8", "gb2312", "gbk", "gb18030", "cp936", "gb_2312-80", "x-gbk", "euc-cn")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_UTF16 = {  # with its mark, or by the first character of any XML
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
AGAIN = "请重新导出这个文件"


def xml_in_utf8(content: bytes, remarks: list[Remark]) -> bytes:
    """An XML file in UTF-8, without a mark; a third encoding that it declares is refused."""
    if content.startswith(codecs.BOM_UTF8):
        _decoded(content, "utf-8", "UTF-8")
        return content[3:]
    if found := _UTF16.get(content[:2]):
        remarks.append(Remark("", "UTF-16", "文件是 UTF-16 编码，已转换，请核对文字。"))
        return _decoded(content, found, "UTF-16").removeprefix("\ufeff").encode()
    declared_encoding(content)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as fault:
        _refuse_broken_utf8(content, fault)
    else:
        return content
    text = _decoded(content, "gb18030", "UTF-8 或 GBK")
    remarks.append(Remark("", "GBK", "文件不是 UTF-8，已按 GBK 识别，请核对文字。"))
    return text.encode()


def declared_encoding(content: bytes) -> str:
    """utf-8 or gb18030, as the declaration has it; raises UnreadableFile for any other."""
    declared = _DECLARED.match(content.removeprefix(codecs.BOM_UTF8))
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name not in KNOWN:
        raise UnreadableFile(f"文件声明的编码“{name}”不能识别，请用 UTF-8 编码重新导出。")
    return "utf-8" if name in KNOWN[:2] else "gb18030"


def gb_text(content: bytes, remarks: list[Remark]) -> str:
    """The text of a file that should be GBK."""
    if content.startswith(codecs.BOM_UTF8):
        remarks.append(Remark("", "UTF-8", "文件是 UTF-8 编码，已转换，请核对文字。"))
        return _decoded(content[3:], "utf-8", "UTF-8")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        _refuse_broken_utf8(content, fault)
    else:
        # A single character of GBK may look like one of UTF-8, but not like a Chinese one.
        if _CHINESE.search(text):
            remarks.append(Remark("", "UTF-8", "文件是 UTF-8 编码，已转换，请核对文字。"))
            return text
    return _decoded(content, "gb18030", "GBK")


def _refuse_broken_utf8(content: bytes, fault: UnicodeDecodeError) -> None:
    """Most of it is Chinese in UTF-8: as GBK it would be read, and every word would be wrong."""
    text = content.decode("utf-8", "replace")
    if len(_CHINESE.findall(text)) > text.count("\ufffd"):
        raise UnreadableFile(_broken("UTF-8", fault.start)) from fault


def _decoded(content: bytes, encoding: str, label: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise UnreadableFile(_broken(label, fault.start)) from fault


def _broken(label: str, place: int) -> str:
    return f"从第 {place + 1:,} 个字节起不是 {label} 编码的文字，文件可能已损坏，{AGAIN}。"
