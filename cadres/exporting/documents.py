"""What can be exported: which paper, in which kind of file."""

from django.db.models import TextChoices


class Paper(TextChoices):
    """The two papers of the trade."""

    ROSTER = "roster", "优秀年轻干部名册"
    FORM = "form", "干部任免审批表"


class Document(TextChoices):
    """A paper in one kind of file; the value is `paper.format`."""

    ROSTER_XLSX = "roster.xlsx", "花名册 Excel"
    ROSTER_PDF = "roster.pdf", "花名册 PDF"
    ROSTER_CSV = "roster.csv", "花名册 CSV"
    FORM_LRMX = "form.lrmx", "任免审批表 .lrmx"
    FORM_LRM = "form.lrm", "任免审批表 .lrm 和 .pic（旧版编辑器）"
    FORM_DOCX = "form.docx", "任免审批表 Word"
    FORM_PDF = "form.pdf", "任免审批表 PDF"

    @property
    def paper(self) -> Paper:
        """Roster or form."""
        return Paper(self.value.partition(".")[0])

    @property
    def format(self) -> str:
        """The ending of its files, without the dot."""
        return self.value.partition(".")[2]

    @property
    def has_number(self) -> bool:
        """Whether the ID number belongs to the file, whatever is asked."""
        return self == Document.FORM_LRMX

    @property
    def may_have_number(self) -> bool:
        """Whether the internal variant has it."""
        return self.paper == Paper.ROSTER or self == Document.FORM_LRM


FORMS = tuple(document for document in Document if document.paper == Paper.FORM)
ROSTERS = tuple(document for document in Document if document.paper == Paper.ROSTER)
EDITIONS = (("new", "2025 版"), ("old", "旧版"))
"""Values of `cadres.formats.approval_form.Edition`, as people call them."""


def document_of(paper: Paper, kind: str) -> Document | None:
    """The document of a paper in a kind of file; None when there is none."""
    value = f"{paper}.{kind}"
    return Document(value) if value in Document.values else None
