"""Texts that the form's fixed grid made too small: told of on the page of the job."""

from collections.abc import Iterable

from cadres.papers.printed import Tight
from core.jobs.progress import Progress

SMALL = "内容太多，字号已小于 7 磅，打印出来看不清。请精简这一栏后重新导出。"
CUT = "内容太多，缩到最小字号仍放不下，后面的部分没有印出。请精简这一栏后重新导出。"


def tell_tight(progress: Progress, tight: Iterable[Tight]) -> None:
    """One line for each text below 7 points; the file is made all the same."""
    for one in tight:
        progress.problem(place=one.person, value=one.field, reason=CUT if one.is_cut else SMALL)
