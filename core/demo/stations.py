"""What stands below a town: its service stations, then one station in each village."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.demo.registrar import Registrar
from core.demo.unit_seed import UnitSeed

VILLAGE_BAND = 101

_EVERYWHERE = ("党群服务中心", "便民服务中心", "综合行政执法队", "退役军人服务站", "综治中心")
_LATER = ("文化服务站", "中心小学", "财政所", "司法所")
STREET_STATIONS = (*_EVERYWHERE, "社区卫生服务中心", "城市管理服务中心", "市政养护所", *_LATER)
TOWN_STATIONS = (*_EVERYWHERE, "卫生院", "农业农村服务中心", "初级中学", *_LATER)


def open_stations(registrar: Registrar, towns: Sequence[UnitSeed]) -> Iterator[UnitSeed]:
    """The twelve stations of each town, one kind after the other."""
    for slot, names in enumerate(zip(STREET_STATIONS, TOWN_STATIONS, strict=True), start=1):
        for town in towns:
            name = names[0] if town.kind == "street" else names[1]
            yield _open(registrar, town, name, quota=(1, 1), years=(2019, 2022), slot=slot)


def open_villages(
    registrar: Registrar,
    towns: Sequence[UnitSeed],
    names: Mapping[str, Sequence[str]],
    numbers: Iterable[int],
) -> Iterator[UnitSeed]:
    """The stations of the villages with these numbers; `names` lists a town's villages by code."""
    for number in numbers:
        for town in towns:
            place = names[town.code][number] + ("社区" if town.kind == "street" else "村")
            yield _open(
                registrar,
                town,
                f"{place}便民服务站",
                quota=(1, 0),
                years=(2020, 2023),
                slot=VILLAGE_BAND + number,
            )


def _open(
    registrar: Registrar,
    town: UnitSeed,
    name: str,
    *,
    quota: tuple[int, int],
    years: tuple[int, int],
    slot: int,
) -> UnitSeed:
    return registrar.open(
        town,
        town.name + name,
        town.short_name + name,
        kind="institution",
        level="110",
        quota=quota,
        years=years,
        slot=slot,
    )
