"""花名册, columns 1 to 12: who somebody is, and what he learned (domain §9.2)."""

from collections.abc import Iterator

from cadres.choices import NATION, Gender
from cadres.exchange import roster_tells as tells
from cadres.exchange import roster_tells_pairs as pairs
from cadres.exchange import roster_written as written
from cadres.exchange.code_words import gender_code, nation_code
from cadres.exchange.roster_column import RosterColumn
from cadres.exchange.roster_column_kinds import MONTH_HINT, month, names_of
from cadres.formats.roster_sheet.headers import EDUCATIONS, SCHOOLS

FULLTIME, INSERVICE = "全日制教育", "在职教育"


def _education(
    kind: str, group: str, entity: str, samples: tuple[str, str], word: str
) -> Iterator[RosterColumn]:
    """学历学位 and 毕业院校系及专业 under one group, which other lists call by a shorter `word`."""
    starts = (group, word)
    yield RosterColumn(
        name=kind,
        label="学历学位",
        group=group,
        aliases=tuple(start + side for start in starts for side in ("", *EDUCATIONS)),
        width=12,
        mm=17.5,
        is_open=True,
        made_of=(entity, f"{entity}_degree"),
        write=written.education,
        tell=pairs.education,
        field=f"{kind}_education",
        hint="学历和学位，换行或用空格分开，如“大学 工学学士”；名称照 ZB64、GB/T 6864",
        sample=samples[0],
    )
    yield RosterColumn(
        name=f"{kind}_school",
        label="毕业院校系及专业",
        group=group,
        aliases=tuple(start + side for start in starts for side in SCHOOLS),
        width=22,
        mm=24,
        is_left=True,
        made_of=(f"{entity}_school", f"{entity}_major"),
        write=written.school,
        repeats=False,
        tell=pairs.school,
        hint="院校、院系和专业，专业另起一行，以“专业”二字结尾",
        sample=samples[1],
    )


PERSON = (
    RosterColumn(
        name="number",
        label="序号",
        aliases=("序", "编号"),
        width=5,
        mm=7,
        is_number=True,
        write=written.nothing,
        hint="不填也可以",
        sample="示例",
    ),
    RosterColumn(
        name="name",
        label="姓名",
        aliases=("名字", "干部姓名", "人员姓名"),
        width=9,
        mm=14,
        is_needed=True,
        made_of=("name",),
        write=written.text,
        repeats=False,
        tell=tells.name,
        hint="必填；两个字的姓名中间不加空格，少数民族姓名用“·”",
        sample="周晓航",
    ),
    RosterColumn(
        name="gender",
        label="性别",
        width=5,
        mm=6,
        is_needed=True,
        choices=lambda: tuple(map(str, Gender.labels)),
        made_of=("gender",),
        write=written.gender,
        tell=tells.code(gender_code, "男 或 女"),
        hint="必填；男 或 女",
        sample="女",
    ),
    RosterColumn(
        name="nation",
        label="民族",
        width=8,
        mm=8,
        choices=names_of(NATION),
        made_of=("nation",),
        write=written.nation,
        tell=tells.code(nation_code, "国家标准中的名称，如 汉族"),
        hint="国家标准（GB/T 3304）中的名称，“汉”与“汉族”都可以",
        sample="汉族",
    ),
    RosterColumn(
        name="native_place",
        label="籍贯",
        width=10,
        mm=14.5,
        made_of=("native_place",),
        write=written.text,
        tell=tells.line,
        hint="省和市、县的简称，如 云州清河",
        sample="云州清河",
    ),
    RosterColumn(
        name="birth",
        label="出生年月（岁）",
        aliases=("出生年月", "出生日期", "出生时间", "出生"),
        width=14,
        mm=14,
        is_needed=True,
        made_of=("birth",),
        is_stacked=True,
        write=written.birth,
        is_dated=True,
        tell=tells.month,
        hint=f"必填；{MONTH_HINT}；括号里的年龄不读取",
        sample="1992.05",
    ),
    RosterColumn(
        name="party",
        label="入党时间",
        aliases=("入党日期", "入党年月", "政治面貌（加入时间）", "政治面貌及入党时间"),
        width=11,
        mm=13,
        made_of=("political_status", "party_join", "second_party"),
        beyond=("cadre__second_party_join",),
        write=written.party,
        tell=pairs.party,
        field="party_join",
        hint="中共党员写入党年月；民主党派写简称；都有的写 2013.05；民建；其余写 群众 等",
        sample="2014.06",
    ),
    month(
        "work_start",
        "参加工作时间",
        made_of="work_start",
        aliases=("参工时间", "参加工作年月", "工作时间"),
        sample="2015.07",
    ),
    *_education(
        "fulltime",
        FULLTIME,
        "edu_fulltime",
        ("大学\n工学学士", "云州大学交通学院\n交通工程专业"),
        "全日制",
    ),
    *_education(
        "inservice",
        INSERVICE,
        "edu_inservice",
        ("省（区、市）委党校研究生", "云州省委党校\n经济管理专业"),
        "在职",
    ),
)
