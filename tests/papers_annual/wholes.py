"""Reports made up for the tests of their papers: no database, any number of people."""

from dataclasses import replace
from datetime import date

from reporting.annual.choices import Part, Stand
from reporting.annual.whole import Proposed, Said, Whole, Words
from reporting.gathering.content import Content, Figure, Row, Table
from reporting.gathering.keys import KEYS

ON = date(2026, 11, 30)
FILED = date(2026, 12, 10)
NAMES = ("周远航", "李喆", "王镕基", "陈珺", "赵𠮷", "吴旸", "马文博", "孙㛃", "胡志远", "林䶮")
BANDS = ("25岁及以下", "26—28岁", "29—30岁", "31—32岁", "33—35岁", "36—40岁", "41岁及以上")
LABELS = (
    *("总数", "性别：男", "性别：女", "少数民族", "党外干部", "两年以上基层经历"),
    *("职务层次：乡科级正职", "职务层次：乡科级副职", "职务层次：科员级"),
    *("全日制学历：研究生", "全日制学历：大学本科", "全日制学历：大学专科", "全日制学历：中专"),
    *("使用层级：一级目标", "使用层级：二级目标", "使用层级：三级目标", "使用层级：四级目标"),
    *("来源：选调生", "来源：考试录用", "来源：未填写"),
)
NOBODY = ("党外干部", *LABELS[11:13], *LABELS[15:17], "来源：未填写")
PARTS = {
    Part.OVERVIEW: (
        "截至2026年11月30日，本单位在库优秀年轻干部〔在库人数〕，上年末为〔上年末在库人数〕。"
        "其中女干部〔女干部人数〕、少数民族干部〔少数民族人数〕、党外干部〔党外干部人数〕；"
        "平均年龄〔平均年龄〕；具有全日制本科以上学历的〔全日制本科以上人数〕。\n"
        "全年新入库〔全年入库人数〕，出库〔全年出库人数〕。"
    ),
    Part.TRAINING: (
        "（一）学习培训。全年安排在库干部参加学习培训〔学习培训人次〕。\n"
        "（二）领导帮带。落实领导干部“一对一”帮带〔帮带对数〕，帮带覆盖率〔帮带覆盖率〕。\n"
        "（三）轮岗交流。全年安排轮岗交流〔轮岗人次〕。\n"
        "（四）实践锻炼。全年选派干部到一线锻炼〔派出锻炼人次〕，其中乡镇挂职〔乡镇挂职人次〕。"
    ),
    Part.USE: "全年提任〔提任人次〕，其中一级目标〔一级目标提任人次〕。",
    Part.MANAGEMENT: (
        "（一）谈心谈话。全年谈心谈话〔谈心谈话人次〕，覆盖率〔谈话覆盖率〕。\n"
        "（二）严格监督。立案〔立案件数〕，受处分〔受处分人次〕。"
    ),
    Part.PROBLEMS: "一是专业结构不够均衡。二是挂职期满后跟踪培养不够有力。",
    Part.PLAN: "2027年，拟新选派乡镇挂职干部4名，力争在同一岗位任职满五年的在库干部全部交流。",
    Part.OPINIONS: (
        "经2026年12月8日党组会议研究，对在库的〔在库人数〕提出初步意见："
        "拟保留〔拟保留人数〕、调出〔拟调出人数〕、缓定〔拟缓定人数〕。具体人员和理由见附件。"
    ),
}


def name_of(number: int) -> str:
    return NAMES[number % len(NAMES)]


def whole_of(people: int = 12, **changed) -> Whole:
    """A filed report of a bureau with so many people."""
    whole = Whole(
        report=1,
        unit=7,
        code="A0107",
        unit_name="清河市交通运输局",
        short_name="市交通局",
        collector_name="清河市",
        is_county=False,
        year=2026,
        number=1,
        words=tuple(Words(part, text) for part, text in PARTS.items()),
        content=content_of(people),
        opinions=tuple(
            Said(n, name_of(n), "产业发展科科长", *opinion_of(n)) for n in range(people)
        ),
        proposals=(
            Proposed(900, "欧阳婧", "1996.04", "大学", "运输科四级主任科员", "表现突出"),
            Proposed(901, "龑婳", "1997.11", "研究生", "法规科四级主任科员", "防汛救灾中记功"),
        ),
        none_to_add=False,
        document="清交党组〔2026〕18号",
        signer="沈国栋",
        meeting="2026年12月8日党组会议",
        contact="何婧，0990-6612000",
        filed_on=FILED,
        digest="3f9a" * 16,
    )
    return replace(whole, **changed)


def opinion_of(number: int) -> tuple[Stand, str]:
    if number % 6 == 4:
        return Stand.DEFER, "企业挂职未满，待2027年7月期满考核后研究"
    if number % 6 == 5:
        return Stand.EXIT, "已提任高新区经济发展局副局长，转入县处级后备库管理"
    return Stand.KEEP, ""


def content_of(people: int) -> Content:
    figures = {one.key: Figure(one.key, str(3 + n)) for n, one in enumerate(KEYS)}
    tables = {
        "roster": _table("roster", people, _rostered),
        "changes": _table("changes", people // 4, _changed),
        "training": _table("training", people * 3 // 2, _trained),
        "assessed": _table("assessed", people, _assessed),
        "statistics": statistics(),
    }
    return Content(2026, ON, figures, tables, tuple(range(people)))


def statistics(before: bool = True) -> Table:
    rows = [("项目", "合计", *BANDS)]
    rows += [
        (label, str(40 - n), *[str((n * 7 + k * 3) % 11) for k in range(len(BANDS))])
        for n, label in enumerate(LABELS)
    ]
    if before:
        rows.append(("上年末总数", "31", "5", "4", "6", "7", "5", "2", "2"))
    return Table("statistics", tuple(Row(None, row) for row in rows))


def with_few_kinds(whole: Whole) -> Whole:
    """The same report where nobody is of some kinds, as in every small unit."""
    table = whole.content.tables["statistics"]
    rows = tuple(
        replace(row, cells=(row.cells[0], *["0"] * (len(row.cells) - 1)))
        if row.cells[0] in NOBODY
        else row
        for row in table.rows
    )
    tables = {**whole.content.tables, "statistics": Table("statistics", rows)}
    return replace(whole, content=replace(whole.content, tables=tables))


def _table(name: str, count: int, row) -> Table:
    return Table(name, tuple(Row(n, row(n), f"{name}:{n}") for n in range(count)))


def _rostered(n: int) -> tuple[str, ...]:
    post = f"市交通运输局运输{n}科科长" if n % 3 else "市公路事业发展中心综合计划科副科长"
    return (
        name_of(n),
        "男女"[n % 2],
        ("汉族", "满族", "维吾尔族")[n % 3],
        f"199{n % 10}.0{n % 9 + 1}",
        "云州清源",
        f"201{n % 8}.12",
        "大学\n工学学士",
        "云州理工大学交通运输工程专业",
        post,
        ("一级主任科员", "四级调研员")[n % 2],
        "2022.08",
        "2024.03",
        ("一级目标", "二级目标")[n % 2],
    )


def _changed(n: int) -> tuple[str, ...]:
    return (
        name_of(n),
        "政策法规科副科长",
        f"运输科{n}科长",
        "提任",
        "2026.05",
        f"清组〔2026〕{n}号",
    )


def _trained(n: int) -> tuple[str, ...]:
    kind = ("学习培训", "领导帮带", "轮岗交流", "乡镇挂职")[n % 4]
    return (name_of(n), kind, f"市委党校中青年班第{n}期", "2026.03", "2026.06", "优秀")


def _assessed(n: int) -> tuple[str, ...]:
    return (name_of(n), "称职", "85.71", "0", f"嘉奖{n}", "" if n % 5 else "诫勉")
