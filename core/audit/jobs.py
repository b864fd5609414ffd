"""The check of the log as a job: reading every row takes minutes on a log of some years."""

from typing import Any

from core.audit.chain import Fault, verify
from core.audit.models import Action, AuditEntry
from core.audit.services import record

VERIFY = "core.audit.verify"


def verify_log(job, progress) -> dict[str, Any]:
    """Check the whole log; each fault is a problem of the job, the figures are its outcome."""
    progress.expect(AuditEntry.objects.count())
    verdict = verify(watch=progress)
    for fault in verdict.faults:
        progress.problem(place=_place(fault), value=fault.entry or "", reason=fault.sentence)
    figures = {
        "sealed": verdict.sealed,
        "unsealed": verdict.unsealed,
        "faults": len(verdict.faults),
    }
    record(Action.RUN, actor=job.asker, subject="audit", label="核对日志", detail=figures)
    return figures | {"head": verdict.head}


def _place(fault: Fault) -> str:
    return f"封存位置 {fault.position}" if fault.position is not None else "尚未封存"
