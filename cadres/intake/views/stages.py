"""From registration to ranking: each stage is started on a page that says what it will do."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cadres.intake import forms
from cadres.intake.choices import ApplicantState, BatchVerb
from cadres.intake.services import batches, qualification, results
from cadres.intake.views.reach import batch_for, page_of, verb_page


@login_required
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody against the limits, by the files as they are now."""
    batch = batch_for(request, pk, BatchVerb.CHECK)

    def run(data: dict[str, Any]) -> HttpResponse:
        changed = qualification.check(actor=request.user, batch=batch, **data)
        messages.success(request, f"已重新审查，{changed} 人的结论有变化。")
        return redirect(page_of(batch))

    return verb_page(
        request,
        batch,
        forms.Seen,
        run,
        title=f"重新审查报名资格：{batch}",
        intro="按档案现在的内容重新审查全部报名人选；组织部门已认定的保持不变。",
        submit="重新审查",
    )


@login_required
def start_test(request: HttpRequest, pk: int) -> HttpResponse:
    """Registration ends."""
    batch = batch_for(request, pk, BatchVerb.START_TEST)
    qualified = batch.applicants.filter(state=ApplicantState.QUALIFIED).count()
    return verb_page(
        request,
        batch,
        forms.Seen,
        lambda data: batches.start_test(actor=request.user, batch=batch, **data),
        title=f"结束报名：{batch}",
        intro=f"现有 {qualified} 人资格合格。结束时再审查一遍资格，此后不能再报名。",
        submit="结束报名、进入考试",
        done="已结束报名。下一步：登记考试成绩。",
    )


@login_required
def start_inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """The short list is made."""
    batch = batch_for(request, pk, BatchVerb.START_INSPECTION)
    counts = {
        state: batch.applicants.filter(state=state).count()
        for state in (ApplicantState.TESTED, ApplicantState.QUALIFIED)
    }
    intro = (
        f"{counts[ApplicantState.TESTED]} 人有成绩，"
        f"{counts[ApplicantState.QUALIFIED]} 人没有成绩，将记为缺考。"
        if batch.tests
        else f"{counts[ApplicantState.QUALIFIED]} 人资格合格，全部进入考察。"
    )
    return verb_page(
        request,
        batch,
        forms.StartInspection if batch.tests else forms.Seen,
        lambda data: batches.start_inspection(actor=request.user, batch=batch, **data),
        title=f"确定入围考察人选：{batch}",
        intro=intro,
        submit="确定入围、进入考察",
        done="已确定入围人选。下一步：登记考察结果。",
    )


@login_required
def rank(request: HttpRequest, pk: int) -> HttpResponse:
    """Scores and places."""
    batch = batch_for(request, pk, BatchVerb.RANK)
    return verb_page(
        request,
        batch,
        forms.Seen,
        lambda data: (
            results.rank(actor=request.user, batch=batch, **data)
            and redirect("intake:ranking", batch.pk)
        ),
        title=f"计算排名：{batch}",
        intro="综合成绩＝考试成绩×考试权重＋考察得分×考察权重，四舍五入到三位小数；同分同名次。",
        submit="计算排名",
    )
