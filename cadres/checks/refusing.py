"""Why a suggestion was not written: what else must be mended first, each with the way there."""

from typing import Final

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cadres.approval.models import TEXT_FIELDS, ApprovalTexts
from cadres.checks.models import Finding
from cadres.checks.shown import OF_ROWS, back_query
from cadres.people.models import Cadre
from cadres.people.wording import ID_NUMBER, label_of

HEAD: Final = "没有写入，档案里要先改正："


def first_mend(refused: ValidationError, finding: Finding) -> SafeString:
    """The sentences, each after its field, which is a link to where it is mended."""
    by_field = refused.error_dict if hasattr(refused, "error_dict") else {"": [refused]}
    lines = [
        (_link(field, finding), "；".join(text for one in errors for text in one.messages))
        for field, errors in by_field.items()
    ]
    return format_html("{}{}", HEAD, format_html_join("；", "{}{}", lines))


def _link(field: str, finding: Finding) -> SafeString | str:
    """The field by its name, leading to its box; nothing for what no field has."""
    is_text = field in TEXT_FIELDS
    named = {one.name for one in Cadre._meta.fields} | set(OF_ROWS) | {ID_NUMBER}
    if field in ("", NON_FIELD_ERRORS) or not (is_text or field in named):
        return ""
    model = ApprovalTexts if is_text else Cadre
    label = str(model._meta.get_field(field).verbose_name) if is_text else label_of(field)
    page = "approval:edit" if is_text else OF_ROWS.get(field, "cadres:edit")
    place = "" if field in OF_ROWS else f"#id_{field}"
    address = f"{reverse(page, args=[finding.cadre_id])}{back_query(finding)}{place}"
    return format_html('<a href="{}">{}</a>：', address, label)
