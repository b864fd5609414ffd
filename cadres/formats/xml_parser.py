"""XML from outside: parsed into a target, without DTDs, entities or anything external.

Faults come out as an UnreadableFile with a sentence in Chinese.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import errors
from xml.parsers.expat.errors import codes

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from cadres.formats.encodings import AGAIN
from cadres.formats.errors import UnreadableFile

FAULTS = {
    codes[errors.XML_ERROR_SYNTAX]: "不是 XML",
    codes[errors.XML_ERROR_NO_ELEMENTS]: "内容不完整",
    codes[errors.XML_ERROR_INVALID_TOKEN]: "有 XML 不允许的字符",
    codes[errors.XML_ERROR_UNCLOSED_TOKEN]: "标签没有写完",
    codes[errors.XML_ERROR_TAG_MISMATCH]: "标签没有成对",
    codes[errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: "有多余的内容",
    codes[errors.XML_ERROR_UNDEFINED_ENTITY]: "有没有定义的实体",
}


def parse(pieces: Iterable[bytes], target: object) -> None:
    """Feed XML in UTF-8 to a target, whatever it declares; raises UnreadableFile."""
    for _ in parsing(pieces, target):
        pass


def parsing(pieces: Iterable[bytes], target: object) -> Iterator[None]:
    """The same piece by piece: what the target has gathered may be taken out in between."""
    parser = XMLParser(target=target, encoding="utf-8", forbid_dtd=True)
    try:
        for piece in pieces:
            parser.feed(piece)
            yield
        parser.close()
    except DefusedXmlException as refused:
        raise UnreadableFile(
            f"文件里有 DTD 或实体声明，正常的文件不会有，可能是恶意文件，没有读取；{AGAIN}。"
        ) from refused
    except ParseError as fault:
        line, column = fault.position
        what = FAULTS.get(fault.code, "写法不合 XML 规定")
        raise UnreadableFile(
            f"第 {line} 行第 {column + 1} 列起{what}，文件可能已损坏，{AGAIN}。"
        ) from fault
    yield
