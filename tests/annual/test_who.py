"""Who reports, and to whom: counties and employers right below the city or a county."""

from datetime import date

from core.units.models import Unit
from reporting.annual.who import reporting_units
from reporting.gathering.telling import told_by

ON = date(2026, 11, 23)


def test_counties_and_bureaus_report_to_the_city_and_units_of_a_county_to_it(world):
    found = {one.unit.short_name: one.collector.short_name for one in reporting_units(ON)}
    assert found["市交通运输局"] == "清河市"
    assert found["青川县"] == "清河市"
    assert found["柳河镇"] == world.named["柳河镇"].parent.short_name
    assert "清河市" not in found
    assert "市直机关" not in found
    assert len(found) == Unit.objects.employers().exclude(kind="city").count()


def test_a_unit_below_a_bureau_is_told_by_it_and_an_abolished_one_by_nobody(world):
    bureau = world.named["市交通运输局"]
    below = Unit.objects.create(
        parent=bureau, path=f"{bureau.path}999999/", sort_path=f"{bureau.sort_path}00001/",
        depth=bureau.depth + 1, code="x", name="公路中心", short_name="公路中心",
        kind="institution", established_on="2020-01-01",
    )  # fmt: skip
    Unit.objects.filter(pk=world.named["市科技局"].pk).update(abolished_on="2026-06-01")
    found = {one.unit.pk for one in reporting_units(ON)}
    assert below.pk not in found
    assert world.named["市科技局"].pk not in found
    paths = [one.unit.path for one in reporting_units(ON)]
    assert told_by(below.path, paths) == [bureau.path]
    town = world.named["柳河镇"]
    assert told_by(town.path, paths) == [town.parent.path, town.path]
