"""The life of a job: asked for, claimed once, finished, cancelled, reaped, run again.

A worker holds a session-level advisory lock on the job while it works. PostgreSQL drops the lock in
the moment the worker's connection dies, so "its worker is dead" is a fact and not a guess by clock.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError

from core.audit.models import Action, ActorKind
from core.audit.services import record
from core.errors import DomainError, refuse_if
from core.full_disk import OF_JOB, is_full
from core.jobs.models import FINISHED, Job, State
from core.jobs.progress import Cancelled, Lost, Progress

log = logging.getLogger(__name__)

JOB_LOCKS = 7_310  # the first key of the two-key advisory locks of jobs
RESEND_AFTER = timedelta(minutes=1)
RESEND_EVERY = timedelta(minutes=10)
NO_QUEUE = "任务队列暂时连不上，任务已保存，恢复以后一两分钟内自动开始，不必重新提交。"
TRIES = 3  # of a scheduled run, which nobody watches
TRY_AGAIN_AFTER = timedelta(minutes=10)
TRY_AGAIN_FOR = timedelta(hours=12)  # later the next run is near


@transaction.atomic
def enqueue(*, actor: Any, kind: str, label: str, slot: str | None = None, **params: Any) -> Job:
    """A new job in the queue; it starts when the surrounding transaction commits."""
    refuse_if(kind not in settings.JOBS, f"没有名为“{kind}”的任务。")
    client = _is_client(actor)
    job = Job.objects.create(
        kind=kind,
        label=label[:200],
        params=params,
        slot=slot,
        requested_by=None if client else actor,
        client=actor if client else None,
    )
    if actor is not None:
        record(Action.RUN, actor=actor, target=job, detail={"kind": kind})
    transaction.on_commit(lambda: send(job.pk))
    return job


def enqueue_once(*, kind: str, slot: str) -> Job | None:
    """The scheduled run of a slot; None when another scheduler made it already."""
    try:
        with transaction.atomic():
            return enqueue(actor=None, kind=kind, label=settings.JOBS[kind][0], slot=slot)
    except IntegrityError:
        return None


def send(pk: int) -> None:
    """Hand the job to a worker; with the broker away it stays queued and is sent again later."""
    from core.jobs.tasks import run

    try:
        run.apply_async([pk], retry=False)
    except BrokerError:
        log.warning("broker unreachable, job stays queued", extra={"job": pk})
        Job.objects.filter(pk=pk, state=State.QUEUED).update(message=NO_QUEUE)


def perform(pk: int) -> bool:
    """Run a queued job to its end in this process; False when it was not ours to run."""
    with _lock(pk) as locked:
        if not locked or not _claim(pk):
            return False
        job = Job.objects.select_related("requested_by", "client").get(pk=pk)
        progress = Progress(job)
        try:
            refuse_if(
                not _may_act(job.asker), "申请人的账号或令牌已停用，任务没有执行。请重新提交。"
            )
            Job.objects.filter(pk=pk).update(authority=authority(job.asker))
            outcome = job.function()(job, progress)
        except Cancelled:
            _finish(job, progress, State.CANCELLED, message="已取消。")
        except Lost:
            log.warning("job lost", extra={"job": pk})
        except DomainError as refusal:
            _finish(job, progress, State.FAILED, message=str(refusal))
        except Exception as fault:
            log.exception("job failed", extra={"job": pk})
            _finish(job, progress, State.FAILED, message=_sentence(fault, pk))
        else:
            _finish(job, progress, State.SUCCEEDED, outcome=outcome or {})
        return True


def _sentence(fault: Exception, pk: int) -> str:
    """What whoever asked is told of a fault that is none of his."""
    if is_full(fault):
        return OF_JOB
    if isinstance(fault, OperationalError | InterfaceError):
        return "执行时数据库中断了，或者正忙，没有完成。可以重新运行。"
    return f"程序出错，已记入系统日志（任务 {pk}）。可以重新运行；仍然失败请联系技术支持。"


def _may_act(asker: Any) -> bool:
    """Whether the asker's account or token is still open; the timetable always is."""
    if asker is None:
        return True
    return bool(asker.scopes) if _is_client(asker) else asker.is_active


def _is_client(asker: Any) -> bool:
    return getattr(asker, "actor_kind", None) == ActorKind.CLIENT


def authority(asker: Any) -> str:
    """A digest of what the asker may see: its scopes, and a client's fields."""
    if asker is None:
        return ""
    scopes = sorted((scope.role.value, scope.path) for scope in asker.scopes)
    fields = sorted(asker.fields.items()) if _is_client(asker) else []
    return sha256(repr((scopes, fields)).encode()).hexdigest()


def has_outlived(*, viewer: Any, job: Job) -> bool:
    """Whether what a job found or made was made with other rights than its asker has now."""
    return job.authority != authority(viewer)


def refuse_outlived(*, viewer: Any, job: Job) -> None:
    """A result was made with rights: whoever has other rights now asks anew. Raises DomainError."""
    refuse_if(
        has_outlived(viewer=viewer, job=job),
        "您的授权在生成这份结果以后有变化，请重新提交任务。",
    )


@contextmanager
def _lock(pk: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [JOB_LOCKS, pk])
        locked = cursor.fetchone()[0]
    try:
        yield locked
    finally:
        if locked and connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [JOB_LOCKS, pk])


def _claim(pk: int) -> bool:
    return bool(
        Job.objects.filter(pk=pk, state=State.QUEUED).update(
            state=State.RUNNING,
            attempts=F("attempts") + 1,
            started_at=timezone.now(),
            done=0,
            total=None,
            message="",
        )
    )


def _finish(job: Job, progress: Progress, state: State, **values: Any) -> None:
    values = {"message": progress.message, "done": progress.done} | values
    Job.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts).update(
        state=state, finished_at=timezone.now(), **values
    )


@transaction.atomic
def cancel(*, actor: Any, job: Job) -> None:
    """Stop a job: at once when it waits, at its next step when it runs."""
    waiting = Job.objects.filter(pk=job.pk, state=State.QUEUED).update(
        state=State.CANCELLED, finished_at=timezone.now(), message="已取消。"
    )
    running = Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_asked=True)
    refuse_if(not waiting and not running, "任务已经结束，不能再取消，请刷新页面查看结果。")
    record(Action.CHANGE, actor=actor, target=job, detail={"state": ["", "要求取消"]})


@transaction.atomic
def run_again(*, actor: Any, job: Job) -> None:
    """Queue a failed or cancelled job once more, under the same number."""
    refuse_if(not job.may_run_again, "这类任务不能原样重新运行，请打开它办理的内容重新确认。")
    job.problems.all().delete()
    again = Job.objects.filter(pk=job.pk, state__in=(State.FAILED, State.CANCELLED)).update(
        state=State.QUEUED, cancel_asked=False, finished_at=None, done=0, message=""
    )
    refuse_if(not again, "只有失败或已取消的任务可以重新运行。")
    record(Action.RUN, actor=actor, target=job, detail={"again": True})
    transaction.on_commit(lambda: send(job.pk))


def reap() -> int:
    """Fail the running jobs whose worker is gone; returns how many.

    Scheduled runs that failed are tried again, and forgotten jobs are sent again.
    """
    failed = 0
    for pk in Job.objects.filter(state=State.RUNNING).values_list("pk", flat=True):
        with _lock(pk) as nobody_works:
            if nobody_works:
                failed += Job.objects.filter(pk=pk, state=State.RUNNING).update(
                    state=State.FAILED,
                    finished_at=timezone.now(),
                    message="执行任务的程序中断了（可能是停机或断电），没有完成。可以重新运行。",
                )
    _try_again()
    forgotten = Job.objects.filter(state=State.QUEUED, created_at__lt=timezone.now() - RESEND_AFTER)
    for pk in forgotten.order_by("pk").values_list("pk", flat=True)[:100]:
        # A long queue is not a forgotten one: the same job is sent again every ten minutes at most.
        if cache.add(f"job-sent:{pk}", 1, RESEND_EVERY.total_seconds()):
            send(pk)
    return failed


def _try_again() -> None:
    """Scheduled runs that failed are queued again, unless the timetable has made a later one."""
    now = timezone.now()
    failed = Job.objects.filter(
        slot__isnull=False,
        state=State.FAILED,
        attempts__lt=TRIES,
        finished_at__lt=now - TRY_AGAIN_AFTER,
        created_at__gt=now - TRY_AGAIN_FOR,
    )
    later = Job.objects.filter(kind=OuterRef("kind"), slot__isnull=False, pk__gt=OuterRef("pk"))
    for job in failed.filter(~Exists(later)):
        job.problems.all().delete()
        again = Job.objects.filter(pk=job.pk, state=State.FAILED).update(
            state=State.QUEUED, finished_at=None, done=0, message=""
        )
        if again:
            send(job.pk)


def expire_results(job: Job, progress: Progress) -> dict[str, int]:
    """The nightly job: files and scheduled rows older than JOB_RESULTS_KEPT go."""
    before = timezone.now() - settings.JOB_RESULTS_KEPT
    old = Job.objects.filter(finished_at__lt=before)
    removed = 0
    for kept in progress(old.exclude(result="").iterator()):
        kept.result.delete(save=False)
        Job.objects.filter(pk=kept.pk).update(result="", message="结果文件已到期清理，请重新运行。")
        removed += 1
    rows, _ = old.filter(slot__isnull=False, state__in=FINISHED).delete()
    return {"files": removed, "rows": rows}
