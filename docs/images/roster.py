"""An invented roster for the picture: columns of domain §9.2, people of four units."""

from dataclasses import dataclass
from itertools import cycle, islice

SCHOOLS = (
    ("大学\n工学学士", "云州大学\n机械工程专业"),
    ("研究生\n管理学硕士", "云州财经大学\n企业管理专业"),
    ("大学\n法学学士", "东港大学\n法学专业"),
    ("研究生\n工学硕士", "华云科技大学\n软件工程专业"),
    ("大学\n农学学士", "云州农业大学\n植物保护专业"),
)
LATER = (("", ""), ("", ""), ("研究生\n工程硕士", "华云科技大学\n工业工程专业"))
TRIED = (
    "挂任石桥镇副镇长\n2024.03—2026.03",
    "市信访局跟班学习\n2025.02—2025.08",
    "驻村第一书记\n2023.05—2025.05",
    "轮岗2次",
)
LEVELS = (
    "乡科级正职\n一级主任科员",
    "乡科级副职\n二级主任科员",
    "无领导职务\n四级主任科员",
)
NAMES = (
    *("周远航", "李喆", "王镕基", "陈珺", "赵𠮷", "吴旸", "马文博"),
    *("孙㛃", "胡志远", "林䶮", "许若楠", "郑海峰", "秦堃", "何玥"),
    *("吕一帆", "张思源", "孔翀", "曹梓涵", "严建业", "魏瑄", "姜晓东"),
    *("谢雨桐", "邹骁", "苏明哲", "潘婧", "阿依古丽·买买提"),
)
UNITS = {
    "清河市工业和信息化局": "产业发展科科长 中小企业服务中心副主任 办公室副主任 数字经济科副科长 "
    "政策法规科副科长 原材料工业科四级主任科员 装备工业科科长 机关党委专职副书记",
    "清河市农业农村局": "种植业管理科科长 乡村产业科副科长 农村社会事业科副科长 "
    "农产品质量安全监管科副科长 渔业渔政科四级主任科员",
    "清源县": "石桥镇党委副书记、镇长 云亭乡党委委员、副乡长 县委组织部干部监督科科长 "
    "县财政局副局长 蓼花镇党委委员、宣传委员 县发展和改革局副局长 县融媒体中心副主任",
    "临江县": "临江镇党委委员、组织委员 县乡村振兴服务中心副主任 县政府办公室副主任 "
    "白沙乡党委委员、副乡长 县市场监督管理局副局长 县教育体育局副局长",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as printing sees it."""

    label: str
    mm: float
    group: str = ""
    is_left: bool = False
    is_hidden: bool = False


FULLTIME, INSERVICE = "全日制教育", "在职教育"
COLUMNS = (
    Column("序号", 7),
    Column("姓名", 14),
    Column("性别", 6),
    Column("民族", 6),
    Column("籍贯", 14.5),
    Column("出生年月（岁）", 14),
    Column("入党时间", 13),
    Column("参加工作时间", 13),
    Column("学历学位", 17.5, FULLTIME),
    Column("毕业院校系及专业", 24, FULLTIME, is_left=True),
    Column("学历学位", 17.5, INSERVICE),
    Column("毕业院校系及专业", 24, INSERVICE, is_left=True),
    Column("专业技术职务", 13),
    Column("现工作单位及职务", 33, is_left=True),
    Column("任现职时间", 13),
    Column("现职务层次（职级）", 20.5),
    Column("任现职务层次（职级）时间", 15),
    Column("是否两年以上基层工作经历", 8),
    Column("来源（选调生/考录…）", 11),
    Column("近三年年度考核", 10.5),
    Column("入库时间", 13),
    Column("库别/培养层次（四级目标）", 9),
    Column("培养方向", 9),
    Column("帮带人", 13),
    Column("锻炼经历（挂职等）", 27, is_left=True),
    Column("省/市掌握标识", 8),
    Column("备注", 10.6),
)


class Head:
    """What stands above and below."""

    title = "清河市优秀年轻干部名册"
    filed_text = "填报单位（盖章）：中共清河市委组织部"
    on_text = "统计截止：2026年11月30日"
    made_text = "导出人：林静文　2026年11月28日 17:30"


def people() -> list[tuple[str, tuple[str, ...]]]:
    """The unit and the texts of each, in the order of the columns."""
    posts = [(unit, post) for unit, told in UNITS.items() for post in told.split()]
    return [(unit, _row(number, unit, post)) for number, (unit, post) in enumerate(posts)]


def _row(number: int, unit: str, post: str) -> tuple[str, ...]:
    year, month = 1990 + number * 5 % 7, number * 7 % 12 + 1
    age = 2026 - year - (month > 11)
    return (
        str(number + 1),
        NAMES[number],
        "男女"[number % 2],
        _turn(("汉", "汉", "汉", "满", "回"), number),
        "云州" + _turn(("清源", "临江", "南湖", "东港", "西岭"), number),
        f"{year}.{month:02}\n（{age}岁）",
        "民盟" if number == 9 else f"{year + 21}.{number * 5 % 12 + 1:02}",
        f"{year + 23}.0{7 + number % 3}",
        *_turn(SCHOOLS, number),
        *_turn(LATER, number),
        _turn(("", "", "工程师", "经济师", "农艺师"), number),
        unit + post,
        f"{2021 + number % 5}.{number * 11 % 12 + 1:02}",
        LEVELS[("副" in post) + 2 * ("四级" in post)],
        f"{2020 + number % 6}.{number * 3 % 12 + 1:02}",
        _turn(("是", "是", "否"), number),
        _turn(("选调生", "考录", "考录", "引进"), number),
        _turn(("称职\n称职\n优秀", "称职\n称职\n称职", "优秀\n称职\n优秀"), number),
        f"2024.{number * 5 % 12 + 1:02}",
        _turn("①②③", number),
        _turn(("经济管理", "党群工作", "农业农村", "法治建设"), number),
        _turn(("沈国栋", "林若谷", "周敬之", "孟凡"), number),
        _turn(TRIED, number),
        _turn(("", "省", "市"), number),
        "",
    )


def _turn(choices, number: int):
    return next(islice(cycle(choices), number, None))
