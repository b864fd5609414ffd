"""Which words of a line of the résumé tell of grassroots experience (domain §5: 县以下为基层).

The first pattern that is found says which kind. PostgreSQL and Python read the same patterns, so
they hold to what both know: alternatives, classes, counts, looking ahead and behind.
Where words are not enough (a school of the city, a company that is not named so) nothing is
guessed: a person judges the line.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django.db.models import Case, CharField, Q, Value, When

from rotation.choices import GrassrootsKind

# In front of the name of a county: 中共, the province, the city. A bureau of the city that has a
# county's name in that of a section (公路局县乡科) does not begin so.
_ABOVE: Final = (
    "^(?:挂任|挂职)?(?:中共|中国共产党|共青团|中国共产主义青年团|中国人民政治协商会议|政协)?"
    "(?:[^省市县区]{2,6}(?:省|自治区))?"
    "(?:[^市县区局委部院厅]{1,6}(?:市|自治州|盟|地区))?"
)
_COUNTY: Final = f"{_ABOVE}[^省市县区旗局委部院厅办]{{1,6}}(?:县(?![级域处])|自治旗|旗|区(?!域))"
_COUNTY_CITY: Final = (
    "^(?:中共)?(?:[^省市县区]{2,6}(?:省|自治区))?[^省市县区局委部院厅]{1,6}(?:市|自治州|盟|地区)"
    "(?!城市)[^省市县区局委部院厅直属]{1,6}市(?!管|建|规划|更新|综合|执法|投资|发展|公用|场|政|民|容|级)"
)
_SCHOOLS: Final = (
    "(?:中学|小学|职高|职业高中|幼儿园|卫生院|卫生室|卫生服务中心|敬老院|农技站|农业技术推广站|兽医站|畜牧站"
    "|水管站|水利站|文化站|林业站)"
)
_TOWN_BODY: Final = (
    "(?:党委|党政|人大|政府|人民政府|纪委|长|副|武装部|团委|妇联|财政所|司法所|派出所|挂职|挂任)"
)

WORDS: Final[tuple[tuple[GrassrootsKind, str], ...]] = (
    (
        GrassrootsKind.RURAL,
        (
            "驻村|第一书记|科技特派|农村工作指导员|三支一扶|支教|支医|支农|西部计划|西部志愿者"
            "|(?:扶贫|帮扶|乡村振兴|农村)工作队|蹲点"
        ),
    ),
    (
        GrassrootsKind.VILLAGE,
        (
            "村官|村委会|村民委员会|居委会|居民委员会|村两委|村支书"
            "|(?<!乡)村(?:党支部|党总支|党委|支部|支委|书记|主任|文书|会计|委员|副书记|副主任)"
            "|社区(?:党支部|党总支|党委|书记|主任|副书记|副主任|网格|工作者)"
        ),
    ),
    (GrassrootsKind.INSTITUTION, f"[县区旗镇乡村道][^，；。、]{{0,14}}{_SCHOOLS}"),
    (
        GrassrootsKind.TOWNSHIP,
        (
            f"[镇乡]{_TOWN_BODY}|街道(?:党工委|工委|办事处|人大|纪工委|武装部|综合|党政)"
            "|(?<![城村乡])镇(?!江市|海区|原县|雄|宁|沅|康县|安县|坪县|巴县|赉县|平县|远县|化|企业|市(?![场政]))"
            "|(?<![城县])乡(?![村镇愁土贤])"
        ),
    ),
    (
        GrassrootsKind.ARMY,
        (
            "(?:部队|军区|[师旅军])[^，；。、]{0,12}(?:团|营|连|排)(?![委员结体工会])"
            "|战士|士官|排长|连长|营长|教导员"
        ),
    ),
    (GrassrootsKind.ENTERPRISE, "公司|集团|农场|林场|(?:钢铁|水泥|机械|化工|制药|纺织)厂|矿务局"),
    (GrassrootsKind.COUNTY, f"{_COUNTY}|{_COUNTY_CITY}"),
)
_FOUND = tuple((kind, re.compile(pattern)) for kind, pattern in WORDS)


def told_by(text: str) -> GrassrootsKind | None:
    """What the words of a line suggest."""
    return next((kind for kind, pattern in _FOUND if pattern.search(text)), None)


def told_in_rows(path: str = "text") -> Case:
    """The same of a column, by the database; "" where the words tell nothing."""

    def matches(pattern: str) -> dict[str, Any]:
        return {f"{path}__regex": pattern}

    return Case(
        *(When(Q(**matches(pattern)), then=Value(str(kind))) for kind, pattern in WORDS),
        default=Value(""),
        output_field=CharField(),
    )
