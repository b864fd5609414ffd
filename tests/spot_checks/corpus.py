"""Invented notes of talks: honest ones, different people in different words, and planted faults.

Set phrases are shared on purpose: offices do write alike. Everybody and everything is invented.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from django.utils.timezone import get_default_timezone

from assessments.spot_checks.signs.kinds import Record
from policy.periods import Quarter

CITY = get_default_timezone()

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = (
    "明轩", "雨桐", "思远", "佳宁", "子涵", "文博", "晓彤", "志强", "海燕", "俊杰", "梦瑶", "浩然",
    "欣怡", "立新", "春梅", "国栋", "婷婷", "宇航", "静怡", "凯", "磊", "倩", "永康", "瑞雪",
    "嘉豪", "丽娟", "建华", "振东", "秀兰", "天翊", "若曦", "泽宇", "晨光", "慧敏", "学文", "卫东",
    "彦霖", "诗涵", "启明", "雅琴",
)  # fmt: skip
PRAISE = (
    "政治立场坚定，能够自觉同党中央保持高度一致",
    "注重理论学习，能联系岗位思考问题",
    "思想稳定，对组织信任，愿意把真实想法讲出来",
    "对组织的培养心怀感激，也感到压力",
    "近期思想上有些波动，主要是对发展方向拿不准",
    "学习上能坚持，但系统性不够，碎片化较明显",
    "对当前改革任务的意义认识到位，也坦率谈了顾虑",
)
STUDY = (
    "读完了《{book}》，并在支部会上交流了体会",
    "参加了{place}举办的{days}天专题培训，认为{topic}一课最有启发",
    "利用晚上时间自学{topic}，准备明年参加相关考试",
    "在“学习强国”上坚持学习，但承认笔记记得少",
    "对{topic}政策理解还不深，打算找分管领导请教",
    "承认上半年集中学习请假{count}次，下半年要补上",
    "随{place}考察组外出学习，写了{count}千字的考察报告",
)
BOOKS = (
    "之江新语", "乡土中国", "论持久战", "摆脱贫困", "中国共产党简史", "置身事内", "大国大城",
    "矛盾论", "改革开放简史", "习近平的七年知青岁月",
)  # fmt: skip
TOPICS = (
    "项目审批", "数字政府", "基层治理", "财政绩效", "河湖管护", "招商引资", "应急管理", "乡村产业",
    "城市更新", "信访化解", "公路养护", "科技成果转化", "安全生产", "教育均衡", "医保支付改革",
    "统计核算", "耕地保护", "移民安置", "园区运营", "政务公开",
)  # fmt: skip
PLACES = (
    "市委党校", "省行政学院", "柳河镇", "青川县", "高新区", "东城街道", "云溪村", "马渡镇",
    "清源县", "双桥社区", "南岭林场", "石板沟村", "城北工业园", "白鹭湾", "龙泉水库",
)  # fmt: skip
WORK = (
    "牵头{topic}工作，完成了{place}片区{count}个点位的摸排，台账基本清楚",
    "负责的{place}{topic}项目推进到{count}成，卡在用地手续上，需要领导出面协调",
    "今年经手{count}件{topic}方面的群众来信，办结{small}件，其余的正在走程序",
    "从{place}回来以后接手{topic}，头一个月比较吃力，现在能独立起草材料",
    "在{place}驻点{days}天，帮助梳理出{small}条堵点，其中{topic}的问题已经解决",
    "主笔起草了{topic}实施细则，征求了{count}家单位意见，改了{small}稿",
    "{topic}考核去年排名靠后，本人认领了{small}项指标，目前完成过半",
    "科室人手少，同时顾着{topic}和{place}的结对工作，周末加班较多",
    "协调{place}和两家企业签了{topic}协议，落地资金{count}百万元",
    "处理了{place}一起{topic}纠纷，前后上门{small}趟，当事人已经签字",
    "主持{topic}例会，推动{place}把拖了{count}个月的事办了下来",
)
STYLE = (
    "能吃苦，跑现场多，{place}的干部反映办事不拖",
    "作风扎实，但性子急，和{place}的同志沟通时说话偏硬，本人认可",
    "严格执行公务接待和用车规定，没有违规问题，{topic}经费都按程序报销",
    "个别材料有赶时间应付的情况，{topic}报表曾被退回{small}次",
    "遵守考勤，{count}月以来没有迟到；提醒其注意社交圈，少参加应酬",
    "在{topic}评审中主动回避了亲属参与的{place}项目，值得肯定",
    "群众观念比较强，{place}走访时能坐得下来，听得进牢骚话",
    "办公室风气好，但分工上有时大包大揽，{topic}的事没有及时放手",
    "会风文风上能带头压减，{topic}的文件由{count}页减到{small}页",
)
LIFE = (
    "爱人在{place}工作，孩子今年上{grade}，接送主要靠老人",
    "父亲{month}月做了手术，目前在家休养，请过{small}天假",
    "住单身宿舍，个人问题家里催得紧，本人说先把{topic}干好",
    "房贷每月{count}百元，生活没有大的困难，就是回{place}看父母少",
    "两地分居{small}年，希望组织在条件允许时考虑",
    "身体状况良好，坚持跑步；{month}月体检血脂偏高，嘱其注意",
    "二孩刚满{small}个月，爱人休产假，晚上带孩子休息不好",
    "家庭和睦，母亲在{place}帮忙照看孩子，没有需要组织解决的事",
    "岳父岳母从外地搬来同住，家里地方小，正在看{place}的房子",
)
GRADES = ("幼儿园大班", "一年级", "三年级", "五年级", "初二", "高一")
ADVICE = (
    "建议年内安排到{place}锻炼，补上{topic}这一课。",
    "希望多给机会参加{topic}方面的培训。",
    "要求每季度写一篇{topic}调研报告，{month}月底前交第一篇。",
    "建议由分管领导牵头协调{place}项目用地。",
    "无。",
)
LINKS = ("；", "。", "，另外", "。同时", "。据本人讲，")


def name(dice: Random) -> str:
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def _filled(dice: Random, sentence: str) -> str:
    return sentence.format(
        book=dice.choice(BOOKS),
        topic=dice.choice(TOPICS),
        place=dice.choice(PLACES),
        days=dice.randint(2, 30),
        count=dice.randint(2, 40),
        small=dice.randint(2, 9),
        month=dice.randint(1, 12),
        grade=dice.choice(GRADES),
    )


def _point(dice: Random, *sources: Sequence[str]) -> str:
    parts = [_filled(dice, dice.choice(source)) for source in sources]
    if dice.random() < 0.5:
        parts.append(_filled(dice, dice.choice(sources[-1])))
    said = dice.choice(("", "", "谈话中了解到，", "该同志", "本人认为")) + parts[0]
    for part in parts[1:]:
        said += dice.choice(LINKS) + part
    return said + "。"


def points(dice: Random) -> tuple[str, str, str, str, str]:
    """What one honest talk says."""
    return (
        _point(dice, PRAISE, STUDY),
        _point(dice, WORK, WORK),
        _point(dice, STYLE),
        _point(dice, LIFE),
        _filled(dice, dice.choice(ADVICE)),
    )


def honest(
    dice: Random, quarter: Quarter, *, units: int, people: tuple[int, int], first_key: int = 1
) -> dict[int, list[Record]]:
    """Records by unit: a speaker each, on working days, entered within days, in the daytime."""
    found: dict[int, list[Record]] = {}
    key = first_key
    span = (quarter.end - quarter.first_day).days
    for unit in range(1, units + 1):
        speaker, busy, rows = name(dice), set(), []
        names = {name(dice) for _ in range(dice.randint(*people))} - {speaker}
        for person in sorted(names):
            day = quarter.first_day + timedelta(days=dice.randrange(span))
            while day.weekday() > 4 or (day, slot := dice.randrange(8, 17)) in busy:
                day = quarter.first_day + timedelta(days=dice.randrange(span))
            busy.add((day, slot))
            entered = datetime.combine(day, time(8), CITY) + timedelta(
                days=dice.randint(0, 6), hours=10, minutes=dice.randint(0, 180)
            )
            rows.append(
                Record(
                    key=key,
                    unit=unit,
                    cadre=key,
                    name=person,
                    held_on=day,
                    entered=entered,
                    led_by=speaker,
                    points=points(dice),
                    began=time(slot, dice.choice((0, 10, 30))),
                    ended=time(slot, 55),
                )
            )
            key += 1
        found[unit] = rows
    return found


def copy_for(dice: Random, source: Record, target: Record) -> Record:
    """Somebody's note handed to another: names, numbers, dates and a clause or two are changed."""
    texts = []
    for text in source.points:
        text = text.replace(source.name, target.name)
        text = "".join(str(dice.randint(1, 9)) if c.isdigit() else c for c in text)
        texts.append(
            text.replace("。", dice.choice(("。", "；"))).replace("，", dice.choice("，、"))
        )
    texts[dice.randrange(4)] += dice.choice(("", "请继续努力。", "近期表现稳定。"))
    texts[0] = f"{target.name}同志" + texts[0]
    return replace(target, points=tuple(texts))
