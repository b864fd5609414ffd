"""Which grassroots experience the months of a posting are, by where it is (GRASSROOTS_EXPERIENCE).

乡镇、街道                      2 乡镇（街道）；职务里有“村”“社区”的是 3 村（社区）
县（区）直机关                  1 县级党政机关
企业                            4 国有企业
事业单位                        6 事业单位基层
职务里有“科技特派”“驻村”等的    5 农村实用岗位
市直机关、市                    不是基层经历
"""

import re

from core.choices import UnitKind
from rotation.choices import GrassrootsKind

_VILLAGE = re.compile("村(?!镇)|社区")
_RURAL = re.compile("特派|驻村|蹲点|支医|支教|帮扶工作队")

BY_UNIT = {
    UnitKind.TOWNSHIP: GrassrootsKind.TOWNSHIP,
    UnitKind.STREET: GrassrootsKind.TOWNSHIP,
    UnitKind.COUNTY: GrassrootsKind.COUNTY,
    UnitKind.COUNTY_DEPARTMENT: GrassrootsKind.COUNTY,
    UnitKind.ENTERPRISE: GrassrootsKind.ENTERPRISE,
    UnitKind.INSTITUTION: GrassrootsKind.INSTITUTION,
}


def kind_of(unit_kind: UnitKind, *, is_away: bool, title: str) -> GrassrootsKind | str:
    """The kind of grassroots experience; "" for none (domain §5: organs below the county)."""
    if is_away and _RURAL.search(title):
        return GrassrootsKind.RURAL
    found = BY_UNIT.get(unit_kind)
    if found == GrassrootsKind.TOWNSHIP and _VILLAGE.search(title):
        return GrassrootsKind.VILLAGE
    return found or ""
