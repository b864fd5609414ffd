"""Reports of units of twelve people as a year end has them: two charts, no two alike."""

from datetime import date
from random import Random

from reporting.annual.choices import Part, Stand
from reporting.annual.whole import Said, Whole, Words
from reporting.gathering.content import Content, Figure, Row, Table
from reporting.gathering.keys import KEYS

ON = date(2026, 11, 30)
BANDS = ("25岁及以下", "26—28岁", "29—30岁", "31—32岁", "33—35岁", "36—40岁", "41岁及以上")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = "远航志明文博海峰若楠婧𠮷㛃䶮"
SENTENCES = (
    "全年安排在库干部参加学习培训〔学习培训人次〕，落实领导干部帮带〔帮带对数〕。",
    "选派干部到一线锻炼〔派出锻炼人次〕，其中乡镇挂职〔乡镇挂职人次〕、信访督查〔信访督查人次〕。",
    "截至统计截止日，在库优秀年轻干部〔在库人数〕，平均年龄〔平均年龄〕。",
    "按季度开展谈心谈话〔谈心谈话人次〕，谈话覆盖率〔谈话覆盖率〕，对苗头性问题及时提醒。",
)
PEOPLE = 12
PARAGRAPHS = 1


def whole(number: int) -> Whole:
    """The report of the unit of that number."""
    random = Random(number)  # noqa: S311
    people = [random.choice(SURNAMES) + random.choice(GIVEN) for _ in range(PEOPLE)]
    figures = {one.key: Figure(one.key, str(random.randint(1, 60))) for one in KEYS}
    tables = {name: Table(name, rows) for name, rows in _rows(people, random).items()}
    return Whole(
        report=number,
        unit=number,
        code=f"B{number:04}",
        unit_name=f"清河市第{number}局",
        short_name=f"市{number}局",
        collector_name="清河市",
        is_county=False,
        year=2026,
        number=1,
        words=tuple(_words(part, random) for part in Part),
        content=Content(2026, ON, figures, tables),
        opinions=tuple(
            Said(place, name, f"第{place}科科长", Stand.KEEP, "")
            for place, name in enumerate(people)
        ),
        proposals=(),
        none_to_add=True,
        document=f"清局〔2026〕{number}号",
        signer=people[0],
        meeting="党组会议",
        contact="",
        filed_on=date(2026, 12, 10),
        digest=f"{number:064}",
    )


def _words(part: Part, random: Random) -> Words:
    told = ("".join(random.sample(SENTENCES, 2)) for _ in range(PARAGRAPHS))
    return Words(part, "\n".join(told))


def _rows(people: list[str], random: Random) -> dict[str, tuple[Row, ...]]:
    def month() -> str:
        return f"{random.randint(2015, 2026)}.{random.randint(1, 12):02}"

    roster = [
        (
            *(name, "男", "汉族", month(), "云州清源", month()),
            *("大学 工学学士", "云州大学机械工程专业", f"第{random.randint(1, 30)}科副科长"),
            *("一级主任科员", month(), month(), "一级目标"),
        )
        for name in people
    ]
    return {
        "roster": _numbered(roster),
        "changes": _numbered([(people[0], "科员", "副科长", "提任", month(), "清组〔2026〕1号")]),
        "training": _numbered(
            [(name, "学习培训", "市委党校中青年班", month(), month(), "优秀") for name in people]
        ),
        "assessed": _numbered([(name, "称职", "85.7", "0", "嘉奖", "") for name in people]),
        "statistics": _numbered(
            [("项目", "合计", *BANDS)]
            + [
                (label, *[str(random.randint(0, 40)) for _ in range(len(BANDS) + 1)])
                for label in ("总数", "上年末总数", "性别：男", "性别：女", "少数民族", "党外干部")
            ]
        ),
    }


def _numbered(rows: list[tuple[str, ...]]) -> tuple[Row, ...]:
    return tuple(Row(None, row) for row in rows)
