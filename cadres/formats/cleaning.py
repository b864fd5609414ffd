"""Raw texts of a form to the texts that we keep: the same rules for every file (domain §1.2)."""

from collections.abc import Iterable, Mapping, Sequence

from cadres.formats.approval_form import Relative
from cadres.formats.limits import MOST_DATED
from cadres.formats.lrmx_elements import RELATIVE, Element
from cadres.formats.remarks import Remark

SHOWN = 30  # characters of a value in a sentence


def clean(element: Element, raw: str, remarks: list[Remark], *, of: str = "") -> str:
    """The text without quirks; a date that is none stays as it is, with a remark."""
    text = element.clean(raw)
    if not text or element.dated is None:
        return text
    try:
        if len(text) > MOST_DATED:
            raise ValueError(f"有 {len(text):,} 个字，不是年月，请检查内容。")
        return element.dated(text)
    except ValueError as fault:
        reason = f"{of}{element.label}：{fault}现按原文保留。"
        remarks.append(Remark("family" if of else element.field, text[:MOST_DATED], reason))
        return text


def relatives(
    rows: Iterable[Mapping[str, str] | Sequence[str]], remarks: list[Remark]
) -> tuple[Relative, ...]:
    """Rows of the five columns of `RELATIVE`, by element or in order; empty ones are left out."""
    found = []
    for place, row in enumerate(rows, start=1):
        cells = (
            [row.get(element.name, "") for element in RELATIVE] if isinstance(row, Mapping) else row
        )
        of = f"家庭成员第 {place} 行的"
        values = {
            element.field: clean(element, raw, remarks, of=of)
            for element, raw in zip(RELATIVE, cells, strict=True)
        }
        if any(values.values()):
            found.append(Relative(**values))
    return tuple(found)
