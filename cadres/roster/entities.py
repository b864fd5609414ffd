"""The columns of the roster: where a person stands on it, and the person."""

from dataclasses import replace

from cadres.choices import Direction, EntryMode, ExitGround, HeldBy, RosterStatus, Tier
from cadres.formats.assessed import in_words, told
from cadres.people.columns import person_columns
from cadres.people.entities import UPDATED, VERSION
from cadres.roster.facts import fact
from cadres.roster.groups import GROUPS, UNKNOWN
from cadres.roster.models import RosterEntry
from cadres.roster.reached import REACHED
from cadres.roster.standing import STANDING, as_it_was
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF

DAY = {"kind": Kind.DATE, "lookup": Lookup.RANGE, "default": False}

STAY = (
    Column(
        name="pool_status",
        within="pool",
        key="status",
        label="名册状态",
        path="status",
        as_of_path="status_then",
        options=RosterStatus,
        default=False,
        **ANY_OF,
    ),
    Column(
        name="tier",
        within="pool",
        label="使用层级",
        path="tier",
        as_of_path="tier_then",
        options=Tier,
        absent="未定",
        primary=True,
        **ANY_OF,
    ),
    Column(
        name="direction",
        within="pool",
        label="培养方向",
        path="direction",
        as_of_path="direction_then",
        options=Direction,
        absent="未定",
        **ANY_OF,
    ),
    Column(
        name="level_held",
        within="pool",
        label="掌握层级",
        path="held_by",
        as_of_path="held_by_then",
        options=HeldBy,
        **ANY_OF,
    ),
    Column(name="entered_on", label="入库日期", path="entered_on", within="pool", **DAY),
    Column(
        name="entry_mode",
        within="pool",
        label="入库方式",
        path="entry_mode",
        options=EntryMode,
        default=False,
        **ANY_OF,
    ),
    Column(
        name="left_on",
        within="pool.exit",
        key="date",
        label="出库日期",
        path="left_on",
        as_of_path="left_then",
        **DAY,
    ),
    Column(
        name="exit_reason",
        within="pool.exit",
        key="reason",
        label="出库原因",
        path="ground_told",
        as_of_path="ground_then",
        options=ExitGround,
        default=False,
        width=24,
        **ANY_OF,
    ),
    Column(
        name="mentor",
        label="帮带人",
        path=fact("mentor"),
        sortable=False,
        default=False,
        width=10,
    ),
    Column(
        name="posts_counted",
        within="meter",
        key="counted",
        label="计入岗位数",
        path=fact("posts_counted"),
        kind=Kind.NUMBER,
        sortable=False,
        default=False,
        help="培养期内计入的不同岗位。",
        width=10,
    ),
    Column(
        name="posts_missing",
        within="meter",
        key="missing",
        label="还缺岗位数",
        path=fact("posts_missing"),
        kind=Kind.NUMBER,
        sortable=False,
        default=False,
        help="到培养期满还要经过的岗位。",
        width=10,
    ),
    Column(
        name="talks_quarter",
        within="talks",
        key="quarter",
        label="谈话季度",
        path=fact("talks_quarter"),
        sortable=False,
        default=False,
        width=10,
    ),
    Column(
        name="talks_count",
        within="talks",
        key="count",
        label="本季度谈话次数",
        path=fact("talks_count"),
        kind=Kind.NUMBER,
        sortable=False,
        default=False,
        help="计入该季度的谈心谈话次数。",
        width=10,
    ),
    Column(
        name="assessments",
        label="近三年年度考核",
        path=fact("assessments"),
        kind=Kind.JSON,
        read=told,
        show=in_words,
        sortable=False,
        default=False,
        help="按年度考核审定的等次；没有考核记录的，为任免审批表上的年度考核结果。",
        width=28,
    ),
    Column(
        name="assessed_year",
        within="assessed",
        key="year",
        label="最近考核年度",
        path=fact("assessed_year"),
        kind=Kind.NUMBER,
        sortable=False,
        default=False,
        width=10,
    ),
    Column(
        name="assessed_grade",
        within="assessed",
        key="grade",
        label="最近年度考核",
        path=fact("assessed_grade"),
        sortable=False,
        default=False,
        help="上年度的等次；本年度已审定的，为本年度的。",
        width=10,
    ),
    Column(
        name="grassroots_counted",
        label="计算的基层月数",
        path=fact("grassroots_counted"),
        kind=Kind.NUMBER,
        sortable=False,
        default=False,
        help="按任职与锻炼和简历计算，重叠只计一次；“基层工作月数”是档案登记的。",
        width=10,
    ),
    Column(
        name="posted_away",
        label="正在外锻炼",
        path=fact("posted_away"),
        sortable=False,
        default=False,
        width=20,
    ),
    Column(
        name="postings",
        label="锻炼经历",
        path=fact("posts"),
        sortable=False,
        default=False,
        width=28,
    ),
    Column(name="cadre", label="干部编号", path="cadre_id", kind=Kind.NUMBER, default=False),
)

# Facets that a file may not have: who has none is asked for by name.
MAY_BE_ABSENT = {
    "position_level": UNKNOWN,
    "source": UNKNOWN,
    "political_status": UNKNOWN,
    "edu_fulltime_level": UNKNOWN,
    "edu_inservice_level": "没有",
}

NAME, TITLE, *FACTS = (
    replace(column, absent=MAY_BE_ABSENT.get(column.name, ""))
    if column.name != "unit_id"
    else replace(column, lookup=Lookup.EXACT, help="恰好是这个单位的，不含其下属。")
    for column in person_columns("cadre__")
)

ROSTER = Entity(
    name="roster",
    label="名册",
    measure="人",
    model=RosterEntry,
    list_url="roster:list",
    record_url="roster:entry",
    rest=True,
    personal=True,
    dated=True,
    ordering=("sort_key",),
    prepare=as_it_was,
    conditions=(STANDING, REACHED),
    columns=(NAME, TITLE, *STAY, *FACTS, *GROUPS, UPDATED, VERSION),
    hidden_fields=frozenset(
        {
            *(
                "id",
                "recommended_by",
                "entry_document",
                "entry_snapshot",
                "exit_note",
                "exit_ground",
            ),
            *("exit_document", "exit_snapshot", "level_rank", "changed_by", "changed_at"),
        }
    ),
)
