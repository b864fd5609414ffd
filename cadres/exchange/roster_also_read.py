"""Columns that other lists have and ours has not: read, never written (domain §9.1, A01)."""

from cadres.exchange import roster_tells as tells
from cadres.exchange import roster_tells_pairs as pairs
from cadres.exchange.code_words import health_code, rank_code
from cadres.exchange.roster_column import RosterColumn

ALSO_READ = (
    RosterColumn(name="party_text", label="入党时间文字", tell=pairs.party, field="party_join"),
    RosterColumn(
        name="political", label="政治面貌", tell=pairs.political, field="political_status"
    ),
    RosterColumn(
        name="rank", label="现职级", aliases=("职级",), tell=tells.code(rank_code, "职级的名称")
    ),
    RosterColumn(
        name="rank_since",
        label="任现职级时间",
        aliases=("现职级始任时间",),
        tell=tells.month,
    ),
    RosterColumn(name="birth_place", label="出生地", tell=tells.line),
    RosterColumn(
        name="health", label="健康状况", tell=tells.code(health_code, "健康、一般 或 较差")
    ),
    RosterColumn(
        name="specialty",
        label="熟悉专业有何专长",
        aliases=("熟悉专业有何特长", "熟悉专业", "专长"),
        tell=tells.line,
    ),
    RosterColumn(
        name="short_title",
        label="职务简称",
        aliases=("现工作单位及职务简称", "简称"),
        tell=tells.line,
    ),
    RosterColumn(
        name="rewards", label="奖惩情况", aliases=("奖惩综述",), most=2000, tell=tells.form_text
    ),
)
