"""The page on which a photo is uploaded or taken away."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from cadres.editing.access import DEPARTMENTS_ALONE, Editing, Way, opened
from cadres.editing.person import page_title
from cadres.people import services
from cadres.people.services.photo import MOST_BYTES
from core.errors import Invalid, NotAllowed, refuse_if
from core.pages import form_page


class PhotoForm(forms.Form):
    """A picture, or none any more."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    photo = forms.FileField(
        label="照片",
        required=False,
        help_text=f"JPG 或 PNG，最多 {MOST_BYTES // 2**20} MB；按任免审批表的比例自动裁剪。",
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png", "data-max-bytes": str(MOST_BYTES)}
        ),
    )
    gone = forms.BooleanField(label="删除现有照片", required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean()
        if "photo" not in self.errors and not data.get("photo") and not data.get("gone"):
            self.add_error("photo", "请选择照片文件，或勾选“删除现有照片”。")
        return data


@login_required
def edit_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A new photo; of people on the roster a department takes it."""
    editing = opened(request, pk)
    refuse_if(editing.way == Way.ASK, DEPARTMENTS_ALONE, NotAllowed)
    form = PhotoForm(
        request.POST or None, request.FILES or None, initial={"seen": editing.cadre.version}
    )
    if not editing.cadre.photo:
        del form.fields["gone"]
    return form_page(
        request,
        form,
        lambda data: _save(request, editing, data),
        title=page_title(editing, "照片"),
        back=editing.back,
        template="people/edit_photo.html",
        **editing.context("edit_photo"),
    )


def _save(request: HttpRequest, editing: Editing, data: dict[str, Any]) -> str:
    try:
        services.set_photo(
            actor=request.user, cadre=editing.cadre, seen=data["seen"], file=data["photo"]
        )
    except Invalid as refused:
        raise forms.ValidationError(refused.fields) from refused
    return editing.back
