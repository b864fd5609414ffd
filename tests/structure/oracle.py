"""The structure of the roster in plain Python, person by person, from the rows themselves."""

from __future__ import annotations

from datetime import date

from cadres.roster.models import RosterEntry, RosterStage
from core.units.models import Unit

BANDS = ((None, 25), (26, 28), (29, 30), (31, 32), (33, 35), (36, 40), (41, None))
YEARS = ((10, "10年以上"), (5, "5年以上不满10年"), (3, "3年以上不满5年"), (1, "1年以上不满3年"))
EDUCATION = {5: "研究生", 4: "大学本科", 3: "大学专科", 2: "中专", 1: "高中及以下"}


def years_by_month(since: date, on: date) -> int:
    """Full years, the month itself counting as reached."""
    years = on.year - since.year
    return years - 1 if on.month < since.month else years


def age_label(birth: date, on: date) -> str:
    """Which band."""
    age = years_by_month(birth, on)
    for low, high in BANDS:
        if (low is None or age >= low) and (high is None or age <= high):
            if low is None:
                return f"{high}岁及以下"
            return f"{low}岁及以上" if high is None else f"{low}—{high}岁"
    raise AssertionError(age)


def level_years(since: date | None, on: date) -> str:
    """任现职务层次年限."""
    if since is None or (since.year, since.month) > (on.year, on.month):
        return "任职时间不详"
    years = years_by_month(since, on)
    return next((words for least, words in YEARS if years >= least), "不满1年")


def degree(cadre) -> str:
    """The higher of the two."""
    first = {code[:1] for code in (cadre.fulltime_degree, cadre.inservice_degree)}
    for figure, words in (("2", "博士"), ("3", "硕士"), ("4", "学士")):
        if figure in first:
            return words
    return "无学位"


def party(code: str) -> str:
    """中共党员, 民主党派, 群众."""
    if code == "":
        return "未填"
    if code in ("01", "02"):
        return "中共党员（含预备）"
    return "民主党派" if 4 <= int(code) <= 11 else "群众（含团员、无党派）"


def months(n: int) -> str:
    """Grassroots."""
    return "两年以上" if n >= 24 else "不足两年" if n else "没有"


def stage_of(entry: RosterEntry, on: date) -> RosterStage:
    """The standing of a day."""
    for stage in entry.stages.all():
        if stage.since <= on and (stage.until is None or stage.until > on):
            return stage
    raise AssertionError(entry.pk)


def here(on: date, paths: list[str]) -> list[RosterEntry]:
    """Who is on the roster on a day, at or below one of the paths."""
    rows = RosterEntry.objects.select_related("cadre__unit").prefetch_related("stages")
    return [
        row
        for row in rows
        if row.entered_on <= on
        and (row.left_on is None or row.left_on > on)
        and any(row.cadre.unit.path.startswith(path) for path in paths)
    ]


def of(name: str, entry: RosterEntry, on: date) -> str:
    """What a person is by a dimension (`unit` and `region` apart)."""
    cadre = entry.cadre
    match name:
        case "age":
            return age_label(cadre.birth, on)
        case "level":
            return cadre.get_level_display() if cadre.level else "未填"
        case "level_years":
            return level_years(cadre.level_since, on)
        case "fulltime":
            return EDUCATION.get(cadre.fulltime_level or 0, "未填")
        case "inservice":
            return EDUCATION.get(cadre.inservice_level or 0, "没有")
        case "education":
            return EDUCATION.get(max(cadre.fulltime_level or 0, cadre.inservice_level or 0), "未填")
        case "degree":
            return degree(cadre)
        case "source":
            return cadre.get_source_display() if cadre.source else "未填"
        case "gender":
            return cadre.get_gender_display()
        case "nation":
            return "汉族" if cadre.nation == "01" else "少数民族" if cadre.nation else "未填"
        case "party":
            return party(cadre.political_status)
        case "grassroots":
            return months(cadre.grassroots_months)
        case "tier":
            stage = stage_of(entry, on)
            return stage.get_tier_display() if stage.tier else "未定"
        case "direction":
            stage = stage_of(entry, on)
            return stage.get_direction_display() if stage.direction else "未定"
        case "held_by":
            return stage_of(entry, on).get_held_by_display()
        case "status":
            return stage_of(entry, on).get_status_display()
    raise AssertionError(name)


def place(entry: RosterEntry, top: Unit, *, region: bool) -> str:
    """The unit, or the region, one step below a top; itself where he is there."""
    chain = []
    unit = entry.cadre.unit
    while unit.pk != top.pk:
        chain.insert(0, unit)
        unit = unit.parent
    if not chain:
        return f"{top.short_name}本级"
    for step in chain:
        counties = Unit.objects.filter(parent=step, kind="county").exists()
        if step.kind != "group" or (region and not counties):
            return step.short_name
    raise AssertionError(entry.pk)
