"""E-mail to the holder of an account, whenever something happens to its credentials.

Reminders can be switched off, this cannot: whoever takes an account over would begin with it.
Without a mail server, or an address, the page 登录情况 alone tells it.
"""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from core.accounts.models import AccountLetter, Event, User
from core.jobs.models import Job
from core.jobs.progress import Progress
from core.jobs.services import enqueue
from core.mailing import refusal

KIND: Final = "core.accounts.write"
TRIES: Final = 4  # again after ten minutes, one hour, six hours
FRESH: Final = timedelta(days=7)  # what is older is not sent any more: the page has it
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
    """The job: every letter that waits. Nothing is spent where the mail server is away."""
    AccountLetter.objects.filter(retry_at__isnull=False, at__lt=timezone.now() - FRESH).update(
        retry_at=None, fault="过了七天，没有发送"
    )
    sent = failed = 0
    fault = ""
    with closing(get_connection(fail_silently=False)) as wire:
        while _waiting().exists():
            try:
                wire.open()
            except OSError as error:  # smtplib's own faults are such as well
                fault = f"连不上邮件服务器：{error}"
                break
            letter = _claimed()
            if letter is None:
                break
            fault, is_gone = _sent(letter, wire)
            sent, failed = sent + (not fault), failed + bool(fault)
            progress.advance(1)
            if is_gone:
                break
    progress.message = f"发出 {sent} 封" + (f"，发送失败 {failed} 封" if failed else "")
    progress.message += f"。{fault}" if fault else "。"
    return {"sent": sent, "failed": failed}


def _waiting() -> QuerySet[AccountLetter]:
    return AccountLetter.objects.filter(retry_at__lte=timezone.now()).order_by("pk")


@transaction.atomic
def _claimed() -> AccountLetter | None:
    """The next letter that nobody else has in hand; it waits for its next turn if we die."""
    letter = _waiting().select_for_update(skip_locked=True, of=("self",)).first()
    if letter is None:
        return None
    letter.retry_at = timezone.now() + timedelta(minutes=10) * 6**letter.attempts
    letter.attempts += 1
    letter.save(update_fields=["attempts", "retry_at"])
    return letter


def _sent(letter: AccountLetter, wire: BaseEmailBackend) -> tuple[str, bool]:
    """Why it was not sent, and whether the server is gone; outside of any transaction."""
    fault, is_final, is_gone = "", False, False
    try:
        wire.send_messages([message(letter)])
    except (SMTPRecipientsRefused, SMTPResponseException) as refused:
        fault, is_final = refusal(refused)
        # Of an address it says so and goes on; of anything else it may have closed the connection.
        is_gone = not isinstance(refused, SMTPRecipientsRefused)
    except OSError as error:
        fault, is_gone = f"{type(error).__name__}：{error}", True
    except ValueError as error:
        fault, is_final = f"没有发出：{error}", True
    now = timezone.now()
    values: dict[str, Any] = {"fault": fault[:200]}
    if not fault:
        values |= {"sent_at": now, "retry_at": None}
    elif is_final or letter.attempts >= TRIES:
        values |= {"retry_at": None}
    AccountLetter.objects.filter(pk=letter.pk).update(**values)
    return fault, is_gone


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
