"""`.lrmx`, the XML of the 任免表编辑器: read and written (domain §1.1, §1.2).

Read: any order, any edition, with or without a mark of UTF-8, and the quirks of the tools in use.
Written: UTF-8 with a mark and CRLF between elements, as the editor does, in the listed order.
Never validated: the version. A UTF-16 or GBK file is understood, with a remark.
"""

from typing import Any
from xml.sax.saxutils import escape

from cadres.formats import photos
from cadres.formats.approval_form import ApprovalForm, Relative
from cadres.formats.cleaning import clean, relatives
from cadres.formats.encodings import AGAIN, xml_in_utf8
from cadres.formats.errors import UnreadableFile
from cadres.formats.limits import MOST_FORM, size_text
from cadres.formats.lrmx_elements import (
    ELEMENTS,
    FAMILY,
    ITEM,
    NAMES,
    PHOTO,
    RELATIVE,
    ROOT,
    TEXTS,
    VERSION,
    WRITTEN_VERSION,
    Element,
)
from cadres.formats.lrmx_target import Gathered
from cadres.formats.remarks import Remark
from cadres.formats.xml_parser import parse
from cadres.formats.xml_repair import IMPOSSIBLE, kept_apart, meant, repaired


def read(content: bytes) -> tuple[ApprovalForm, list[Remark]]:
    """The form in a file, and what is worth a look in it; raises UnreadableFile."""
    if len(content) > MOST_FORM:
        raise UnreadableFile(
            f"文件有 {size_text(len(content))}，一份任免审批表最多 {size_text(MOST_FORM)}；"
            "请检查照片是否过大。"
        )
    if not content.strip():
        raise UnreadableFile(f"文件是空的，{AGAIN}。")
    remarks: list[Remark] = []
    found = _gathered(xml_in_utf8(content, remarks))
    if not found.texts and found.family is None:
        raise UnreadableFile(f"文件里没有任免审批表的任何一项内容，{AGAIN}。")
    values = _values(found.texts, remarks)
    if found.family is not None:
        rows = [{name: meant(raw) for name, raw in row.items()} for row in found.family]
        values["family"] = relatives(rows, remarks)
    remarks += [Remark("", what, f"{what}不认识，没有读入。") for what in found.lost]
    return ApprovalForm(**values, unknown=tuple(found.unknown)), remarks


def write(form: ApprovalForm) -> bytes:
    """The file of a form: None is no element, "" an empty one; the version is always ours."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<{ROOT}>"]
    for element in ELEMENTS:
        lines += _written(element, form)
    for name, inner in form.unknown:
        lines.append(_checked(name, inner))
    lines.append(f"</{ROOT}>")
    return b"\xef\xbb\xbf" + "\r\n".join(lines).encode("utf-8")


def _gathered(content: bytes) -> Gathered:
    target = Gathered()
    parse([repaired(content)], target)
    return target


def _values(found: list[tuple[str, str]], remarks: list[Remark]) -> dict[str, Any]:
    """Fields of the form; of an element that comes twice the first that is not empty."""
    raws: dict[str, str] = {}
    told: set[str] = set()
    for name, raw in found:
        if not raws.get(name, "").strip():
            raws[name] = raw
        elif raw.strip() and raw.strip() != raws[name].strip() and name not in told:
            told.add(name)
            reason = f"元素“{name}”出现了不止一次，内容不同，只读入了第一个。"
            remarks.append(Remark("", raw.strip()[:30], reason))
    values: dict[str, Any] = {
        element.field: clean(element, meant(raws[element.name]), remarks)
        for element in TEXTS
        if element.name in raws
    }
    if PHOTO in raws:
        values["photo"] = photos.from_base64(raws[PHOTO], remarks)
    return values


def _written(element: Element, form: ApprovalForm) -> list[str]:
    value = getattr(form, element.field)
    if element.name == VERSION:
        value = WRITTEN_VERSION
    if value is None:
        return []
    if element.name == FAMILY:
        rows = [line for relative in value for line in _item(relative)]
        return [f"  <{FAMILY}>", *rows, f"  </{FAMILY}>"]
    text = photos.to_base64(value) if element.name == PHOTO else _escaped(value)
    return [f"  <{element.name}>{text}</{element.name}>"]


def _item(relative: Relative) -> list[str]:
    cells = [
        f"      <{element.name}>{_escaped(getattr(relative, element.field))}</{element.name}>"
        for element in RELATIVE
    ]
    return [f"    <{ITEM}>", *cells, f"    </{ITEM}>"]


def _escaped(text: str) -> str:
    """Ordinary XML; a text that happens to look like the private writing survives it."""
    plain = IMPOSSIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return escape(kept_apart(plain))


def _checked(name: str, inner: str) -> str:
    """An element that we do not know; raises ValueError if it would break the file."""
    line = f"  <{name}>{inner}</{name}>"
    try:
        found = _gathered(f"<{ROOT}>{line}</{ROOT}>".encode())
    except UnreadableFile as fault:
        raise ValueError(f"unknown element {name!r} is no XML: {fault}") from fault
    if len(found.unknown) != 1 or found.texts or name in NAMES:
        raise ValueError(f"{name!r} is not one unknown element")
    return line
