"""The eight counties and districts of 清河市 and the towns that everyone there knows."""

from typing import NamedTuple


class County(NamedTuple):
    """A county or district: year of foundation and its 街道, 镇 and 乡 by bare name."""

    name: str
    since: int
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    townships: tuple[str, ...] = ()


COUNTIES = (
    County(
        "临河区", 1985, ("文昌", "北关", "东关", "西门", "滨河", "鼓楼"), ("沙湾", "古渡", "三桥")
    ),
    County(
        "东岭区",
        2003,
        ("云台", "长青", "凤鸣", "学府", "迎春"),
        ("岭南", "红岩", "松林"),
        ("竹溪",),
    ),
    County(
        "南湖区",
        2003,
        ("湖滨", "新城", "望江", "柳荫", "朝阳"),
        ("藕塘", "芦洲", "桃园"),
        ("鹤鸣",),
    ),
    County(
        "青川县",
        1985,
        (),
        ("柳河", "青山", "马渡", "白龙", "双河", "大坪"),
        ("云岭", "石门", "草坝", "杏花"),
    ),
    County(
        "清源县",
        1985,
        (),
        ("石桥", "蓼花", "清溪", "河口", "永安", "太平"),
        ("云亭", "板桥", "黄坡", "龙泉"),
    ),
    County(
        "平阳县",
        1985,
        (),
        ("阳坡", "平安", "金沟", "万福", "向阳", "曹家堡"),
        ("枣林", "胡桥", "李园", "南岗"),
    ),
    County(
        "长宁县",
        1985,
        (),
        ("白杨", "长乐", "宁远", "和顺", "大柳", "八里"),
        ("梨树", "沙河", "高台", "寺湾"),
    ),
    County(
        "石泉县",
        1985,
        (),
        ("泉口", "石佛", "温泉", "青石", "五里"),
        ("关山", "黑水", "花坪", "古城"),
    ),
)
