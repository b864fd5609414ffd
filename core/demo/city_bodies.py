"""The enterprises and institutions that belong to the city itself."""

from typing import NamedTuple

from core.demo.unit_seed import Kind


class Body(NamedTuple):
    """An enterprise or institution of the city; years, quotas and level (ZB03) as they stand."""

    name: str
    short_name: str
    kind: Kind
    since: int
    quota: tuple[int, int]
    level: str = "107"


CITY_BODIES = (
    Body("清河城市建设投资集团有限公司", "清河城投集团", "enterprise", 2008, (2, 4)),
    Body("清河交通投资集团有限公司", "清河交投集团", "enterprise", 2011, (2, 4)),
    Body("清河水务集团有限公司", "清河水务集团", "enterprise", 2012, (2, 3), "108"),
    Body("清河农业发展集团有限公司", "清河农发集团", "enterprise", 2016, (2, 3), "108"),
    Body("清河文化旅游集团有限公司", "清河文旅集团", "enterprise", 2017, (2, 3), "108"),
    Body("清河国有资本运营集团有限公司", "清河国资运营集团", "enterprise", 2019, (2, 4)),
    Body("中共清河市委党校（清河行政学院）", "市委党校", "institution", 1985, (1, 4)),
    Body("清河市档案馆", "市档案馆", "institution", 1985, (1, 2)),
    Body("清河市融媒体中心", "市融媒体中心", "institution", 2019, (1, 3)),
    Body("清河市供销合作社联合社", "市供销社", "institution", 1985, (1, 3)),
    Body("清河市公共资源交易中心", "市公共资源交易中心", "institution", 2014, (1, 2), "108"),
    Body("清河市住房公积金管理中心", "市住房公积金中心", "institution", 2003, (1, 2), "108"),
    Body("清河市疾病预防控制中心", "市疾控中心", "institution", 2004, (1, 3), "108"),
    Body("清河职业技术学院", "清河职业技术学院", "institution", 2002, (2, 5), "106"),
    Body("清河市第一中学", "市第一中学", "institution", 1985, (2, 4), "108"),
    Body("清河市第一人民医院", "市第一人民医院", "institution", 1985, (2, 4), "108"),
    Body("清河市中医医院", "市中医医院", "institution", 1988, (2, 3), "108"),
    Body("清河市农业科学研究院", "市农科院", "institution", 1986, (1, 3), "108"),
)

# What a larger city has besides, after its own name; opened in this order.
MORE_CITY_INSTITUTIONS = (
    "第二人民医院", "第二中学", "妇幼保健院", "实验小学", "图书馆", "第三中学", "博物馆",
    "文化馆", "第三人民医院", "实验中学", "中心血站", "第四中学", "特殊教育学校",
    "城市建设档案馆", "急救中心", "第五中学", "体育运动学校", "气象灾害防御中心", "实验幼儿园",
    "第六中学", "殡仪服务中心", "园林绿化中心", "第七中学", "社会福利院", "大数据中心",
    "第八中学", "科技馆", "少年宫",
)  # fmt: skip
