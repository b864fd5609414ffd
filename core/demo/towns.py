"""Streets, towns and townships: how one is opened and in what order they stand."""

from typing import Literal

from core.demo.registrar import Registrar
from core.demo.unit_seed import UnitSeed

TownForm = Literal["街道", "镇", "乡"]

# Below a county: organs from 1, then streets, towns, townships, and institutions last.
TOWN_BANDS: dict[TownForm, int] = {"街道": 101, "镇": 301, "乡": 501}
COUNTY_INSTITUTION_BAND = 701


def open_town(registrar: Registrar, county: UnitSeed, bare_name: str, form: TownForm) -> UnitSeed:
    """Open 柳河 as the 镇 青川县柳河镇; the bare name must be new in the whole city."""
    street = form == "街道"
    return registrar.open(
        county,
        f"{county.name}{bare_name}{form}",
        f"{bare_name}{form}",
        kind="street" if street else "township",
        level="109",
        quota=(2, 5) if street else (3, 6),
        years=(1985, 2005),
        band=TOWN_BANDS[form],
    )
