"""One form per verb of findings."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.fields import CHOOSE, FILES_HELP, Files, Seen, day_field, long_text
from assessments.findings.choices import FindingGround, FindingSource
from assessments.findings.guards import LONGEST, LONGEST_TOLD
from assessments.findings.models import ConductFinding
from assessments.findings.services import FACTS


class FindingFacts(forms.Form):
    """A finding as the department fills it in."""

    ground = forms.ChoiceField(label="情形", choices=[CHOOSE, *FindingGround.choices])
    found_on = day_field("认定日期")
    source = forms.ChoiceField(label="来源", choices=[CHOOSE, *FindingSource.choices])
    document = forms.CharField(label="依据文号", max_length=80, required=False)
    facts = long_text(
        "事实", most=LONGEST, rows=8, help_text="写明时间、经过、核查结果。只有组织部门看得到。"
    )
    told = long_text(
        "告知单位和本人的表述",
        most=LONGEST_TOLD,
        rows=2,
        help_text="个案中单位和本人看到的是这一句，不写线索来源和核查经过。",
    )

    @property
    def about(self) -> list[forms.BoundField]:
        """What, when and whence."""
        return [self[name] for name in ("ground", "found_on", "source", "document")]

    @property
    def texts(self) -> list[forms.BoundField]:
        """What is held to be true, and how it is told."""
        return [self[name] for name in ("facts", "told")]


class RecordFinding(FindingFacts):
    """A new finding, with its evidence."""

    files = Files(label="证据", required=False, help_text=FILES_HELP)


class AttachEvidence(forms.Form):
    """More evidence."""

    files = Files(label="证据", help_text=FILES_HELP)


class AmendFinding(Seen, FindingFacts):
    """The finding as it was seen, and why it is changed."""

    reason = forms.CharField(label="修改原因", max_length=200)

    @staticmethod
    def initial_of(finding: ConductFinding) -> dict[str, Any]:
        """The finding as the form shows it."""
        return {name: getattr(finding, name) for name in FACTS} | {"seen": finding.version}


class WithdrawFinding(Seen):
    """Why the finding does not stand."""

    reason = forms.CharField(label="撤销原因", max_length=200)
