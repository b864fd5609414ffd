"""Invented people of 云州省清河市 for the pictures of printed forms."""

from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageDraw

from cadres.formats.approval_form import ApprovalForm, Relative

SIZE = (376, 460)
GROUND, SKIN, COAT, COLLAR = "#dfe6ec", "#9fb0bd", "#7f93a3", "#f4f6f8"


def silhouette() -> bytes:
    """A JPEG of nobody."""
    image = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(image)
    draw.ellipse((32, 310, 344, 700), fill=COAT)
    draw.polygon(((144, 318), (188, 372), (232, 318)), fill=COLLAR)
    draw.rounded_rectangle((156, 250, 220, 335), 30, fill=SKIN)
    draw.ellipse((108, 90, 268, 296), fill=SKIN)
    written = BytesIO()
    image.save(written, "JPEG", quality=88)
    return written.getvalue()


def member(relation: str, name: str, birth: str, politics: str, work: str) -> Relative:
    """One row of the family."""
    return Relative(relation=relation, name=name, birth=birth, politics=politics, work=work)


ZHOU = ApprovalForm(
    name="周远航",
    gender="男",
    birth="199103",
    nation="汉族",
    native_place="云州清源",
    birth_place="云州清源",
    party="201306",
    work_start="201407",
    health="健康",
    pro_title="高级工程师",
    specialty="产业规划、智能制造",
    fulltime_education="大学",
    fulltime_degree="工学学士",
    fulltime_school="云州大学机械工程学院机械工程专业",
    inservice_education="研究生",
    inservice_degree="工程硕士",
    inservice_school="华云科技大学管理学院工业工程专业",
    title="清河市工业和信息化局产业发展科科长、四级调研员",
    planned_post="清河市石桥镇党委委员、副书记，提名为镇长候选人",
    removed_post="清河市工业和信息化局产业发展科科长",
    resume="""\
2010.09--2014.07  云州大学机械工程学院机械工程专业学习
2014.07--2016.02  清河市清源县经济和信息化局科员
                  （其间：2014.09--2015.08在清源县云亭乡锻炼）
2016.02--2018.05  清河市经济和信息化委员会技术改造科科员
2018.05--2019.11  清河市经济和信息化委员会技术改造科副主任科员
2019.11--2021.03  清河市工业和信息化局装备工业科副科长
2021.03--2022.08  清河市工业和信息化局装备工业科副科长、三级主任科员
                  （2017.09--2021.06在华云科技大学管理学院工业工程专业硕士研究生班学习，\
获工程硕士学位）
2022.08--2024.03  清河市工业和信息化局产业发展科科长、一级主任科员
2024.03--2026.03  清河市工业和信息化局产业发展科科长，挂任清河市石桥镇党委委员、副镇长
                  （其间：2025.06--2025.09抽调市防汛抗旱指挥部工作；\
2025.03--2025.05在云州省委党校中青年干部培训班学习）
2026.03--         清河市工业和信息化局产业发展科科长、四级调研员""",
    rewards="2023年1月，荣获“清河市先进工作者”称号，中共清河市委、清河市人民政府授予；"
    "2025年12月，因在防汛抢险救灾工作中表现突出，记三等功一次。",
    assessments="2023年、2024年年度考核均为称职，2025年年度考核为优秀。",
    grounds="工作需要。该同志政治素质好，熟悉产业经济工作，基层工作经历完整，群众公认度高，"
    "符合任职条件。",
    family=(
        member("妻子", "何静怡", "199208", "中共党员", "清河市第一人民医院心内科主治医师"),
        member("女儿", "周安宁", "201905", "", "清河市实验小学二年级学生"),
        member("父亲", "周德厚", "196310", "群众", "清河市清源县云亭乡云亭村村民"),
        member("母亲", "林秀英", "196412", "群众", "清河市清源县云亭乡云亭村村民"),
        member("岳父", "何建国", "196104", "中共党员", "清河市供销合作社联合社原副主任（已退休）"),
        member("岳母", "吴淑珍", "196307", "群众", "清河市纺织厂退休职工"),
    ),
    reported_by="中共清河市工业和信息化局党组",
    filled_on="20261210",
    filled_by="何婧",
    photo=silhouette(),
)
ZHAO = replace(
    ZHOU,
    name="赵𠮷",
    birth="199301",
    native_place="云州东港",
    birth_place="云州东港",
    party="201506；民建",
    work_start="201508",
    pro_title="",
    specialty="经济法、行政法",
    fulltime_degree="法学学士",
    fulltime_school="东港大学法学院法学专业",
    inservice_education="",
    inservice_degree="",
    inservice_school="",
    title="清河市工业和信息化局政策法规科副科长、二级主任科员",
    planned_post="清河市工业和信息化局政策法规科科长（试用期一年）",
    removed_post="清河市工业和信息化局政策法规科副科长",
    resume="""\
2011.09--2015.07  东港大学法学院法学专业学习
2015.08--2018.10  清河市临江县人民法院书记员
                  （其间：2016.03--2017.03在临江县蓼花镇锻炼）
2018.10--2020.12  清河市司法局法治调研科四级主任科员
2020.12--2023.09  清河市工业和信息化局政策法规科三级主任科员
2023.09--         清河市工业和信息化局政策法规科副科长、二级主任科员""",
    rewards="无",
    assessments="2023年、2024年、2025年年度考核均为称职。",
    grounds="职位空缺，工作需要。",
    family=(
        member("妻子", "龑婳", "199402", "中共党员", "清河市南湖区审计局财政审计股副股长"),
        member("父亲", "赵堃", "", "中共党员", "东港市渔政管理站职工（已去世）"),
        member("母亲", "孙㛃", "196611", "群众", "东港市东山街道滨河社区居民"),
    ),
)
