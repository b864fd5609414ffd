"""The enumerations of annual reports (clause 3.3.5, domain §6.9)."""

from typing import Final

from django.db.models import IntegerChoices, TextChoices

NUMERALS: Final = "一二三四五六七"


class ReportState(TextChoices):
    """draft -> filed -> accepted; filed -> returned -> filed."""

    DRAFT = "draft", "草稿"
    FILED = "filed", "已上报"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已接收"


UNFILED: Final = (ReportState.DRAFT, ReportState.RETURNED)  # its unit has still to file it
HANDED_IN: Final = (ReportState.FILED, ReportState.ACCEPTED)  # what was filed speaks for the unit


class ReportVerb(TextChoices):
    """What is done with a report."""

    EDIT = "edit", "填写"
    REFRESH = "refresh", "刷新数据"
    FILE = "file", "上报"
    WITHDRAW = "withdraw", "撤回"
    RETURN = "return", "退回"
    ACCEPT = "accept", "接收"
    REOPEN = "reopen", "重新办理"


class Stand(TextChoices):
    """保留资格初步意见."""

    KEEP = "keep", "保留"
    EXIT = "exit", "调出"
    DEFER = "defer", "缓定"


class Part(IntegerChoices):
    """The seven parts of a report, in their order."""

    OVERVIEW = 1, "总体情况"
    TRAINING = 2, "培养措施落实情况"
    USE = 3, "选拔使用情况"
    MANAGEMENT = 4, "管理监督情况"
    PROBLEMS = 5, "存在问题"
    PLAN = 6, "下一年度工作计划"
    OPINIONS = 7, "资格保留初步意见"

    @property
    def heading(self) -> str:
        """一、总体情况."""
        return f"{NUMERALS[self - 1]}、{self.label}"

    @property
    def cell(self) -> str:
        """part:1 (reporting/annual/cells.py)."""
        return f"part:{int(self)}"


class PaperKind(TextChoices):
    """The files that a report is made into."""

    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    EXCEL = "xlsx", "Excel"
