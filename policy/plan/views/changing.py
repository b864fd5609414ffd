"""Changing a figure: fill in, see what it would change, confirm; and taking a value back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from core.errors import NotAllowed, refuse_if
from core.pages import bind, form_page
from core.units.models import Unit
from policy.parameters.authority import CITY, counties_set_by, county_range, may_set
from policy.parameters.catalogue import Definition
from policy.parameters.forms import ChangeForm, WithdrawForm, as_typed
from policy.parameters.models import Parameter, ParameterValue
from policy.parameters.services import city_value, fingerprint
from policy.plan.addresses import parameter_url
from policy.plan.asked import refuse_outsiders
from policy.plan.effects import effects, rules_reading
from policy.plan.reading import OPEN
from policy.plan.screens import use_of
from policy.plan.services import confirm, take_back
from policy.plan.views.figures import known

SHOW, CONFIRM = "show", "confirm"


@login_required
def change(request: HttpRequest, key: str) -> HttpResponse:
    """A new value: the form, then what would change, then the deed."""
    refuse_outsiders(request.user)
    definition = known(key)
    unit = region_of(request, definition)
    on = timezone.localdate()
    parameter = get_object_or_404(Parameter.objects.visible_to(request.user), key=key)
    form = ChangeForm(
        request.POST or None,
        definition=definition,
        allowed=allowed(definition, unit),
        initial={
            "text": as_typed(definition, standing(parameter, unit, on)),
            "since": on,
            "seen": fingerprint(parameter, unit),
        },
    )
    told: dict[str, Any] = {}
    step = request.POST.get("step", "")

    def verb(data: dict[str, Any]) -> str:
        asked = {"actor": request.user, "key": key, "unit": unit, "on": on, **data}
        if step == CONFIRM:
            confirm(**asked)
            return parameter_url(key)
        told["effects"] = effects(**asked)
        return ""

    status = 200
    if request.method == "POST" and step in (SHOW, CONFIRM):
        status, outcome = bind(form, verb)
        if status == 200 and outcome:
            messages.success(request, f"“{definition.label}”已改，依据已记录。")
            return redirect(outcome)
    context = told | {
        "form": form,
        "definition": definition,
        "region": unit.short_name if unit is not None else CITY,
        "now": current(definition, standing(parameter, unit, on), unit, on),
        "new": new_words(definition, form) if told else "",
        "rules": rules_reading(key),
        "use": use_of(key),
        "back": parameter_url(key),
    }
    return render(request, "plan/change.html", context, status=status)


def region_of(request: HttpRequest, definition: Definition) -> Unit | None:
    """The county of the address, or the city; raises NotAllowed for who may not set it."""
    wanted = request.GET.get("unit", "")
    unit = None
    if wanted:
        seen = Unit.objects.visible_to(request.user)
        if not wanted.isdecimal() or len(wanted) > 18:
            raise Http404
        unit = get_object_or_404(seen, pk=int(wanted))
    elif not may_set(request.user, definition, None):
        unit = next(iter(counties_set_by(request.user)), None)
    refuse_if(
        not may_set(request.user, definition, unit),
        f"“{definition.label}”由市委组织部设定"
        + (
            "，县（区）委组织部可以为本县（区）从严设定。"
            if definition.stricter
            else "，全市统一。"
        ),
        NotAllowed,
    )
    return unit


def standing(parameter: Parameter, unit: Unit | None, on: Any) -> Any:
    """The value of the region in force today, as stored; None when it has none."""
    rows = ParameterValue.objects.in_force(on).filter(parameter=parameter, unit=unit)
    return rows.values_list("value", flat=True).first()


def current(definition: Definition, stored: Any, unit: Unit | None, on: Any) -> str:
    """The value in words; a county without one of its own has the city's."""
    if stored is not None:
        return definition.kind.show(stored)
    city = city_value(definition.key, on) if unit is not None else None
    return OPEN if city is None else f"{definition.kind.show(city)}（全市）"


def new_words(definition: Definition, form: ChangeForm) -> str:
    """What was typed, as it will stand in the plan."""
    return definition.kind.show(definition.kind.parse(form.cleaned_data["text"]))


def allowed(definition: Definition, unit: Unit | None) -> str:
    """What may be filled in, in words: for a county, what is stricter than the city's."""
    if unit is None:
        return definition.kind.allowed
    city = city_value(definition.key, timezone.localdate())
    span = county_range(definition, city)
    now = f"（从严；全市现为 {definition.kind.show(city)}）" if city is not None else ""
    return (
        f"{span}{now}"
        if span
        else f"比全市更严的值，但全市现为 {definition.kind.show(city)}，已是最严"
    )


@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a value that is still to come, or a county's own."""
    rows = ParameterValue.objects.visible_to(request.user)
    value = get_object_or_404(rows.select_related("parameter", "unit"), pk=pk)
    definition = known(value.parameter.key)
    back = parameter_url(definition.key)
    if not may_set(request.user, definition, value.unit):
        raise NotAllowed("参数由设定它的组织部门撤销，您的角色不能进行这项操作；请联系该部门。")
    form = WithdrawForm(
        request.POST or None, initial={"seen": fingerprint(value.parameter, value.unit)}
    )

    def verb(data: dict[str, Any]) -> str:
        take_back(actor=request.user, value=value, on=timezone.localdate(), **data)
        return back

    region = value.unit.short_name if value.unit is not None else CITY
    return form_page(
        request,
        form,
        verb,
        title=f"撤销参数值：{definition.label}",
        intro=f"{region}自 {value.since} 起的 {definition.kind.show(value.value)} 不再执行，"
        + ("以前的值继续有效。" if value.unit is None else "按全市的值或以前的值执行。"),
        back=back,
        submit="撤销",
        done="已撤销。",
        is_danger=True,
    )
