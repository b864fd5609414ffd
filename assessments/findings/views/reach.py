"""How every page of findings begins: a department, and a finding in its scope; 404 else."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from assessments.findings.models import ConductFinding, FindingFile
from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from core.asking import asked_key
from core.scoping import roles_of


def departments_alone(request: HttpRequest) -> None:
    """For anybody else there is no such page: he does not hear that there are findings."""
    if not KEEPERS & roles_of(request.user):
        raise Http404


def seen_finding(request: HttpRequest, pk: int) -> ConductFinding:
    """A finding in scope."""
    rows = ConductFinding.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("cadre__unit", "changed_by"), pk=pk)


def seen_file(request: HttpRequest, pk: int) -> FindingFile:
    """A file of a finding in scope."""
    rows = FindingFile.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("finding__cadre"), pk=pk)


def asked_person(request: HttpRequest) -> Cadre | None:
    """Whom `?cadre=` names; None without one, 404 for who is not the viewer's to judge."""
    asked = asked_key(request, "cadre")
    if asked is None:
        return None
    rows = Cadre.objects.kept_by(request.user).exclude(account=request.user.pk)
    return get_object_or_404(rows.select_related("unit"), pk=asked)
