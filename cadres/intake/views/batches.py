"""Batches: the list, one batch with its applicants, drafting and announcing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from cadres.intake import figures, forms
from cadres.intake.choices import BatchVerb
from cadres.intake.entities import APPLICANTS, INTAKE
from cadres.intake.models import IntakeStep
from cadres.intake.offers import next_step, offered
from cadres.intake.services import batches as services
from cadres.intake.views import facts
from cadres.intake.views.reach import batch_for, page_of, seen_batch, verb_page
from cadres.people.querysets import KEEPERS
from core.errors import NotAllowed, refuse_if
from core.listing.nothing import filled_by
from core.listing.views import list_page
from core.pages import form_page
from core.scoping import roles_of

NOTHING = {"title": "还没有批次", "text": "组织部门新建选拔批次、发布公告以后，会列在这里。"}


@login_required
def batches(request: HttpRequest) -> HttpResponse:
    """The list; departments draft."""
    may_draft = bool(KEEPERS & roles_of(request.user))
    return list_page(
        request,
        INTAKE,
        title="选拔储备",
        template="intake/list.html",
        may_draft=may_draft,
        nothing=filled_by(NOTHING, "intake:create", "新建批次", may=may_draft),
    )


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: where it stands, its limits, its verbs, and the applicants in scope."""
    batch = seen_batch(request, pk)
    verbs = offered(batch, request.user)
    counts = facts.counts_of(batch, request.user)
    steps = IntakeStep.objects.visible_to(request.user, acting_as=KEEPERS)
    return list_page(
        request,
        APPLICANTS,
        title=batch.name,
        template="intake/detail.html",
        # The list of all applicants, of which this page asks for its own: exports and views of it
        # carry the condition along.
        fixed={"batch": str(pk)},
        nothing=facts.nobody(batch, verbs),
        intake=batch,
        stages=facts.stages(batch),
        facts=facts.limits(batch),
        tabs=facts.tabs(counts, request.GET.get("state", "")),
        verbs=facts.buttons(batch, verbs, next_step(verbs, counts)),
        batch=facts.row_verbs(verbs),
        history=facts.history(steps.filter(batch=batch, applicant=None)),
    )


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Draft a batch."""
    refuse_if(
        not KEEPERS & roles_of(request.user),
        "选拔批次由市、县（区）委组织部新建，您的角色不能进行这项操作；请联系组织部门。",
        NotAllowed,
    )
    on = timezone.localdate()
    form = forms.NewBatch(request.POST or None, initial={"age_on": on}, viewer=request.user)
    host = form.fields["unit"].queryset.first()
    form.initial |= {"unit": host} | figures.first_figures(on, host)
    return form_page(
        request,
        form,
        lambda data: page_of(services.create(actor=request.user, **data)),
        title="新建选拔批次",
        template="intake/create.html",
        intro="名额、年龄、学历和考试权重取自实施方案，可以按本批次改动；发布公告后不能再改。",
        back=reverse("intake:list"),
        submit="新建批次",
        done="已新建批次。下一步：发布公告，各单位就可以推荐人选。",
    )


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other figures for a draft."""
    batch = batch_for(request, pk, BatchVerb.EDIT)
    names = (*forms.FIGURES, "test_weight", "note")
    initial = {name: getattr(batch, name) for name in names} | {"seen": batch.version}
    return form_page(
        request,
        forms.EditBatch(request.POST or None, initial=initial),
        lambda data: page_of(services.edit(actor=request.user, batch=batch, **data)),
        title=f"修改批次：{batch}",
        back=page_of(batch),
    )


@login_required
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on units see it."""
    batch = batch_for(request, pk, BatchVerb.ANNOUNCE)
    return verb_page(
        request,
        batch,
        forms.Announce,
        lambda data: services.announce(
            actor=request.user, batch=batch, today=timezone.localdate(), **data
        ),
        title=f"发布公告：{batch}",
        intro=f"发布后，{batch.unit.short_name}各单位可以看到条件并推荐人选，条件不能再改。",
        submit="发布公告",
        done="已发布公告，开始报名。",
    )


@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The end."""
    batch = batch_for(request, pk, BatchVerb.CLOSE)
    return verb_page(
        request,
        batch,
        forms.Seen,
        lambda data: services.close(actor=request.user, batch=batch, **data),
        title=f"结束批次：{batch}",
        intro="结束后，没有入库的考察合格人选记为“未入选”，批次不能再改。",
        submit="结束批次",
        done="已结束批次。",
    )


@login_required
def step_back(request: HttpRequest, pk: int) -> HttpResponse:
    """One stage back."""
    batch = batch_for(request, pk, BatchVerb.RETURN)
    return verb_page(
        request,
        batch,
        forms.Reasoned,
        lambda data: services.step_back(actor=request.user, batch=batch, **data),
        title=f"退回上一步：{batch}",
        intro="用于更正成绩或考察结果。已登记的内容保留，名次和拟定名单作废。",
        submit="退回上一步",
        done="已退回上一步。",
    )


@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """It ends without a result."""
    batch = batch_for(request, pk, BatchVerb.CANCEL)
    return verb_page(
        request,
        batch,
        forms.Reasoned,
        lambda data: services.cancel(actor=request.user, batch=batch, **data),
        title=f"取消批次：{batch}",
        intro="取消后不能恢复，报名人选的记录保留。",
        submit="取消批次",
        done="已取消批次。",
        is_danger=True,
    )
