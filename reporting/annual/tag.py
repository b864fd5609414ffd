"""The tag of a report that is being written: another one as soon as anything in it was changed."""

from __future__ import annotations

from core.api.answers import digest, json_bytes
from reporting.annual.models import AnnualReport


def tag_of(report: AnnualReport) -> str:
    """Of the versions of everything that people write, and of what was gathered. Four statements.

    A report that is filed has the digest of its filing in it, too.
    """
    filed = report.filings.order_by("-number").values_list("number", "digest").first()
    told = (
        *(report.pk, report.version, filed),
        list(report.passages.order_by("part").values_list("part", "version")),
        list(report.opinions.order_by("pk").values_list("pk", "version")),
        list(report.proposals.order_by("pk").values_list("pk", "version")),
    )
    return digest(json_bytes(told))
