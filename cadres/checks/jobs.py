"""The run over everybody, nightly, or over those whose files a department keeps."""

from typing import Any

from django.utils import timezone

from cadres.checks.latest import covered_by
from cadres.checks.refreshing import refresh_all
from cadres.checks.rules import RULES
from cadres.checks.tallying import tally
from cadres.people.models import Cadre
from core.errors import NotAllowed, refuse_if
from core.jobs.models import Job
from core.jobs.progress import Progress

DEPARTMENTS_ALONE = "重新校核由组织部门进行；个人的校核在打开其“校核”页时自动更新。"


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """Every rule, one after the other; then the day's figures."""
    on = timezone.localdate()
    chosen = None
    if job.asker is not None:
        chosen = Cadre.objects.kept_by(job.asker)
        refuse_if(not chosen.exists(), DEPARTMENTS_ALONE, NotAllowed)
    progress.expect(len(RULES))
    refresh_all(
        on=on,
        chosen=chosen,
        told=lambda rule: progress.advance(1, f"{rule.theme}：{rule.sentence}"),
    )
    sums = tally(on=on, people=chosen)
    progress.message = (
        f"{sums['people']:,} 人有问题：错误 {sums['errors']:,} 条，提醒 {sums['warnings']:,} 条。"
    )
    return sums | {"covered": covered_by(job.asker)}
