"""The whole ID number: a reason is asked for, the number is shown once."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control

from cadres.people.models import Cadre
from cadres.people.reveal import LONGEST, SHORTEST, reveal_id
from core.errors import NotAllowed, refuse_if
from core.pages import bind


class ReasonForm(forms.Form):
    """Why the number is needed."""

    reason = forms.CharField(
        label="查看理由",
        min_length=SHORTEST,
        max_length=LONGEST,
        help_text="写明用途，如“核对任免审批表”。查看人、时间和理由记入操作日志。",
        error_messages={
            "required": "请写明查看理由。",
            "min_length": f"查看理由太短，请至少写 {SHORTEST} 个字，说明用途。",
            "max_length": f"查看理由太长，请写在 {LONGEST} 个字以内。",
        },
        widget=forms.TextInput({"autocomplete": "off"}),
    )


@cache_control(no_store=True)
@login_required
def id_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a reason; with one, show the number on this page and nowhere else."""
    cadre = get_object_or_404(Cadre.objects.visible_to(request.user), pk=pk)
    may_keep = Cadre.objects.kept_by(request.user).filter(pk=pk).exists()
    refuse_if(
        not may_keep, "完整的身份证号只有组织部门可以查看；需要的，请联系组织部门。", NotAllowed
    )
    form = ReasonForm(request.POST or None)
    status, number = 200, None
    if request.method == "POST":
        form = ReasonForm(request.POST)
        status, number = bind(form, lambda data: reveal_id(actor=request.user, cadre=cadre, **data))
    context = {"cadre": cadre, "form": form, "number": number}
    template = "people/reveal.html#box" if request.htmx else "people/reveal.html"
    return render(request, template, context, status=status)
