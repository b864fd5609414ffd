"""What a list was asked, in words: for the note of an export."""

from collections.abc import Iterator

from core.listing.columns import Column, Kind, Lookup
from core.listing.page import Listing

TRUTHS = {"true": "是", "false": "否"}


def in_words(listing: Listing) -> Iterator[str]:
    """`单位类别：乡镇` for each condition that holds; the listing's form is valid."""
    for condition in listing.entity.conditions:
        if chosen := listing.chosen(condition):
            yield f"{condition.label}：{condition.options.get(chosen, chosen)}"
    for column in listing.available:
        if any(listing.params.get(name) for name in column.parameters):
            yield f"{column.label}：{_value(listing, column)}"


def _value(listing: Listing, column: Column) -> str:
    given = [listing.params.get(name, "") for name in column.parameters]
    match column.lookup:
        case Lookup.RANGE:
            return " 至 ".join(given).strip()
        case Lookup.SUBTREE:
            return str(listing.form.cleaned_data[column.name])
        case Lookup.ONE_OF if column.kind == Kind.YES_NO:
            return TRUTHS[given[0]]
        case Lookup.ONE_OF:
            names = column.asked_codes()
            values = listing.form.cleaned_data[column.name]
            codes = values if column.many else [values]
            return "、".join(names.get(code, code) for code in codes)
    return given[0]
