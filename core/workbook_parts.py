"""Which part of a workbook's zip holds which sheet."""

import posixpath
from collections.abc import Mapping

from defusedxml.ElementTree import fromstring

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The name of each sheet's part, by the name of the sheet; nothing where that is not said."""
    if BOOK not in parts or RELATIONS not in parts:
        return {}
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", "")))
        for relation in fromstring(parts[RELATIONS])
    }
    found = {}
    for element in fromstring(parts[BOOK]).iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
        found[element.get("name", "")] = targets.get(relation, "").lstrip("/")
    return found
