"""Choosing somebody whom the viewer may post."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy

from cadres.people.models import Cadre
from cadres.people.querysets import ASKERS, KEEPERS
from core.scoping import Viewer

CHOOSE = ("", "请选择")


class CadreChoice(forms.ChoiceField):
    """Somebody whom the viewer may post; typing asks the server."""

    def __init__(self, viewer: Viewer, **kwargs: Any) -> None:
        self.viewer = viewer
        source = {"data-long-choice": True, "data-source": reverse_lazy("postings:people")}
        super().__init__(choices=[CHOOSE], widget=forms.Select(attrs=source), **kwargs)

    def valid_value(self, value: str) -> bool:
        """In reach; out of reach is not there."""
        if not (value.isdecimal() and len(value) < 19):
            return False
        found = postable(self.viewer).filter(pk=value).first()
        if found is None:
            return False
        self.choices = [CHOOSE, (value, f"{found}　{found.title}")]
        return True


def postable(viewer: Viewer) -> Any:
    """Whom the viewer may post: people of his offices, never himself."""
    rows = Cadre.objects.visible_to(viewer, acting_as=KEEPERS | ASKERS)
    return rows.exclude(account=viewer.pk).select_related("unit")
