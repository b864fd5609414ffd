"""Annual reports of the test world, by their verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.accounts.models import Grant, User
from core.choices import Role
from reporting.annual import services
from reporting.annual.choices import Part
from reporting.annual.models import AnnualReport, Filing, Opinion, Passage
from tests.world import World

YEAR = 2026
OPENED = date(2026, 12, 1)
ON = date(2026, 12, 10)  # the day on which these tests act
BUREAU = "市交通运输局"
TOWN = "柳河镇"
COUNTY = "青川县"


def opened(world: World, *places: str, actor: Any = None, on: date = OPENED) -> AnnualReport:
    """The reports of units by their short names; the first of them."""
    units = [world.named[place] for place in places or (BUREAU,)]
    services.open_reports(actor=actor or world.city, year=YEAR, on=on, units=units)
    return report(world, places[0] if places else BUREAU)


def report(world: World, place: str = BUREAU) -> AnnualReport:
    """A unit's report as it is now."""
    rows = AnnualReport.objects.select_related("unit", "collector")
    return rows.get(unit=world.named[place], year=YEAR)


def fresh(one: AnnualReport) -> AnnualReport:
    """The report as the database has it now."""
    return AnnualReport.objects.select_related("unit", "collector").get(pk=one.pk)


def opinion(world: World, name: str, place: str = BUREAU) -> Opinion:
    """What is thought of somebody."""
    return Opinion.objects.get(report=report(world, place), cadre=world.cadres[name])


def passage(world: World, part: Part = Part.OVERVIEW, place: str = BUREAU) -> Passage:
    """The words of one part."""
    return Passage.objects.get(report=report(world, place), part=part)


def said(world: World, place: str = BUREAU, actor: Any = None, on: date = ON) -> AnnualReport:
    """Everything said that has to be: everybody kept, nobody to add, what is yellow explained."""
    one = report(world, place)
    by = actor or writer(world, place)
    services.keep_rest(actor=by, report=one, on=on)
    services.none_to_add(actor=by, report=one, is_none=True, on=on)
    for key in ("talks:2026Q1", "talks:2026Q2", "talks:2026Q3", "talks:2026Q4", "units"):
        services.explain(actor=by, report=one, check=key, words="已安排补谈。", on=on)
    services.explain(actor=by, report=one, check="head", words="文号待编。", on=on)
    return report(world, place)


def writer(world: World, place: str = BUREAU) -> User:
    """Who files for a unit."""
    if place == BUREAU:
        return world.secretary
    return world.county if place == COUNTY else secretary_of(world, place)


def secretary_of(world: World, place: str) -> User:
    """A secretary of a unit that has none yet."""
    return granted(world, f"secretary-{world.named[place].pk}", Role.UNIT_SECRETARY, place)


def granted(world: World, username: str, role: Role, place: str) -> User:
    """Somebody with a role at a unit, made when he is first asked for."""
    unit = world.named[place]
    defaults = {"name": f"{place}人员", "unit": unit, "must_change_password": False}
    user, is_new = User.objects.get_or_create(username=username, defaults=defaults)
    if is_new:
        Grant.objects.create(
            user=user, account_kind=user.kind, role=role, unit=unit, during=("2026-01-01", None)
        )
    return user


def filed(world: World, place: str = BUREAU, on: date = ON) -> Filing:
    """Opened, said and filed."""
    if not AnnualReport.objects.filter(unit=world.named[place], year=YEAR).exists():
        opened(world, place)
    one = said(world, place, on=on)
    return services.file(actor=writer(world, place), report=one, seen=one.version, on=on)


def returned(world: World, place: str = BUREAU, on: date = ON, **cells: str) -> AnnualReport:
    """Filed, and returned with comments on cells."""
    filed(world, place, on=on)
    for cell, words in (cells or {"part_1": "请补充结构分析。"}).items():
        services.comment(
            actor=world.city,
            report=report(world, place),
            cell=cell.replace("_", ":"),
            words=words,
            on=on,
        )
    one = report(world, place)
    return services.give_back(
        actor=world.city, report=one, seen=one.version, words="请修改后重报。", on=on
    )
