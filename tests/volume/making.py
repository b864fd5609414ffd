"""Reports of the test world, filed or not, with words and numbers that tests know."""

from datetime import date

import orjson

from core.units.models import Unit
from reporting.annual.choices import Part, ReportState, Stand
from reporting.annual.models import AnnualReport, Filing
from reporting.annual.reading import last_filing
from reporting.annual.who import reporting_units
from reporting.annual.whole import Proposed, Said, Whole, Words
from reporting.gathering.content import Content, Figure, Row, Table, digest_of, figures_of
from reporting.gathering.keys import KEYS
from reporting.gathering.tables import TABLES
from tests.world_people import TODAY

YEAR = 2026
WORDS = "截至年末，在库〔在库人数〕，其中女干部〔女干部人数〕，平均年龄〔平均年龄〕。"


def report_of(unit: Unit, **values) -> AnnualReport:
    """A report that is being written."""
    collector = next(one.collector for one in reporting_units(TODAY) if one.unit.pk == unit.pk)
    usual = {
        "year": YEAR,
        "collector": collector,
        "opened_on": date(2026, 11, 1),
        "due_on": date(2026, 12, 31),
        "as_of": TODAY,
    }
    return AnnualReport.objects.create(unit=unit, **usual | values)


def filed(unit: Unit, *, people: int = 10, number: int = 1, **values) -> Filing:
    """A report that was filed, with so many people and figures that follow from them."""
    report = AnnualReport.objects.filter(unit=unit, year=values.pop("year", YEAR)).first()
    report = report or report_of(unit)
    return file(report, whole(report, people=people, **values), number=number)


def file(report: AnnualReport, one: Whole, *, number: int = 1) -> Filing:
    """Sealed as it is."""
    sealed = orjson.loads(orjson.dumps(one.as_json()))
    AnnualReport.objects.filter(pk=report.pk).update(
        state=ReportState.FILED, first_filed_on=TODAY, filed_on=TODAY
    )
    report.refresh_from_db()
    return Filing.objects.create(
        report=report,
        number=number,
        filed_on=TODAY,
        is_late=False,
        sealed=sealed,
        digest=digest_of(sealed),
    )


def whole(report: AnnualReport, *, people: int, cadres=(), figures=(), **more) -> Whole:
    """A report of so many people: half of them women, a tenth to be let go."""
    values = {one.key: str(people // 5) for one in KEYS}
    values |= {"roster.open": str(people), "roster.women": str(people // 2)}
    values |= {"roster.average_age": "31.5", "talks.covered": "90", "mentoring.covered": "80"}
    values |= dict(figures)
    usual = {
        "report": report.pk,
        "unit": report.unit_id,
        "code": report.unit.code,
        "unit_name": report.unit.name,
        "short_name": report.unit.short_name,
        "collector_name": report.collector.name,
        "is_county": report.unit.kind == "county",
        "year": report.year,
        "number": 0,
        "words": tuple(Words(part, WORDS * (1 + part % 3)) for part in Part),
        "content": Content(
            year=report.year,
            on=TODAY,
            figures=figures_of([Figure(key, value) for key, value in values.items()]),
            tables={kind.name: Table(kind.name, _rows(kind, people)) for kind in TABLES},
            people=tuple(one.pk for one in cadres),
        ),
        "opinions": tuple(Said(one.pk, one.name, one.title, Stand.KEEP, "") for one in cadres),
        "proposals": (Proposed(0, "许诺", "1994.05", "大学", "科员", "表现突出"),),
        "none_to_add": False,
        "document": "清党发〔2026〕3号",
        "signer": "马建国",
        "meeting": "",
        "contact": "",
    }
    return Whole(**usual | more)


def _rows(kind, people: int) -> tuple[Row, ...]:
    if not kind.columns:
        return (Row(None, ("类别", "合计")), Row(None, ("在库", str(people))))
    cells = tuple("周雨晴" if n == 0 else "甲" for n in range(len(kind.columns)))
    return tuple(Row(None, cells) for _ in range(min(people, 12)))


def some_units(world, count: int) -> list[Unit]:
    """Bureaus of the city that report to it."""
    found = [one.unit for one in reporting_units(TODAY) if one.collector.pk == root(world).pk]
    return [unit for unit in found if unit.kind != "county"][:count]


def root(world) -> Unit:
    """The city."""
    return world.named["清河市"]


def again(report: AnnualReport, **values) -> Filing:
    """Filed once more."""
    return file(report, whole(report, **values), number=last_filing(report).number + 1)
