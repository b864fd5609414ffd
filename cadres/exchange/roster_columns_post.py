"""花名册, columns 13 to 20: post, level and rank, and how somebody did there (domain §9.2)."""

from cadres.choices import SOURCE
from cadres.exchange import roster_tells as tells
from cadres.exchange import roster_tells_pairs as pairs
from cadres.exchange import roster_words as words
from cadres.exchange import roster_written as written
from cadres.exchange.roster_column import RosterColumn
from cadres.exchange.roster_column_kinds import month, names_of

POST = (
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
    month(
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
        is_stacked=True,
        write=written.level,
        tell=pairs.level,
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
        mm=19,
        made_of=("position_level_since", "rank_since"),
        is_stacked=True,
        write=written.level_since,
        tell=pairs.level_since,
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
        tell=pairs.grassroots,
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
        choices=names_of(SOURCE),
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
        mm=24,
        is_left=True,
        beyond=("cadre__approval_texts__assessments",),
        write=written.text,
        tell=tells.form_text,
        hint="如 2023年、2024年年度考核均为称职，2025年年度考核为优秀。",
        sample="2023年、2024年年度考核均为称职，2025年年度考核为优秀。",
    ),
)
