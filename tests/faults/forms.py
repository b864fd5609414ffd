"""The forms of a page, filled in as somebody in a hurry would: what is asked for, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html
from PIL import Image

WORDS = "我刚写的话，没有别人写过"
NEVER_PRESSED = ("button", "reset")
ADDS_A_ROW, TAKES_A_ROW = "data-rows-more", "-DELETE"  # neither is what a form of rows is sent for
A_FILE = b"%PDF-1.4 a file"
PICTURE = "image/"


@dataclass(frozen=True)
class Form:
    """A form that is posted: where to, and with what."""

    url: str
    values: dict[str, list[str]]
    files: dict[str, bytes]
    written: str = ""  # the field that WORDS were written into

    def post(self, browser: Client):
        """Send it; whatever goes wrong is a status, as it is for people."""
        browser.raise_request_exception = False
        files = {name: SimpleUploadedFile(f"{name}.pdf", told) for name, told in self.files.items()}
        return browser.post(self.url, {**self.values, **files})


def forms_of(page: str, url: str) -> Iterator[Form]:
    """The posted forms of a page's own part, not of its frame."""
    for form in html.fromstring(page).iterfind(".//main//form"):
        if form.get("method", "").lower() == "post":
            yield _filled(form, url)


def _filled(form: html.FormElement, url: str) -> Form:
    values: dict[str, list[str]] = {}
    files: dict[str, bytes] = {}
    target, written, is_pressed = form.get("action") or url, "", False
    for control in form.iter("input", "select", "textarea", "button"):
        name, kind = control.get("name", ""), control.get("type", "").lower()
        held = values.get(name, [])
        if kind in NEVER_PRESSED or control.get("disabled") is not None:
            continue
        if control.get(ADDS_A_ROW) is not None or name.endswith(TAKES_A_ROW):
            continue
        if control.tag == "button" or kind == "submit":
            if not is_pressed:
                is_pressed, target = True, control.get("formaction") or target
                values[name] = [*held, control.get("value", "")]
        elif kind == "file":
            files[name] = a_picture() if PICTURE in control.get("accept", "") else A_FILE
        elif kind == "checkbox":
            values[name] = [*held, control.get("value", "on")]
        elif kind == "radio":
            if not held or control.get("checked") is not None:
                values[name] = [control.get("value", "on")]
        elif control.tag == "textarea":
            values[name], written = [*held, WORDS], name
        else:
            values[name] = [*held, _chosen(control) or _typed(control, kind)]
    values.pop("", None)
    return Form(urljoin(url, target), values, files, written)


def _chosen(control: html.HtmlElement) -> str:
    """The value that is there already; of a list the chosen one, else the first if one is due."""
    if control.tag != "select":
        return control.get("value", "")
    offered = list(control.iter("option"))
    if control.get("required") is not None:
        offered = [one for one in offered if one.get("value")]
    picked = [one for one in offered if one.get("selected") is not None] or offered
    return picked[0].get("value", "") if picked else ""


def _typed(control: html.HtmlElement, kind: str) -> str:
    """What is put into an empty field that is asked for."""
    today = timezone.localdate()
    if control.get("required") is None or control.tag != "input" or kind == "hidden":
        return ""
    kinds = {"date": f"{today}", "month": f"{today:%Y-%m}", "number": control.get("min", "1")}
    return kinds.get(kind, "写" * 4)


@cache
def a_picture() -> bytes:
    """A photo of nobody."""
    written = BytesIO()
    Image.new("RGB", (300, 400), "gray").save(written, "PNG")
    return written.getvalue()
