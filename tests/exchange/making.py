"""People put into the database as a file told of them, and back."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from cadres.approval.models import ApprovalTexts
from cadres.exchange.forms import forms_of
from cadres.exchange.told import Told
from cadres.exchange.told_form import told_of_form
from cadres.formats import lrm, lrmx
from cadres.formats.approval_form import ApprovalForm, Edition
from cadres.people import services
from cadres.people.models import Cadre
from cadres.people.services.rows import replace_family, replace_resume
from core.units.models import Unit

SAMPLES = Path(__file__).parents[2] / "samples"
TODAY = date(2026, 11, 28)


def sample() -> ApprovalForm:
    """The invented person of samples/sample.lrmx."""
    form, remarks = lrmx.read((SAMPLES / "sample.lrmx").read_bytes())
    assert not remarks
    return form


def older_sample() -> ApprovalForm:
    """The same person as .lrm and .pic."""
    content, photo = ((SAMPLES / f"sample.{end}").read_bytes() for end in ("lrm", "pic"))
    form, remarks = lrm.read(content, photo)
    assert not remarks
    return form


def told(form: ApprovalForm, on: date = TODAY) -> Told:
    return told_of_form(form, file="x", on=on)


def filed(found: Told, unit: Unit, **more: Any) -> Cadre:
    """A person of whom everything is on file that was told."""
    cadre = services.add(actor=None, on=TODAY, unit=unit, **found.values, **more)
    who = {"actor": None, "cadre": cadre, "seen": None, "on": TODAY}
    if found.resume:
        replace_resume(**who, lines=found.resume)
    if found.family:
        replace_family(**who, members=found.family)
    if found.texts:
        ApprovalTexts.objects.create(cadre=cadre, **found.texts)
    if found.photo:
        cadre.photo.save("one.jpg", ContentFile(found.photo))
    cadre.refresh_from_db()
    return cadre


def form_for(cadre: Cadre, viewer: Any, edition: Edition = Edition.OLD) -> ApprovalForm:
    ((_, form),) = forms_of(Cadre.objects.filter(pk=cadre.pk), viewer, TODAY, edition)
    return form
