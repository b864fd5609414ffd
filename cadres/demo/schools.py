"""Invented schools and what is studied there; codes of GB/T 6864 for the degrees."""

from enum import Enum
from typing import NamedTuple


class Field(Enum):
    """A field of study, and of work: what a unit mostly needs."""

    ADMINISTRATION = "administration"
    ECONOMY = "economy"
    LAW = "law"
    LETTERS = "letters"
    TEACHING = "teaching"
    ENGINEERING = "engineering"
    AGRICULTURE = "agriculture"
    MEDICINE = "medicine"


class Major(NamedTuple):
    """A major with the school's part that teaches it and what it ends with."""

    name: str
    college: str
    bachelor: str
    master: str
    knows: str  # 熟悉专业有何专长


class Schools(NamedTuple):
    """Where a field is studied: universities, 大专, 中专."""

    universities: tuple[str, ...]
    associate: tuple[str, ...]
    vocational: tuple[str, ...]


# The invented university of the province, and those of other invented provinces.
EVERYWHERE = ("云州大学", "沧澜大学", "望海大学", "岭川大学", "江北理工大学", "清河学院")

SCHOOLS = {
    Field.ADMINISTRATION: Schools(
        ("云州民族大学",), ("清河职业技术学院", "云州行政管理专科学校"), ("云州省行政干部学校",)
    ),
    Field.ECONOMY: Schools(("云州财经大学",), ("云州财贸专科学校",), ("清河财贸学校",)),
    Field.LAW: Schools(("云州政法大学",), ("云州司法警官专科学校",), ("云州省司法学校",)),
    Field.LETTERS: Schools(
        ("云州师范大学", "清河师范学院"), ("清河师范专科学校",), ("清河师范学校",)
    ),
    Field.TEACHING: Schools(
        ("云州师范大学", "清河师范学院"), ("清河师范专科学校",), ("清河师范学校", "石泉师范学校")
    ),
    Field.ENGINEERING: Schools(
        ("云州理工大学", "云州交通大学"),
        ("清河职业技术学院", "云州交通专科学校"),
        ("云州省交通学校", "清河水利学校"),
    ),
    Field.AGRICULTURE: Schools(("云州农业大学",), ("云州农业专科学校",), ("清源农业学校",)),
    Field.MEDICINE: Schools(("云州医科大学",), ("云州卫生专科学校",), ("清河卫生学校",)),
}

MAJORS = {
    Field.ADMINISTRATION: (
        Major("行政管理", "公共管理学院", "412", "312", "综合协调、机关党建"),
        Major("公共事业管理", "公共管理学院", "412", "312", "公共服务、基层治理"),
        Major("劳动与社会保障", "公共管理学院", "412", "312", "人力资源、社会保障"),
        Major("人力资源管理", "管理学院", "412", "312", "干部人事、绩效考核"),
        Major("思想政治教育", "马克思主义学院", "403", "303", "理论宣传、党员教育"),
        Major("社会工作", "社会学院", "403", "303", "社会治理、群众工作"),
    ),
    Field.ECONOMY: (
        Major("经济学", "经济学院", "402", "302", "经济运行、产业规划"),
        Major("财政学", "财税学院", "402", "302", "财政预算、税收征管"),
        Major("会计学", "会计学院", "412", "312", "财务会计、审计监督"),
        Major("金融学", "金融学院", "402", "302", "金融、投资融资"),
        Major("统计学", "统计学院", "407", "307", "统计分析、数据治理"),
    ),
    Field.LAW: (
        Major("法学", "法学院", "403", "341", "法律事务、依法行政"),
        Major("刑事侦查", "公安学院", "403", "303", "执法办案、社会治安"),
        Major("知识产权", "法学院", "403", "303", "行政执法、知识产权保护"),
    ),
    Field.LETTERS: (
        Major("汉语言文学", "文学院", "405", "305", "文稿起草、宣传报道"),
        Major("新闻学", "新闻与传播学院", "405", "305", "新闻宣传、网络舆情"),
        Major("历史学", "历史文化学院", "406", "306", "地方史志、文物保护"),
        Major("英语", "外国语学院", "405", "305", "翻译、对外交流"),
    ),
    Field.TEACHING: (
        Major("小学教育", "教育科学学院", "404", "342", "学校管理、小学教育"),
        Major("数学与应用数学", "数学学院", "407", "307", "数学教学、教育管理"),
        Major("学前教育", "教育科学学院", "404", "342", "幼儿教育、家庭教育"),
        Major("物理学", "物理学院", "407", "307", "物理教学、实验管理"),
    ),
    Field.ENGINEERING: (
        Major("土木工程", "土木工程学院", "408", "308", "工程建设、项目管理"),
        Major("道路桥梁工程", "交通学院", "408", "308", "公路建设、桥梁养护"),
        Major("水利水电工程", "水利学院", "408", "308", "水利工程、防汛抗旱"),
        Major("城市规划", "建筑学院", "408", "308", "城乡规划、城市更新"),
        Major("环境工程", "环境学院", "408", "308", "生态环境、污染防治"),
        Major("计算机科学与技术", "信息学院", "408", "308", "信息化、数字政府"),
    ),
    Field.AGRICULTURE: (
        Major("农学", "农学院", "409", "309", "农业技术、种植结构"),
        Major("园艺", "园艺学院", "409", "309", "设施农业、特色产业"),
        Major("动物科学", "动物科技学院", "409", "309", "畜牧养殖、动物防疫"),
        Major("农业经济管理", "经济管理学院", "412", "312", "农村经济、集体资产"),
    ),
    Field.MEDICINE: (
        Major("临床医学", "临床医学院", "410", "345", "临床诊疗、医院管理"),
        Major("预防医学", "公共卫生学院", "410", "351", "疾病防控、公共卫生"),
        Major("护理学", "护理学院", "407", "307", "护理管理、社区卫生"),
        Major("中医学", "中医学院", "410", "310", "中医诊疗、中医药服务"),
    ),
}

# What a unit mostly needs, by a part of its name; the first that fits.
NEEDS = (
    ("纪律检查|政法|公安|司法|法院|检察|信访|综治|执法", Field.LAW),
    ("医院|卫生|疾病|保健|血站|急救|医疗", Field.MEDICINE),
    ("中学|小学|学校|幼儿园|教育|学院", Field.TEACHING),
    ("交通|住房|水务|自然资源|城市|环境|工程|数据|科学技术局|工业", Field.ENGINEERING),
    ("农|畜牧|林", Field.AGRICULTURE),
    ("财政|审计|统计|发展和改革|商务|国有|公积金|供销|市场监督|交易|财政所", Field.ECONOMY),
    ("宣传|融媒体|文化|文学|档案|图书|博物|网络安全", Field.LETTERS),
)
