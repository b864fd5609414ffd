"""Opening the boxes with the two keys, counting once more, and telling the unit."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from assessments.fields import Seen
from assessments.holding.forms import Keys
from assessments.holding.papers import lacks_paper
from assessments.holding.turnout import lines_of
from assessments.holding.views.reach import poll_for, verb_page
from assessments.holding.views.results import counted_poll
from assessments.polls import services
from assessments.polls.choices import PollVerb
from assessments.polls.counting import digest_of, recounted
from core.audit.models import Action
from core.audit.services import record

SHARE = (
    "单位党组织书记和经办人将看到每名同志的得票合计，看不到分组和文字意见，"
    "也看不到本人的结果。反馈以后不能收回。"
)


@sensitive_post_parameters()
@login_required
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Both halves are typed in; neither is kept."""
    poll = poll_for(request, pk, PollVerb.COUNT)
    form = Keys(request.POST or None, initial={"seen": poll.version})
    return verb_page(
        request,
        poll,
        form,
        lambda data: (
            services.count(
                actor=request.user,
                poll=poll,
                halves=(data["first"], data["second"]),
                seen=data["seen"],
                on=timezone.localdate(),
            ),
            redirect("polls:result", pk),
        )[1],
        title="开箱计票",
        submit="开箱计票并封存",
        template="polls/count.html",
        lines=lines_of(poll),
        is_blocked=lacks_paper(poll),
    )


@require_POST
@login_required
def recount(request: HttpRequest, pk: int) -> HttpResponse:
    """Count the opened sheets again and compare with what is sealed."""
    poll = counted_poll(request, pk)
    found = digest_of(recounted(poll))
    is_same = found == poll.digest == digest_of(poll.result)
    detail = {"复核": "一致" if is_same else "不一致"}
    record(Action.READ, actor=request.user, target=poll, detail=detail)
    if is_same:
        messages.success(request, "复核一致：重新计票的结果与封存的相同。")
    else:
        messages.error(
            request,
            f"复核不一致：重新计票的摘要是 {found[:16]}…，封存的是 {poll.digest[:16]}…。"
            "结果可能被改动，请停止使用，并通知系统管理员保全数据库。",
        )
    return redirect(reverse("polls:result", args=[pk]))


@login_required
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit is told the totals."""
    poll = poll_for(request, pk, PollVerb.SHARE)
    form = Seen(request.POST or None, initial={"seen": poll.version})
    return verb_page(
        request,
        poll,
        form,
        lambda data: services.share(
            actor=request.user, poll=poll, seen=data["seen"], on=timezone.localdate()
        ),
        title="反馈单位",
        submit=f"反馈给{poll.unit.short_name}",
        done="已反馈单位。",
        intro=SHARE,
    )
