"""A finding as a verb takes it."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.findings import services
from assessments.findings.models import ConductFinding
from tests.world import World
from tests.world_people import TODAY

PDF = b"%PDF-1.7 evidence"
FACTS = "经核查，收受礼品一次，折价八百元"
TOLD = "违反廉洁纪律"
SECRET = (FACTS, TOLD, "清组认〔2026〕3号", "核查报告.pdf")


def values(**changed: Any) -> dict[str, Any]:
    """What a form or a verb is given."""
    usual = {
        "ground": "1",
        "source": "petition",
        "found_on": date(2026, 11, 2),
        "facts": FACTS,
        "told": TOLD,
        "document": "清组认〔2026〕3号",
    }
    return usual | changed


def upload(name: str = "核查报告.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def found(
    world: World, name: str = "陈思远", *, on: date = TODAY, **changed: Any
) -> ConductFinding:
    """One finding about somebody by name, by the city, with a file."""
    given = {"actor": world.city, "files": [upload()], **values(**changed)}
    return services.record(cadre=world.cadres[name], on=on, **given)
