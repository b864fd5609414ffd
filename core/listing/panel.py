"""The filter panel of a list: what is drawn at once, and what opens under 更多条件."""

from collections.abc import Iterable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.listing import controls
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.controls import Place
from core.listing.filters import ANY, unit_field
from core.listing.page import Listing
from core.listing.wording import TRUTHS

ALL = "all"
TYPED = {
    Kind.MONTH: {"inputmode": "decimal", "placeholder": "1985.07", "autocomplete": "off"},
    Kind.YEARS: {"inputmode": "numeric", "autocomplete": "off"},
    Kind.NUMBER: {"inputmode": "numeric", "autocomplete": "off"},
}
DAY = {"type": "date"}


class Panel:
    """The filters of a listing. Primary ones and those that are set are drawn at once."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.params = listing.params
        self.filtered = listing.drawn_columns
        self.lists_units = self.params.get("filters") == ALL
        self.is_whole = self.lists_units or not any(column.primary for column in self.filtered)

    @property
    def at_once(self) -> SafeString:
        """The fields that stand in the panel."""
        drawn = [self._condition(condition) for condition in self.listing.drawn_conditions]
        drawn += [self._column(column) for column in self.filtered if self._is_at_once(column)]
        return mark_safe("".join(drawn))  # noqa: S308

    @property
    def folded(self) -> SafeString:
        """The fields under 更多条件."""
        waiting = (column for column in self.filtered if not self._is_at_once(column))
        return mark_safe("".join(map(self._column, waiting)))  # noqa: S308

    @property
    def has_more(self) -> bool:
        """Whether any filter waits under 更多条件."""
        return not all(map(self._is_at_once, self.filtered))

    @property
    def whole(self) -> str:
        """The query of the page that draws everything, units included."""
        return self.listing.query(filters=ALL, cursor=None)

    @property
    def kept(self) -> SafeString:
        """What the panel keeps of the query without drawing it."""
        hidden = '<input type="hidden" name="{}" value="{}">'
        return format_html_join("", hidden, self.listing.kept)

    def _is_at_once(self, column: Column) -> bool:
        return self.is_whole or column.primary or self._is_set(column.parameters)

    def _is_set(self, names: Iterable[str]) -> bool:
        return any(self._values(name) for name in names)

    def _values(self, name: str) -> list[str]:
        return [value for value in self.params.getlist(name) if value]

    def _place(self, name: str, label: str, note: str, parameters: Iterable[str]) -> Place:
        parameters = tuple(parameters)
        errors = [text for each in parameters for text in self.listing.form.errors.get(each, ())]
        return Place(name, label, note, errors, is_set=self._is_set(parameters))

    def _condition(self, condition: Condition) -> SafeString:
        place = self._place(condition.name, condition.label, condition.help, [condition.name])
        empty = [] if condition.default else [("", ANY)]
        options = [*empty, *condition.options.items()]
        usual = {"data-usual": condition.default} if condition.default else {}
        chosen = self.listing.chosen(condition)
        return place.drawn(controls.select(place, options, chosen, **usual))

    def _column(self, column: Column) -> SafeString:
        place = self._place(column.name, column.label, column.help, column.parameters)
        value = self.params.get(column.name, "")
        match column.lookup:
            case Lookup.RANGE:
                values = {name: self.params.get(name, "") for name in column.parameters}
                pair = controls.ends(place, values, **TYPED.get(column.kind, DAY))
                return place.grouped(pair, is_wide=True)
            case Lookup.SUBTREE:
                return place.drawn(self._unit(place, value))
            case Lookup.ONE_OF if column.many:
                chosen = {part for given in self._values(column.name) for part in given.split(",")}
                names = column.asked_codes().items()
                return place.grouped(controls.ticks(place, names, chosen, empty=ANY))
            case Lookup.ONE_OF:
                codes = TRUTHS if column.kind == Kind.YES_NO else column.names_of_codes()
                options = [("", ANY), *codes.items()]
                return place.drawn(controls.select(place, options, value))
            case Lookup.NAME:
                hint = {"placeholder": "姓名、拼音首字母", "maxlength": 60}
                return place.drawn(controls.entry(place, column.name, value, **hint))
        typed = TYPED.get(column.kind, {})
        return place.drawn(controls.entry(place, column.name, value, **typed))

    def _unit(self, place: Place, value: str) -> SafeString:
        if self.lists_units:
            widget = unit_field(self.listing.viewer).widget
            attrs = {"id": f"id_{place.name}", **place.attrs}
            return widget.render(place.name, value, attrs)
        refused = place.errors  # the form has been checked to know them
        chosen = None if refused else self.listing.form.cleaned_data.get(place.name)
        pair = (str(chosen.pk), chosen.short_name) if chosen else None
        return controls.unit(place, pair, empty=ANY, listed_at=self.whole)
