"""The choices of the page 导出."""

from typing import Any, Final

from django import forms

from cadres.exporting.documents import EDITIONS, FORMS, ROSTERS, Document
from cadres.exporting.order import may_have_internal, may_have_numbers
from core.listing.forms import LONGEST_QUERY
from core.scoping import Viewer

GROUPS: Final = (("花名册", ROSTERS), ("任免审批表", FORMS))


class ExportForm(forms.Form):
    """Which paper, in which kind of file; `internal` for offices, `without_numbers` for those who
    would have whole ID numbers."""

    query = forms.CharField(max_length=LONGEST_QUERY, required=False, widget=forms.HiddenInput)
    document = forms.ChoiceField(
        label="导出什么",
        choices=[
            (group, [(document.value, document.label) for document in documents])
            for group, documents in GROUPS
        ],
        widget=forms.RadioSelect,
        initial=Document.ROSTER_XLSX,
        help_text="花名册修改后要再导入的，请用 Excel；CSV 只供别的软件读取，不能再导入。",
        error_messages={
            "required": "请选择导出什么。",
            "invalid_choice": "没有这种文件可选，请重新选择。",
        },
    )
    edition = forms.ChoiceField(
        label="任免审批表的版式",
        choices=EDITIONS,
        widget=forms.RadioSelect,
        initial=EDITIONS[0][0],
        help_text="2025 版有到龄时间；花名册不分版式。",
        error_messages={
            "required": "请选择版式。",
            "invalid_choice": "没有这种版式可选，请重新选择。",
        },
    )
    separately = forms.BooleanField(
        label="PDF 每人一个文件",
        required=False,
        help_text="不选时多人合在一个 PDF 里；.lrmx、Word 多人时总是每人一个，打成一个压缩包。",
    )
    internal = forms.BooleanField(
        label="内部版",
        required=False,
        help_text="花名册带所在单位和联系电话；组织部门的还带身份证号，会在日志里注明。",
    )
    without_numbers = forms.BooleanField(
        label="不含身份证号",
        required=False,
        help_text=(
            "不选时，.lrmx 和内部版含完整的身份证号；任免审批表编辑器的文件一般要有它。"
            "给不需要身份证号的人，请勾选。"
        ),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_have_internal(viewer):
            del self.fields["internal"]
        if not may_have_numbers(viewer):
            del self.fields["without_numbers"]

    def choices(self) -> dict[str, Any]:
        """What the job is given."""
        data = self.cleaned_data
        return {
            "document": data["document"],
            "edition": data["edition"],
            "internal": data.get("internal", False),
            "separately": data["separately"],
            "without_numbers": data.get("without_numbers", False),
        }
