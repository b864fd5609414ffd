"""All registration forms of a round as one file: one PDF, or Word files in an archive."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Final

from assessments.rounds.choices import OF_DISCIPLINE
from assessments.rounds.models import Assessment, Round
from assessments.rounds.querysets import TOLD, AssessmentQuerySet
from assessments.rounds.services.holding import is_himself
from assessments.rounds.sheet.content import Form, form_of
from assessments.rounds.sheet.docx import sheet_docx
from assessments.rounds.sheet.leaves import FORM
from assessments.rounds.sheet.pdf import sheets_pdf
from cadres.exporting.naming import safe
from core.errors import refuse_if
from core.scoping import Viewer

AT_ONCE: Final = 20  # more are made by a job
MOST_IN_PDF: Final = 500
KINDS: Final = {"pdf": "PDF", "zip": "Word 压缩包"}
NOBODY: Final = "这次考核没有您能看到的登记表。"
TOO_MANY: Final = "一份 PDF 最多 {most} 人，这次考核有 {count} 人，请选 Word 压缩包。"


def sheets_of(one: Round, viewer: Viewer) -> list[Assessment]:
    """Everybody's sheet that the viewer sees, in the order of the unit."""
    rows = Assessment.objects.visible_to(viewer).filter(round=one)
    rows = rows.select_related("cadre", "unit", "round")
    return list(rows.order_by("cadre__sort_key", "pk"))


def forms_of(sheets: Iterable[Assessment], one: Round, viewer: Viewer) -> Iterator[Form]:
    """Each as the viewer may read it."""
    opened = AssessmentQuerySet.opened_to(viewer)
    rows = Assessment.objects.filter(opened, round=one)
    read = set(rows.values_list("pk", flat=True))
    rows = Assessment.objects.filter(AssessmentQuerySet.hearing(viewer), round=one)
    hearing = set(rows.values_list("pk", flat=True))
    for sheet in sheets:
        own = sheet.state in TOLD and is_himself(sheet, viewer)
        hears = sheet.no_grade not in OF_DISCIPLINE or sheet.pk in hearing
        yield form_of(sheet, told=sheet.pk in read or own, hears=hears)


def refuse_size(kind: str, count: int) -> None:
    """Nobody at all, or more than a PDF is made of."""
    refuse_if(not count, NOBODY)
    said = TOO_MANY.format(most=MOST_IN_PDF, count=count)
    refuse_if(kind == "pdf" and count > MOST_IN_PDF, said)


def written(kind: str, forms: Iterable[Form], one: Round, *, on: date) -> bytes:
    """The file. Raises FacesMissing."""
    title = title_of(one)
    if kind == "pdf":
        return sheets_pdf(list(forms), title=title)
    content, given = BytesIO(), Counter[str]()
    with zipfile.ZipFile(content, "w") as archive:
        for form in forms:
            name = safe(form.plain_name)
            given[name] += 1
            name = name if given[name] == 1 else f"{name}（{given[name]}）"
            archive.writestr(f"{form.year}年度{FORM} {name}.docx", sheet_docx(form, on=on))
    return content.getvalue()


def title_of(one: Round) -> str:
    """2026年度考核登记表 市交通运输局."""
    return f"{one.year}年度考核登记表 {one.unit.short_name}"
