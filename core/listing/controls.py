"""Controls of a filter panel as HTML, in the markup of templates/components/field.html."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.forms.utils import flatatt
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SELECTED, CHECKED = mark_safe(" selected"), mark_safe(" checked")
NOTHING = SafeString("")
ERRORS = '<ul class="q-error" id="id_{}_error">{}</ul>'
ONE_ERROR = '<li><span class="q-light is-red">{}</span></li>'


@dataclass(frozen=True, slots=True)
class Place:
    """Where a control stands: its name and label, and what is wrong with what was asked there."""

    name: str
    label: str
    help: str = ""
    errors: Collection[str] = ()
    is_set: bool = False

    @property
    def attrs(self) -> dict[str, object]:
        """What the control says of its help and errors."""
        attrs: dict[str, object] = {"title": self.help} if self.help else {}
        if self.errors:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"id_{self.name}_error"}
        return attrs

    def drawn(self, control: SafeString) -> SafeString:
        """One control below its label."""
        label = '<label class="form-label" for="id_{}">{}</label>{}{}'
        inside = format_html(label, self.name, self.label, control, self._errors())
        return self._framed(inside)

    def grouped(self, control: SafeString, *, is_wide: bool = False) -> SafeString:
        """Several controls below one legend."""
        fieldset = '<fieldset><legend class="form-label">{}</legend>{}{}</fieldset>'
        return self._framed(
            format_html(fieldset, self.label, control, self._errors()), is_wide=is_wide
        )

    def _framed(self, inside: SafeString, *, is_wide: bool = False) -> SafeString:
        classes = f"q-field{' is-wide' if is_wide else ''}{' is-set' if self.is_set else ''}"
        return format_html('<div class="{}">{}</div>', classes, inside)

    def _errors(self) -> SafeString:
        if not self.errors:
            return NOTHING
        each = format_html_join("", ONE_ERROR, ((text,) for text in self.errors))
        return format_html(ERRORS, self.name, each)


def entry(place: Place, name: str, value: str, **attrs: object) -> SafeString:
    """A box to type in; `name` is the parameter, one end of a range has its own."""
    usual = {"type": "text", "name": name, "id": f"id_{name}", "class": "form-control"}
    given = {"value": value} if value else {}
    return format_html("<input{}>", flatatt(usual | place.attrs | attrs | given))


def ends(place: Place, values: Mapping[str, str], **attrs: object) -> SafeString:
    """From … to …: two boxes, each with its own label."""
    (first, since), (last, until) = values.items()
    return format_html(
        '<div class="q-pair"><label class="visually-hidden" for="id_{}">从</label>{}'
        '<label for="id_{}">至</label>{}</div>',
        first,
        entry(place, first, since, **attrs),
        last,
        entry(place, last, until, **attrs),
    )


def select(
    place: Place, options: Iterable[tuple[str, str]], chosen: str, **attrs: object
) -> SafeString:
    """One of the options."""
    usual = {"name": place.name, "id": f"id_{place.name}", "class": "form-select"}
    drawn = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, SELECTED if code == chosen else "", label) for code, label in options),
    )
    return format_html("<select{}>{}</select>", flatatt(usual | place.attrs | attrs), drawn)


def ticks(
    place: Place, options: Iterable[tuple[str, str]], chosen: Collection[str], *, empty: str
) -> SafeString:
    """Some of the options: check boxes that open below a box which names the ticked ones."""
    options = list(options)
    shown = "、".join(label for code, label in options if code in chosen) or empty
    boxes = format_html_join(
        "",
        '<label><input class="form-check-input" type="checkbox" name="{}" value="{}"{}>{}</label>',
        ((place.name, code, CHECKED if code in chosen else "", label) for code, label in options),
    )
    return format_html(
        '<details class="q-pop q-many"><summary class="form-select"{}>{}</summary>'
        '<div><div class="q-pick">{}</div></div></details>',
        flatatt(place.attrs),
        shown,
        boxes,
    )


def unit(place: Place, chosen: tuple[str, str] | None, *, empty: str, listed_at: str) -> SafeString:
    """The chosen unit; typing asks the server for others, without script a link lists them."""
    options = [("", empty), *([chosen] if chosen else [])]
    source = {"data-long-choice": True, "data-source": reverse("units:options")}
    link = '{}<a class="q-unscripted q-xs" href="?{}">列出单位</a>'
    box = select(place, options, chosen[0] if chosen else "", **source)
    return format_html(link, box, listed_at)
