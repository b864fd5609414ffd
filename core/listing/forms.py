"""What a list's own verbs read from a posted form."""

from django import forms

from core.listing.exports import FORMATS

LONGEST_QUERY = 4000


class ExportForm(forms.Form):
    """A format and the list's query."""

    format = forms.ChoiceField(
        choices=list(FORMATS.items()),
        error_messages={"invalid_choice": "没有“%(value)s”这种格式，请选 xlsx 或 csv。"},
    )
    query = forms.CharField(max_length=LONGEST_QUERY, required=False)


class ViewForm(forms.Form):
    """A name for the present conditions, columns and order."""

    name = forms.CharField(
        label="视图名称",
        max_length=30,
        error_messages={
            "required": "请填写视图名称。",
            "max_length": "视图名称最多 30 个字，请缩短。",
        },
    )
    query = forms.CharField(
        label="条件",
        max_length=LONGEST_QUERY,
        required=False,
        error_messages={"max_length": "条件太长，不能存为视图。请减少条件。"},
    )
