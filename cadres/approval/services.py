"""Writing the form's own texts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.approval.models import TEXT_FIELDS, ApprovalTexts
from cadres.approval.wording import label_of, said
from cadres.people.models import Cadre
from core.audit.models import Action
from core.audit.services import record
from core.errors import Stale, refuse_if

NOT_YET = 0  # the version of texts that nobody has written
LINES = ("\n", "\t")
FARTHEST_YEARS = 50  # of a day or month from today; beyond, a figure was mistyped


@transaction.atomic
def write_texts(
    *, actor: Any, cadre: Cadre, seen: int | None, on: date, values: Mapping[str, Any]
) -> ApprovalTexts:
    """Write some of the texts; those that stay as they are need not be given.

    `seen` is the version of the texts that was seen, 0 where there were none, None for whatever it
    is. Raises ValidationError by field, and Stale.
    """
    # One at a time per person: two who write the first texts do not both make a row.
    Cadre.objects.select_for_update(of=("self",)).get(pk=cadre.pk)
    texts = ApprovalTexts.objects.filter(cadre=cadre).first()
    present = texts or ApprovalTexts(cadre=cadre, version=NOT_YET)
    values = {name: _tidy(value) for name, value in values.items()}
    _refuse(present, values, on)
    before = {name: getattr(present, name) for name in values}
    if before == values:
        return present
    if texts is None:
        refuse_if(seen not in (None, NOT_YET), _gone(cadre), Stale)
        texts = ApprovalTexts.objects.create(cadre=cadre, changed_by=actor, **values)
    else:
        texts.change(actor=actor, seen=seen, **values)
    detail = {
        label_of(name): [said(name, before[name]), said(name, values[name])]
        for name in values
        if before[name] != values[name]
    }
    record(Action.CHANGE, actor=actor, target=cadre, label=str(texts), detail=detail)
    return texts


def _tidy(value: Any) -> Any:
    """One kind of line end, and no blanks around a text."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if type(value) is str else value


def _gone(cadre: Cadre) -> str:
    return f"“{cadre}”的任免审批表内容刚刚有变化，您的修改没有保存。请重新打开页面，核对后再改。"


def _refuse(texts: ApprovalTexts, values: Mapping[str, Any], on: date) -> None:
    """Lengths and kinds by the model, no control characters, no days of another century."""
    unknown = set(values) - set(TEXT_FIELDS)
    if unknown:
        raise TypeError(f"no texts of the form: {sorted(unknown)}")
    faults: dict[str, list[str]] = {}
    future = ApprovalTexts(cadre=texts.cadre)
    for name, value in values.items():
        setattr(future, name, value)
        for part in _strings(value):
            strange = next((c for c in part if ord(c) < 32 and c not in LINES), None)
            if strange:
                faults[name] = [
                    f"{label_of(name)}里有不能显示的字符（U+{ord(strange):04X}），请删去后再保存。"
                ]
        if isinstance(value, date) and abs(value.year - on.year) > FARTHEST_YEARS:
            faults[name] = [f"{label_of(name)}的年份是 {value.year}，请核对。"]
    try:
        future.clean_fields(exclude={"cadre", "version", "changed_by", "changed_at"} | set(faults))
    except ValidationError as refused:
        faults |= {
            name: sentences for name, sentences in refused.message_dict.items() if name in values
        }
    if faults:
        raise ValidationError(faults)


def _strings(value: Any) -> list[str]:
    """The texts in a value: itself, or the names and contents of unknown elements."""
    if isinstance(value, str):
        return [value]
    return [text for pair in value for text in pair] if isinstance(value, list) else []
