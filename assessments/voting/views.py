"""What a voter meets: the door, the ballot, a thank-you. Whoever holds a code may vote, unasked.

No token guards the forms: a forged one would need somebody's code, and with that there is nothing
left to forge. So a ballot needs no cookie, and none is set.
"""

from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from assessments.polls.ballots import LONGEST_WORDS
from assessments.polls.models import Poll
from assessments.polls.refusals import CodeUsed, NoSuchCode
from assessments.polls.services import Admission, cast, find_code
from assessments.voting import handed_in, throttle
from assessments.voting.forms import EnterCode
from assessments.voting.papers import Paper, paper
from core.errors import DomainError, refuse_if

USED = (
    "这个测评码已经投过票，每个测评码只能用一次。"
    "如果您刚才交票时断了网，说明那一次已经投上，不必再投；没有投过的，请找发票的工作人员。"
)
AGAIN, ANOTHER = "对照测评票，在这里重新输入", "另有一张测评票的，在这里输入"
_POLL = Signer(salt="assessments.voting")  # the same for all voters of a poll


@csrf_exempt
@sensitive_post_parameters()
def enter(request: HttpRequest) -> HttpResponse:
    """The door, and the blank ballot that a right code opens."""
    if request.method != "POST":
        return _door(request, EnterCode())
    form = EnterCode(request.POST)
    if not form.is_valid():
        return _door(request, form, status=400)
    code = form.cleaned_data["code"]
    try:
        asked = _admitted(request, code).asked
    except DomainError as refusal:
        return _refused(request, refusal)
    return _ballot(request, paper(asked.poll, asked.subjects), code)


@csrf_exempt
@sensitive_post_parameters()
def vote(request: HttpRequest) -> HttpResponse:
    """A ballot is handed in; it is asked once whether those without a mark are meant."""
    form = EnterCode(request.POST)
    if request.method != "POST":
        return redirect("ballot:enter")
    if not form.is_valid():
        return _door(request, form, status=400)
    code = form.cleaned_data["code"]
    try:
        admission = _admitted(request, code)
        poll, subjects = admission.poll, admission.asked.subjects
        given = handed_in.opinions(request.POST, poll, subjects)
        problem = handed_in.too_long(given, subjects)
        unmarked = not all(one.is_valid for one in given)
        if problem or (unmarked and "confirmed" not in request.POST):
            filled = paper(poll, subjects, given)
            return _ballot(request, filled, code, problem=problem, ask=not problem)
        cast(admission=admission, opinions=given)
    except DomainError as refusal:
        return _refused(request, refusal)
    return redirect("ballot:done", token_of(poll))


@csrf_exempt
def done(request: HttpRequest, token: str) -> HttpResponse:
    """That it is in, and what becomes of it; the address tells the poll and nothing else."""
    try:
        number = _POLL.unsign(token)
    except BadSignature:
        raise Http404 from None
    poll = get_object_or_404(Poll.objects.select_related("unit"), pk=number)
    return render(request, "voting/done.html", {"poll": poll, "people": poll.subjects.count()})


def token_of(poll: Poll) -> str:
    """What stands in the address of a poll's thank-you."""
    return _POLL.sign(str(poll.pk))


def _admitted(request: HttpRequest, code: str) -> Admission:
    """Raises AddressLocked, NoSuchCode, NotOpen, CodeUsed."""
    throttle.refuse_if_locked(request)
    try:
        found = find_code(code=code, on=localdate())
    except NoSuchCode:
        throttle.made_up(request)
        raise
    refuse_if(found.is_used, USED, CodeUsed)
    return found


def _ballot(
    request: HttpRequest, filled: Paper, code: str, *, problem: str = "", ask: bool = False
) -> HttpResponse:
    context = {"paper": filled, "code": code, "words_limit": LONGEST_WORDS}
    context |= {"problem": problem, "ask": ask}
    return render(request, "voting/vote.html", context, status=400 if problem or ask else 200)


def _refused(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """The door again, with why this code opens nothing; the code is not shown again."""
    again = AGAIN if isinstance(refusal, NoSuchCode) else ANOTHER
    said = {"title": refusal.title, "sentence": str(refusal), "again": again}
    return _door(request, EnterCode(), refusal=said, status=refusal.status)


def _door(
    request: HttpRequest,
    form: EnterCode,
    *,
    refusal: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(request, "voting/enter.html", {"form": form, "refusal": refusal}, status=status)
