"""云州省清河市: the units of the demonstration city, from a handful to 100,000."""

from itertools import chain, islice
from operator import attrgetter

from core.demo.catalogue import ESSENTIAL, catalogue
from core.demo.growth import growth
from core.demo.registrar import Registrar
from core.demo.unit_seed import UnitSeed

__all__ = ["LARGEST", "SMALLEST", "UnitSeed", "city"]

SMALLEST = len(ESSENTIAL)
LARGEST = 100_000


def city(*, units: int | None = None, seed: int = 2026) -> list[UnitSeed]:
    """The units of the city in tree order: parents first, siblings in protocol order.

    `units` is how many (the 240 named ones when omitted), never fewer than the nine that the
    demonstration accounts stand on. A unit keeps its code in every size, and a larger city
    contains the smaller. Raises ValueError with a sentence for the user above 100,000.
    """
    if units is not None and not 1 <= units <= LARGEST:
        raise ValueError(f"单位数 {units} 超出范围：请填写 1 至 {LARGEST} 之间的整数。")
    registrar = Registrar(seed)
    chosen = catalogue(registrar)
    if units is not None:
        wanted = max(units, SMALLEST)
        chosen = list(islice(chain(chosen, growth(registrar, tuple(chosen))), wanted))
    return sorted(chosen, key=attrgetter("code"))
