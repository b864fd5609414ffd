"""The 36 elements of `.lrmx` in the order in which they are written (domain §1.1)."""

from collections.abc import Callable
from typing import NamedTuple

from cadres.formats import dates, texts

ROOT = "Person"
FAMILY, ITEM, PHOTO, VERSION = "JiaTingChengYuan", "Item", "ZhaoPian", "Version"
WRITTEN_VERSION = "3.2.1.16"  # whatever version a file came in
IGNORED = frozenset({"ZhengZhiMianMao"})  # at the level of the person, in one tool's test alone


class Element(NamedTuple):
    """One element: the field it fills, what it is called, and how its text is made clean.

    `dated` turns clean text into digits and raises ValueError where it cannot.
    """

    name: str
    field: str
    label: str
    clean: Callable[[str], str] = texts.single
    dated: Callable[[str], str] | None = None


ELEMENTS = (
    Element("XingMing", "name", "姓名", texts.name),
    Element("XingBie", "gender", "性别"),
    Element("ChuShengNianYue", "birth", "出生年月", dated=dates.month),
    Element("MinZu", "nation", "民族"),
    Element("JiGuan", "native_place", "籍贯"),
    Element("ChuShengDi", "birth_place", "出生地"),
    Element("RuDangShiJian", "party", "入党时间", dated=dates.party),
    Element("CanJiaGongZuoShiJian", "work_start", "参加工作时间", dated=dates.month),
    Element("DaoLingNianYue", "retire_month", "到龄年月", dated=dates.month),
    Element("JianKangZhuangKuang", "health", "健康状况"),
    Element("ZhuanYeJiShuZhiWu", "pro_title", "专业技术职务"),
    Element("ShuXiZhuanYeYouHeZhuanChang", "specialty", "熟悉专业有何专长"),
    Element("QuanRiZhiJiaoYu_XueLi", "fulltime_education", "全日制教育学历"),
    Element("QuanRiZhiJiaoYu_XueWei", "fulltime_degree", "全日制教育学位"),
    Element("QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "fulltime_school", "全日制学历毕业院校"),
    Element(
        "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "fulltime_degree_school", "全日制学位毕业院校"
    ),
    Element("ZaiZhiJiaoYu_XueLi", "inservice_education", "在职教育学历"),
    Element("ZaiZhiJiaoYu_XueWei", "inservice_degree", "在职教育学位"),
    Element("ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "inservice_school", "在职学历毕业院校"),
    Element("ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "inservice_degree_school", "在职学位毕业院校"),
    Element("XianRenZhiWu", "title", "现任职务"),
    Element("NiRenZhiWu", "planned_post", "拟任职务"),
    Element("NiMianZhiWu", "removed_post", "拟免职务"),
    Element("JianLi", "resume", "简历", texts.resume),
    Element("JiangChengQingKuang", "rewards", "奖惩情况", texts.block),
    Element("NianDuKaoHeJieGuo", "assessments", "年度考核结果", texts.block),
    Element("RenMianLiYou", "grounds", "任免理由", texts.block),
    Element(FAMILY, "family", "家庭成员"),
    Element("ChengBaoDanWei", "reported_by", "呈报单位"),
    Element("GaiGeQianRenZhiNianLingJieXian", "age_limit", "改革前任职年龄界限"),
    Element("JiSuanNianLingShiJian", "age_on", "计算年龄时间", dated=dates.day),
    Element("TianBiaoShiJian", "filled_on", "填表时间", dated=dates.day),
    Element("TianBiaoRen", "filled_by", "填表人"),
    Element("ShenFenZheng", "id_number", "身份证号", texts.id_number),
    Element(PHOTO, "photo", "照片"),
    Element(VERSION, "version", "版本"),
)

RELATIVE = (
    Element("ChengWei", "relation", "称谓"),
    Element("XingMing", "name", "姓名", texts.name),
    Element("ChuShengRiQi", "birth", "出生年月", dated=dates.month),
    Element("ZhengZhiMianMao", "politics", "政治面貌"),
    Element("GongZuoDanWeiJiZhiWu", "work", "工作单位及职务"),
)

BY_FIELD = {element.field: element for element in ELEMENTS}
NAMES = frozenset(element.name for element in ELEMENTS)
TEXTS = tuple(element for element in ELEMENTS if element.name not in (FAMILY, PHOTO))
