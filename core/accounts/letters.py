"""E-mail to the holder of an account, whenever something happens to its credentials.

Reminders can be switched off, this cannot: whoever takes an account over would begin with it.
Without a mail server, or an address, the page 登录情况 alone tells it.
"""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.accounts.models import AccountLetter, Event, User
from core.jobs.models import Job
from core.jobs.progress import Progress
from core.jobs.services import enqueue

KIND: Final = "core.accounts.write"
SENT, FAILED, AWAY = "sent", "failed", "away"
TRIES: Final = 4  # again after ten minutes, one hour, six hours
# Who tries somebody else's account over and over shall not fill his letter box as well.
ONCE_A_DAY: Final = frozenset({Event.LOCKED, Event.CODE_AGAIN})


def tell(user: User, event: Event, *, address: str | None = None) -> None:
    """A letter to the account's address, or to the one that is given; sent after the commit."""
    address = user.email if address is None else address
    if not settings.MAILS or not address:
        return
    yesterday = timezone.now() - timedelta(days=1)
    earlier = AccountLetter.objects.filter(user=user, event=event, at__gt=yesterday)
    if event in ONCE_A_DAY and earlier.exists():
        return
    letter = AccountLetter.objects.create(user=user, event=event, address=address)
    enqueue(actor=None, kind=KIND, label=settings.JOBS[KIND][0], slot=f"{KIND}:letter:{letter.pk}")


def write(job: Job, progress: Progress) -> dict[str, int]:
    """The job: every letter that waits. One whose sender died over it may be sent twice."""
    counts = {SENT: 0, FAILED: 0}
    while outcome := _send_next():
        counts[FAILED if outcome == AWAY else outcome] += 1
        progress.advance(1)
        if outcome == AWAY:  # the next would wait for nobody as well
            break
    failed = counts[FAILED]
    progress.message = f"发出 {counts[SENT]} 封" + (f"，发送失败 {failed} 封。" if failed else "。")
    return counts


@transaction.atomic
def _send_next() -> str:
    """What became of the next letter; empty when none waits that nobody else has in hand."""
    waiting = AccountLetter.objects.filter(retry_at__lte=timezone.now()).order_by("pk")
    letter = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if letter is None:
        return ""
    letter.attempts += 1
    letter.retry_at, letter.fault, outcome = None, "", SENT
    try:
        message(letter).send()
    except OSError as error:  # smtplib's own faults are such as well
        outcome = FAILED if isinstance(error, SMTPException) else AWAY
        letter.fault = f"{type(error).__name__}: {error}"[:200]
        if letter.attempts < TRIES and not isinstance(error, SMTPRecipientsRefused):
            wait = timedelta(minutes=10) * 6 ** (letter.attempts - 1)
            letter.retry_at = timezone.now() + wait
    else:
        letter.sent_at = timezone.now()
    letter.save(update_fields=["attempts", "retry_at", "fault", "sent_at"])
    return outcome


def message(letter: AccountLetter) -> EmailMessage:
    """As it is sent; its Message-ID is the same however often it is tried."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    system = f"{settings.CITY_NAME}{settings.PROGRAMME}系统"
    moment = timezone.localtime(letter.at)
    day = f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
    text = [
        f"{letter.user.name}同志：",
        "",
        f"您在{system}的账号“{letter.user.username}”：{day}，{letter.get_event_display()}。",
        "",
        "如果不是您本人办理、要求或者知道的，请马上联系系统管理员。",
        f"登录情况：{settings.BASE_URL}{reverse('logins')}",
        "",
        f"本邮件由{system}自动发出，请勿回复。",
    ]
    return EmailMessage(
        subject=f"账号通知：{letter.get_event_display()}",
        body="\n".join(text) + "\n",
        to=[letter.address],
        headers={"Message-ID": f"<account-{letter.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
