"""What the posts of a unit are called: its leaders, its sections, its staff."""

from functools import lru_cache
from typing import NamedTuple

from cadres.demo.offices import Office
from cadres.demo.seats import Role
from cadres.demo.sections import SECTIONS, SECTIONS_OF_KIND, STAFF, head_of

# The word for the principal by the end of the unit's name, and the Party group there, if any.
HEADS = (
    ("纪律检查委员会", "书记", ""),
    ("政法委员会", "书记", ""),
    ("工作委员会", "书记", ""),
    ("机构编制委员会办公室", "主任", ""),
    ("委员会办公室", "主任", "党组"),
    ("人民政府办公室", "主任", "党组"),
    ("办公室", "主任", ""),
    ("部", "部长", ""),
    ("老干部局", "局长", ""),
    ("局", "局长", "党组"),
    ("人民法院", "院长", "党组"),
    ("人民检察院", "检察长", "党组"),
    ("总工会", "主席", "党组"),
    ("联合会", "主席", "党组"),
    ("技术协会", "主席", "党组"),
    ("国有资产监督管理委员会", "主任", "党委"),
    ("发展和改革委员会", "主任", "党组"),
    ("卫生健康委员会", "主任", "党组"),
    ("委员会", "书记", ""),  # 共青团
    ("有限公司", "董事长", "党委"),
    ("行政学院）", "常务副校长", ""),
    ("党校", "常务副校长", ""),
    ("医院", "院长", "党委"),
    ("卫生院", "院长", ""),
    ("研究院", "院长", "党委"),
    ("学院", "院长", "党委"),
    ("幼儿园", "园长", ""),
    ("中学", "校长", "党委"),
    ("小学", "校长", "党支部"),
    ("学校", "校长", "党委"),
    ("馆", "馆长", ""),
    ("所", "所长", ""),
    ("站", "站长", ""),
    ("队", "队长", ""),
    ("联合社", "主任", "党组"),
)
CITY = (
    ("委书记", "委副书记、市长", "人大常委会主任", "政协主席"),
    (
        "委副书记", "委常委、常务副市长", "委常委、组织部部长", "委常委、纪委书记",
        "委常委、宣传部部长", "委常委、政法委书记", "副市长", "人大常委会副主任", "政协副主席",
    ),
)  # fmt: skip
COUNTY = (
    ("委书记", "委副书记、县长", "人大常委会主任", "政协主席"),
    (
        "委副书记", "委常委、常务副县长", "委常委、组织部部长", "委常委、纪委书记",
        "委常委、宣传部部长", "副县长", "人大常委会副主任", "政协副主席",
    ),
)  # fmt: skip
TOWN = (
    ("党委书记", "党委副书记、镇长", "人大主席"),
    (
        "党委副书记", "党委委员、纪委书记", "党委委员、组织委员", "党委委员、副镇长", "副镇长",
        "党委委员、宣传委员", "党委委员、武装部部长",
    ),
)  # fmt: skip
STREET = (
    ("党工委书记", "党工委副书记、办事处主任"),
    (
        "党工委副书记", "党工委委员、纪工委书记", "党工委委员、组织委员",
        "党工委委员、办事处副主任", "办事处副主任",
    ),
)  # fmt: skip


class Posts(NamedTuple):
    """The posts of a unit; every one is written behind the unit's full name."""

    principals: tuple[str, ...]
    deputies: tuple[str, ...]
    outside_party: str  # a deputy's post that asks for no membership of the Party
    sections: tuple[str, ...]
    staff: tuple[str, ...]


@lru_cache(20_000)
def posts_of(office: Office) -> Posts:
    """All posts of a unit."""
    principals, deputies, outside = _leaders(office)
    sections = next(
        (found for needle, found in SECTIONS.items() if needle in office.name),
        SECTIONS_OF_KIND[office.kind],
    )
    if office.name.endswith("办公室"):  # an office has no office of its own
        sections = tuple(section.replace("办公室", "秘书科") for section in sections)
    if office.kind == "county_department":
        sections = tuple(section.replace("科", "股") for section in sections)
    staff = next((words for needle, words in STAFF.items() if needle in office.name), ())
    return Posts(principals, deputies, outside, sections, staff or ("工作人员",))


def post(office: Office, role: Role, number: int, *, party: bool, rank: str = "") -> str:
    """The post of the `number`-th holder of a role; `rank` is the name of a clerk's rank."""
    posts = posts_of(office)
    match role:
        case Role.PRINCIPAL:
            return posts.principals[number % len(posts.principals)]
        case Role.DEPUTY:
            return posts.deputies[number % len(posts.deputies)] if party else posts.outside_party
    section = posts.sections[number % len(posts.sections)]
    if role == Role.HEAD:
        return section + head_of(section)
    if role == Role.SECOND:
        return f"{section}副{head_of(section)}"
    if office.is_organ:
        return section + (rank or "科员")
    return posts.staff[number % len(posts.staff)]


def _leaders(office: Office) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    match office.kind:
        case "city":
            return *CITY, "副市长"
        case "county":
            return _named(COUNTY, "县长", office)
        case "township":
            return _named(TOWN, "镇长", office)
        case "street":
            return *STREET, "办事处副主任"
    return _of_body(office)


def _named(
    words: tuple[tuple[str, ...], tuple[str, ...]], head: str, office: Office
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """县长 is 区长 in a district, 镇长 is 乡长 in a township."""
    own = f"{office.name[-1]}长"
    principals, deputies = (tuple(word.replace(head, own) for word in row) for row in words)
    return principals, deputies, f"副{own}"


def _of_body(office: Office) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    # 纪委监委 and 党校 carry a second name in brackets; the word goes by the first.
    name = office.name.partition("（")[0]
    head, group = next(
        ((head, group) for end, head, group in HEADS if name.endswith(end)), ("主任", "")
    )
    deputy = head.replace("常务", "") if head.startswith("常务副") else f"副{head}"
    principals = (f"{group}书记、{head}" if group else head,)
    if office.kind == "enterprise":
        principals, deputy = ("党委书记、董事长", "党委副书记、总经理"), "副总经理"
    elif office.principals > 1 and group:
        principals = (f"{group}书记", f"{group}副书记、{head}")
    deputies = (f"{group}成员、{deputy}",) if group == "党组" else (deputy,)
    if group == "党委":
        deputies = (f"党委委员、{deputy}", "党委副书记")
    return principals, deputies, deputy
