"""The columns of 优秀年轻干部名册 (domain §9.2): template, export and import read this one list.

Order and wording are those of the official list; behind them stands what the internal variant has
besides, then the key that an export hides, by which it finds its people again.
"""

from cadres.choices import NATION, SOURCE, Direction, Gender
from cadres.exchange import roster_tells as tells
from cadres.exchange import roster_words as words
from cadres.exchange import roster_written as written
from cadres.exchange.code_words import gender_code, nation_code
from cadres.exchange.roster_column import RosterColumn
from cadres.people.columns import OFFICES
from cadres.people.querysets import KEEPERS
from core.audit.models import ActorKind
from core.codes.vocabulary import vocabulary
from core.listing.entity import Entity
from core.scoping import Viewer, roles_of

FULLTIME, INSERVICE = "全日制教育", "在职教育"
MONTH_HINT = "写作 1985.07、198507 或 1985年7月；年份写四位"


def _names(table: str):
    return lambda: tuple(vocabulary(table).values())


def _month(name: str, label: str, *, made_of: str, field: str = "", **more) -> RosterColumn:
    return RosterColumn(
        name=name,
        label=label,
        made_of=(made_of,),
        write=written.month,
        tell=tells.month,
        field=field,
        hint=MONTH_HINT,
        **more,
    )


def _education(kind: str, group: str, entity: str, samples: tuple[str, str], *words: str):
    sides = ("", "学历学位", "学历")
    yield RosterColumn(
        name=kind,
        label="学历学位",
        group=group,
        aliases=tuple(f"{word}{side}" for word in (group, *words) for side in sides),
        width=12,
        mm=17.5,
        is_open=True,
        made_of=(entity, f"{entity}_degree"),
        write=written.education,
        tell=tells.education,
        field=f"{kind}_education",
        hint="学历和学位，换行或用空格分开，如“大学 工学学士”；名称照 ZB64、GB/T 6864",
        sample=samples[0],
    )
    sides = (
        *(
            "毕业院校系及专业",
            "院校系及专业",
            "毕业院校及专业",
            "毕业院校",
            "院校专业",
            "毕业院校系",
        ),
        "毕业学校",
    )
    yield RosterColumn(
        name=f"{kind}_school",
        label="毕业院校系及专业",
        group=group,
        aliases=tuple(f"{word}{side}" for word in (group, *words) for side in sides),
        width=22,
        mm=24,
        is_left=True,
        made_of=(f"{entity}_school", f"{entity}_major"),
        write=written.school,
        repeats=False,
        tell=tells.school,
        hint="院校、院系和专业，专业另起一行，以“专业”二字结尾",
        sample=samples[1],
    )


OFFICIAL = (
    RosterColumn(
        name="number",
        label="序号",
        aliases=("序", "编号"),
        width=5,
        mm=7,
        is_number=True,
        write=written.nothing,
        tell=tells.number,
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
        choices=_names(NATION),
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
        tell=tells.party,
        field="party_join",
        hint="中共党员写入党年月；民主党派写简称；都有的写 2013.05；民建；其余写 群众 等",
        sample="2014.06",
    ),
    _month(
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
    RosterColumn(
        name="pro_title",
        label="专业技术职务",
        aliases=("专业技术职称", "职称", "专业技术任职资格"),
        width=11,
        made_of=("pro_title",),
        write=written.text,
        tell=tells.line,
        hint="现有的最高资格",
        sample="工程师",
    ),
    RosterColumn(
        name="title",
        label="现工作单位及职务",
        aliases=(
            *("现任职务", "职务", "现职务", "单位职务", "所在单位及职务", "工作单位及职务"),
            *("单位及职务", "现工作单位及职务全称", "现任单位及职务", "工作单位职务"),
        ),
        width=30,
        mm=33,
        is_left=True,
        is_needed=True,
        made_of=("title_full",),
        write=written.text,
        repeats=False,
        tell=tells.line,
        hint="必填；单位全称加职务",
        sample="清河市交通运输局综合规划科副科长",
    ),
    _month(
        "post_since",
        "任现职时间",
        made_of="current_post_since",
        aliases=("现职务始任时间", "任现职务时间", "现任职务时间"),
        sample="2023.03",
    ),
    RosterColumn(
        name="level",
        label="现职务层次（职级）",
        aliases=("职务层次", "现职务层次", "职务层次（职级）", "职务职级", "职务层次职级"),
        width=16,
        mm=20.5,
        made_of=("position_level", "rank"),
        write=written.level,
        tell=tells.level,
        hint="写作 乡科级副职（二级主任科员）；只有其中一项的只写一项",
        sample="乡科级副职（二级主任科员）",
    ),
    RosterColumn(
        name="level_since",
        label="任现职务层次（职级）时间",
        aliases=(
            *("任现职务层次时间", "任现层次时间", "任现职务层次（职级）年月", "任现职级层次时间"),
            "任现职务层次职级时间",
        ),
        width=12,
        mm=15,
        made_of=("position_level_since", "rank_since"),
        write=written.level_since,
        tell=tells.level_since,
        hint="任现职务层次的年月，任现职级的年月写在括号里：2022.04（2023.06）",
        sample="2022.04（2023.06）",
    ),
    RosterColumn(
        name="grassroots",
        label="是否两年以上基层工作经历",
        aliases=(
            *("两年以上基层工作经历", "是否具有两年以上基层工作经历", "两年基层", "基层工作经历"),
            *("基层工作月数", "是否两年基层", "是否有两年以上基层工作经历"),
        ),
        width=8,
        mm=8,
        choices=lambda: ("是", "否"),
        is_open=True,
        made_of=("grassroots_2y",),
        write=written.grassroots,
        tell=tells.grassroots,
        field="grassroots_months",
        hint="是 或 否；也可以写明月数，如 30个月。只写“是”的，系统里的月数不少于 24 就不变",
        sample="是",
    ),
    RosterColumn(
        name="source",
        label="来源（选调生/考录…）",
        aliases=("来源", "进入方式", "人员来源", "来源类别"),
        width=10,
        mm=11,
        choices=_names(SOURCE),
        made_of=("source",),
        write=written.source,
        tell=tells.choice(words.source_in),
        hint="用下拉列表中的名称；“考录”“遴选”“军转”等简称也可以",
        sample="选调生",
    ),
    RosterColumn(
        name="assessments",
        label="近三年年度考核",
        aliases=(
            *("年度考核", "年度考核结果", "年度考核结果综述", "近三年年度考核结果", "近三年考核"),
            "近三年年度考核情况",
        ),
        width=18,
        mm=14,
        is_left=True,
        beyond=("cadre__approval_texts__assessments",),
        write=written.text,
        tell=tells.form_text,
        hint="如 2023年、2024年年度考核均为称职，2025年年度考核为优秀。",
        sample="2023年、2024年年度考核均为称职，2025年年度考核为优秀。",
    ),
    RosterColumn(
        name="entered_on",
        label="入库时间",
        aliases=("入库日期", "列入名册时间", "入册时间"),
        width=11,
        mm=17,
        made_of=("entered_on",),
        write=written.day,
        tell=tells.entered_on,
        hint="写到日：2024.03.15；只写到月的按当月 1 日",
        sample="2024.03.15",
    ),
    RosterColumn(
        name="tier",
        label="库别/培养层次（四级目标）",
        aliases=("培养层次", "库别", "使用层级", "库别/培养层次", "培养目标"),
        width=8,
        mm=9,
        choices=lambda: ("①", "②", "③", "④"),
        made_of=("tier",),
        write=written.tier,
        tell=tells.choice(words.tier_in, of_stay=True),
        hint="①副科 ②正科 ③副县 ④正县，写 一级（副科）等也可以",
        sample="②",
    ),
    RosterColumn(
        name="direction",
        label="培养方向",
        width=10,
        mm=10,
        choices=lambda: tuple(map(str, Direction.labels)),
        made_of=("direction",),
        write=written.direction,
        tell=tells.choice(words.direction_in, of_stay=True),
        hint="用下拉列表中的名称",
        sample="城建交通",
    ),
    RosterColumn(
        name="mentor",
        label="帮带人",
        aliases=("帮带领导", "结对帮带人"),
        write=written.nothing,
        tell=tells.later,
        hint="目前不能导入，请留空",
    ),
    RosterColumn(
        name="postings",
        label="锻炼经历（挂职等）",
        aliases=("锻炼经历", "挂职经历", "挂职锻炼经历"),
        width=22,
        mm=27,
        is_left=True,
        write=written.nothing,
        tell=tells.later,
        hint="目前不能导入，请留空",
    ),
    RosterColumn(
        name="held_by",
        label="省/市掌握标识",
        aliases=("掌握标识", "掌握层级", "省市掌握标识", "省/市/县掌握标识"),
        width=7,
        mm=8,
        choices=lambda: ("省", "市", "县"),
        made_of=("level_held",),
        write=written.held_by,
        tell=tells.choice(words.holder_in, of_stay=True),
        hint="省、市 或 县",
        sample="市",
    ),
    RosterColumn(
        name="note",
        label="备注",
        width=14,
        mm=12,
        is_left=True,
        beyond=("cadre__note",),
        write=written.text,
        tell=tells.lines,
        only=OFFICES,
    ),
)
INTERNAL = (
    RosterColumn(
        name="unit",
        label="所在单位",
        aliases=("单位", "呈报单位", "单位全称", "单位名称", "统计关系所在单位", "工作单位"),
        width=24,
        mm=26,
        is_left=True,
        is_needed=True,
        is_internal=True,
        is_open=True,
        made_of=("unit_name",),
        write=written.text,
        tell=tells.unit,
        field="unit_words",
        hint="新增的干部必填；系统中单位的全称、简称或编码",
    ),
    RosterColumn(
        name="id_number",
        label="身份证号",
        aliases=("身份证", "证件号码", "身份证号码", "公民身份号码", "公民身份证号码"),
        width=21,
        mm=32,
        is_internal=True,
        only=KEEPERS,
        made_of=("id_no",),
        write=written.id_number,
        repeats=False,
        tell=tells.id_number,
        hint="18 位，先把单元格设为文本（本表已设好）；带 * 的不读取",
    ),
    RosterColumn(
        name="phone",
        label="联系电话",
        aliases=("电话", "手机", "手机号", "手机号码", "联系方式", "联系电话号码"),
        width=14,
        mm=22,
        is_internal=True,
        made_of=("phone",),
        write=written.text,
        repeats=False,
        tell=tells.line,
    ),
)
KEY = RosterColumn(
    name="key",
    label="系统编号（请勿改动）",
    aliases=("系统编号",),
    width=8,
    is_hidden=True,
    made_of=("cadre",),
    write=written.text,
    repeats=False,
    tell=tells.key,
)
ROSTER_COLUMNS = (*OFFICIAL, *INTERNAL, KEY)


def columns_for(
    entity: Entity, viewer: Viewer, *, internal: bool = False
) -> tuple[RosterColumn, ...]:
    """The columns that the viewer has; a program has those made of nothing but what it was granted.

    The hidden key comes last.
    """
    granted = {column.name for column in entity.columns_for(viewer)}
    roles = roles_of(viewer)
    is_program = getattr(viewer, "actor_kind", None) == ActorKind.CLIENT
    return tuple(
        column
        for column in ROSTER_COLUMNS
        if granted.issuperset(column.made_of)
        and (internal or not column.is_internal)
        and (column.only is None or column.only & roles)
        and not (is_program and column.beyond)
    )
