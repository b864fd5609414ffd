"""Pages of units: the tree with the list, and one unit with its verbs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from core.errors import DomainError, NotAllowed, refuse_if
from core.listing.views import list_page
from core.pages import form_page
from core.units import forms, services
from core.units.entities import UNITS
from core.units.models import Unit
from core.units.parts import parts_of
from core.units.tree import branch as branch_nodes
from core.units.tree import opened_tree


@login_required
def units(request: HttpRequest) -> HttpResponse:
    """The tree at the left, the units of the chosen branch at the right."""
    asked = request.GET.get("unit", "")
    visible = Unit.objects.visible_to(request.user)
    current = visible.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 18 else None
    tree = (
        []
        if request.htmx
        else opened_tree(request.user, link=reverse("units:list"), current=current)
    )
    return list_page(
        request,
        UNITS,
        template="units/list.html",
        tree=tree,
        current=current,
        may_manage=Unit.objects.managed_by(request.user).standing().exists(),
    )


@login_required
def branch(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines below one node of the tree, when it is opened."""
    parent = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    link = request.GET.get("link", "")
    if not url_has_allowed_host_and_scheme(link, allowed_hosts=None):
        link = reverse("units:list")
    nodes = branch_nodes(request.user, parent, link=link)
    return render(request, "components/tree.html", {"nodes": nodes})


@login_required
def options(request: HttpRequest) -> JsonResponse:
    """Units that match what was typed into a choice: `[{"value", "text"}]`, the first fifty."""
    units = Unit.objects.visible_to(request.user).standing()
    for word in request.GET.get("q", "").replace("\x00", "").lower().split()[:5]:
        units = units.filter(search__contains=word)
    found = units.select_related("parent")[:MOST_FOUND]
    return JsonResponse(
        [
            {"value": unit.pk, "text": f"{unit.short_name}（{unit.parent or unit.name}）"}
            for unit in found
        ],
        safe=False,
    )


@login_required
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: what it owes, its people, facts, history, what hangs below; what may be done."""
    record = get_object_or_404(
        Unit.objects.visible_to(request.user).select_related("parent", "changed_by"), pk=pk
    )
    visible = Unit.objects.visible_to(request.user)
    above = [int(step) for step in record.path.split("/")[:-2]]
    context = {
        "unit": record,
        "above": visible.filter(pk__in=above).order_by("depth"),
        "children": visible.standing().filter(parent=record),
        "periods": record.periods.select_related("parent"),
        "parts": parts_of(request.user, record, timezone.localdate()),
        "may_place": Unit.objects.managed_by(request.user).filter(pk=record.parent_id).exists(),
        "may_manage": Unit.objects.managed_by(request.user).filter(pk=pk).exists()
        and not record.abolished_on,
    }
    return render(request, "units/detail.html", context)


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Establish a unit."""
    refuse_if(not Unit.objects.managed_by(request.user).standing().exists(), NO_RIGHT, NotAllowed)
    initial = {"parent": request.GET.get("parent", "")}
    form = forms.NewUnit(request.POST or None, initial=initial, viewer=request.user)
    return form_page(
        request,
        form,
        lambda data: _page(services.add(actor=request.user, **data)),
        title="新设单位",
        back=reverse("units:list"),
        done="已新设单位。",
    )


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change facts that have no history."""
    record = _mine(request, pk)
    facts = ("code", "kind", "level", "principal_quota", "deputy_quota")
    initial = {name: getattr(record, name) for name in facts} | {"seen": record.version}
    return form_page(
        request,
        forms.EditUnit(request.POST or None, initial=initial, unit=record),
        lambda data: _page(services.edit(actor=request.user, unit=record, **data)),
        title=f"修改单位：{record}",
        back=_page(record),
    )


@login_required
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """A new name; the old one stays in the history."""
    record = _mine(request, pk)
    initial = {"name": record.name, "short_name": record.short_name, "seen": record.version}
    return form_page(
        request,
        forms.RenameUnit(request.POST or None, initial=initial),
        lambda data: _page(services.rename(actor=request.user, unit=record, **data)),
        title=f"更名：{record}",
        intro="更名以后，原名称保留在单位沿革里；按过去日期查看时仍显示原名称。",
        back=_page(record),
        done="已更名。",
    )


@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another parent."""
    record = _placeable(request, pk)
    form = forms.MoveUnit(
        request.POST or None, initial={"seen": record.version}, viewer=request.user
    )
    return form_page(
        request,
        form,
        lambda data: _page(services.move(actor=request.user, unit=record, **data)),
        title=f"移动单位：{record}",
        intro="单位连同下属全部单位一起移动；能看到它们的账号随之改变。",
        back=_page(record),
        done="已移动。",
    )


@login_required
def abolish(request: HttpRequest, pk: int) -> HttpResponse:
    """The end of a unit."""
    record = _placeable(request, pk)
    return form_page(
        request,
        forms.AbolishUnit(request.POST or None, initial={"seen": record.version}),
        lambda data: _page(services.abolish(actor=request.user, unit=record, **data)),
        title=f"撤销单位：{record}",
        intro="撤销后单位不再出现在树和选项里，历史记录保留。此操作不能撤回。",
        back=_page(record),
        submit="撤销单位",
        done="已撤销单位。",
        is_danger=True,
    )


@require_POST
@login_required
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down among the siblings."""
    record = _placeable(request, pk)
    try:
        services.shift(actor=request.user, unit=record, by=-1 if "up" in request.POST else 1)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("units:detail", record.parent_id or record.pk)


MOST_FOUND = 50
NO_RIGHT = "单位由市委组织部和县（区）委组织部维护，您的角色不能更改。"


def _mine(request: HttpRequest, pk: int) -> Unit:
    """The unit, if he may see it (404) and change it (403)."""
    record = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    refuse_if(
        not Unit.objects.managed_by(request.user).filter(pk=pk).exists(), NO_RIGHT, NotAllowed
    )
    refuse_if(
        record.abolished_on and record.abolished_on <= timezone.localdate(),
        f"“{record}”已撤销，不能再更改；要用的，请新设单位。",
    )
    return record


def _placeable(request: HttpRequest, pk: int) -> Unit:
    """The unit, if he manages what it stands below as well: nobody moves his own ground."""
    record = _mine(request, pk)
    above = Unit.objects.managed_by(request.user).filter(pk=record.parent_id)
    refuse_if(
        record.parent_id and not above.exists(),
        f"“{record}”由上一级组织部门管理，不能由您移动、排序或撤销；请联系上一级组织部门。",
        NotAllowed,
    )
    return record


def _page(record: Unit) -> str:
    return reverse("units:detail", args=[record.pk])
