"""The job that looks for signs in a great draw."""

from typing import Any

from assessments.spot_checks.models import SpotCheck
from assessments.spot_checks.services.looking import look as find_signs
from core.errors import DomainError
from core.jobs.models import Job
from core.jobs.progress import Progress


def look(job: Job, progress: Progress) -> dict[str, Any]:
    """All units of the draw, one after the other; run again, it finds the same."""
    check = SpotCheck.objects.select_related("unit").filter(pk=job.params["check"]).first()
    if check is None:
        raise DomainError("这次抽查已经不在了，没有可以查找的，请重新抽取。")
    progress.expect(len(check.strata))
    found = find_signs(check=check, told=progress.advance)
    progress.message = f"{check.population:,} 份记录，发现疑点 {found:,} 处。"
    return {"signs": found}
