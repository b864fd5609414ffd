"""The organs and institutions that every county and district has, in protocol order."""

from typing import NamedTuple


class CountyOrgan(NamedTuple):
    """A county organ; `{}` takes the county's name. `early`: even the ordinary city has it."""

    name: str
    short_name: str
    deputies: int
    early: bool = False
    since: int = 1985


COUNTY_ORGANS = (
    CountyOrgan("中共{}纪律检查委员会（{}监察委员会）", "{}纪委监委", 5, early=True),
    CountyOrgan("中共{}委办公室", "{}委办公室", 4, early=True),
    CountyOrgan("中共{}委组织部", "{}委组织部", 4, early=True),
    CountyOrgan("中共{}委宣传部", "{}委宣传部", 4, early=True),
    CountyOrgan("中共{}委统一战线工作部", "{}委统战部", 3),
    CountyOrgan("中共{}委政法委员会", "{}委政法委", 3, since=1990),
    CountyOrgan("中共{}委社会工作部", "{}委社会工作部", 2, since=2024),
    CountyOrgan("中共{}委机构编制委员会办公室", "{}委编办", 2, since=2001),
    CountyOrgan("中共{}委巡察工作领导小组办公室", "{}委巡察办", 2, since=2016),
    CountyOrgan("中共{}直属机关工作委员会", "{}直机关工委", 2, since=1990),
    CountyOrgan("{}信访局", "{}信访局", 2, since=1996),
    CountyOrgan("{}人民代表大会常务委员会办公室", "{}人大办", 2, early=True),
    CountyOrgan("{}人民政府办公室", "{}政府办公室", 4, early=True),
    CountyOrgan("{}发展和改革局", "{}发展改革局", 3),
    CountyOrgan("{}教育局", "{}教育局", 3, early=True),
    CountyOrgan("{}工业和信息化局", "{}工业和信息化局", 3, since=2010),
    CountyOrgan("{}民政局", "{}民政局", 3),
    CountyOrgan("{}司法局", "{}司法局", 3),
    CountyOrgan("{}财政局", "{}财政局", 3, early=True),
    CountyOrgan("{}人力资源和社会保障局", "{}人社局", 3, since=2010),
    CountyOrgan("{}自然资源局", "{}自然资源局", 3, since=2019),
    CountyOrgan("{}住房和城乡建设局", "{}住建局", 3, since=2010),
    CountyOrgan("{}交通运输局", "{}交通运输局", 3, since=2010),
    CountyOrgan("{}水务局", "{}水务局", 3),
    CountyOrgan("{}农业农村局", "{}农业农村局", 4, since=2019),
    CountyOrgan("{}文化和旅游局", "{}文化和旅游局", 3, since=2019),
    CountyOrgan("{}卫生健康局", "{}卫生健康局", 3, since=2019),
    CountyOrgan("{}退役军人事务局", "{}退役军人局", 2, since=2019),
    CountyOrgan("{}应急管理局", "{}应急管理局", 3, since=2019),
    CountyOrgan("{}审计局", "{}审计局", 2, early=True),
    CountyOrgan("{}市场监督管理局", "{}市场监管局", 4, since=2019),
    CountyOrgan("{}统计局", "{}统计局", 2),
    CountyOrgan("{}医疗保障局", "{}医保局", 2, since=2019),
    CountyOrgan("中国人民政治协商会议{}委员会办公室", "{}政协办", 2, early=True),
    CountyOrgan("{}人民法院", "{}法院", 3),
    CountyOrgan("{}人民检察院", "{}检察院", 3),
    CountyOrgan("{}总工会", "{}总工会", 2),
    CountyOrgan("中国共产主义青年团{}委员会", "共青团{}委", 2),
    CountyOrgan("{}妇女联合会", "{}妇联", 2),
    CountyOrgan("{}工商业联合会", "{}工商联", 2),
    CountyOrgan("{}科学技术协会", "{}科协", 2),
    CountyOrgan("{}残疾人联合会", "{}残联", 2, since=1990),
)

# Institutions of a county, after its name, opened in this order in a larger city.
COUNTY_INSTITUTIONS = (
    "委党校", "融媒体中心", "人民医院", "第一中学", "档案馆", "疾病预防控制中心", "中医医院",
    "职业中等专业学校", "妇幼保健院", "农业技术推广中心", "实验小学", "图书馆", "文化馆",
    "第二中学", "公共资源交易中心", "机关事务服务中心", "政务服务中心", "就业服务中心",
    "畜牧兽医服务中心", "不动产登记中心", "第三中学", "实验幼儿园", "林业技术推广站",
    "水利工程质量服务中心", "博物馆",
)  # fmt: skip
