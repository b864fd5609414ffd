"""The columns of a person, for every list of people: names as domain §9.3 has them for programs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from cadres.choices import (
    DEGREE,
    EDUCATION,
    HEALTH,
    LEVEL,
    NATION,
    PERSON_STATUS,
    POLITICAL,
    RANK,
    SOURCE,
    EducationLevel,
    Gender,
)
from cadres.identity.vault import open_sealed
from core.choices import Role, UnitLevel
from core.codes.vocabulary import vocabulary
from core.listing.columns import Column, Kind, Lookup
from core.months import years_text
from core.names.pinyin import query_words, tsquery

# Whom a telephone number and a whole ID number may be given to.
OFFICES = frozenset(
    {Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT, Role.UNIT_SECRETARY, Role.UNIT_CLERK}
)
GRASSROOTS_MONTHS = 24  # 两年以上基层工作经历, A0197


def asked_name(text: str) -> str:
    """What was typed into a name box, as a tsquery."""
    return tsquery(query_words(text))


def opened(sealed: memoryview | None) -> str | None:
    """The whole ID number, for whom it may be given to."""
    return None if sealed is None else open_sealed(sealed)


def names_of(table: str) -> Callable[[], Mapping[str, str]]:
    """The vocabulary of a code table, read when it is needed."""
    return lambda: vocabulary(table)


def person_columns(person: str = "") -> tuple[Column, ...]:
    """The columns; `person` leads to what a roster row does not copy (cadres/roster/facets.py)."""
    return (
        *_identity(person),
        *_post(person),
        *_party_and_work(person),
        *_education(person),
        *_rest(person),
    )


def about(name: str, **changed: Any) -> Column:
    """The column `name` of the person that a row is about (its `cadre`), for lists of such rows."""
    column = next(column for column in person_columns() if column.name == name)
    paths = ("path", "filter_on", "order_on", "tree_order")
    led = {field: f"cadre__{path}" for field in paths if (path := getattr(column, field))}
    return replace(column, **led, **{"within": "", "key": ""} | changed)


def _coded(name: str, label: str, path: str, table: str, **more) -> Column:
    return Column(
        name=name, label=label, path=path, kind=Kind.CHOICE, labels=names_of(table), **more
    )


def _month(name: str, label: str, path: str, **more) -> Column:
    return Column(name=name, label=label, path=path, kind=Kind.MONTH, lookup=Lookup.RANGE, **more)


def _years(name: str, label: str, path: str, **more) -> Column:
    return Column(name=name, label=label, path=path, kind=Kind.YEARS, lookup=Lookup.RANGE, **more)


ANY_OF = {"lookup": Lookup.ONE_OF, "many": True}
EXTRA = {"default": False}


def _identity(person: str) -> Iterator[Column]:
    yield Column(
        name="name",
        label="姓名",
        path=f"{person}name",
        lookup=Lookup.NAME,
        filter_on="tokens",
        search=asked_name,
        order_on="stroke_key",
        pinned=True,
        primary=True,
        help="姓名、全拼或首字母。按姓氏笔画排序。",
        width=10,
    )
    yield Column(
        name="title_full",
        label="单位职务",
        path=f"{person}title",
        lookup=Lookup.CONTAINS,
        order_on="sort_key",
        width=36,
    )
    yield Column(
        name="gender",
        label="性别",
        path="gender",
        kind=Kind.CHOICE,
        options=Gender,
        lookup=Lookup.ONE_OF,
        width=6,
    )
    yield _month("birth", "出生年月", "birth")
    yield _years("age", "年龄", "birth", primary=True, width=6)
    yield _coded("nation", "民族", "nation", NATION, **ANY_OF, **EXTRA)
    yield Column(
        name="native_place",
        label="籍贯",
        path=f"{person}native_place",
        lookup=Lookup.CONTAINS,
        **EXTRA,
    )
    yield Column(name="birth_place", label="出生地", path=f"{person}birth_place", **EXTRA)


def _unit() -> Iterator[Column]:
    inside = {"within": "unit", "sortable": False, "default": False}
    yield Column(
        name="unit_id", label="单位编号", path="unit_id", kind=Kind.NUMBER, key="id", **inside
    )
    yield Column(name="unit_code", label="单位编码", path="unit__code", key="code", **inside)
    yield Column(
        name="unit_name", label="单位全称", path="unit__name", key="name", width=24, **inside
    )
    yield Column(
        name="unit",
        label="所在单位",
        path="unit__short_name",
        filter_on="unit_path",
        lookup=Lookup.SUBTREE,
        tree_order="sort_key",
        order_on="sort_key",
        help="该单位及其下属。",
        width=16,
        within="unit",
        key="short_name",
        **EXTRA,
    )
    yield Column(
        name="unit_path",
        label="单位路径",
        path="unit_path",
        key="path",
        only=frozenset({Role.API_CLIENT}),
        help="从根单位起的单位编号。",
        **inside,
    )
    yield Column(
        name="unit_level",
        label="机构级别",
        path="unit__level",
        key="level",
        kind=Kind.CHOICE,
        options=UnitLevel,
        **inside,
    )


def _post(person: str) -> Iterator[Column]:
    yield from _unit()
    yield Column(name="title_short", label="职务简称", path=f"{person}short_title", **EXTRA)
    yield _coded(
        "position_level", "职务层次", "level", LEVEL, order_on="level_rank", primary=True, **ANY_OF
    )
    yield _month("position_level_since", "任现层次时间", "level_since", **EXTRA)
    yield _coded("rank", "职级", "rank", RANK, **ANY_OF, **EXTRA)
    yield _month("rank_since", "任现职级时间", "rank_since", **EXTRA)
    yield _month("current_post_since", "任现职时间", "post_since")
    yield _years(
        "years_in_post", "任现职年限", "post_since", show=years_text, primary=True, width=8
    )


def _party_and_work(person: str) -> Iterator[Column]:
    yield _coded(
        "political_status", "政治面貌", "political_status", POLITICAL, primary=True, **ANY_OF
    )
    yield _month("party_join", "入党时间", "party_join", **EXTRA)
    yield _coded("second_party", "第二党派", f"{person}second_party", POLITICAL, **EXTRA)
    yield _month("work_start", "参加工作时间", "work_start", **EXTRA)
    yield _coded("source", "来源", "source", SOURCE, **ANY_OF, **EXTRA)
    yield Column(
        name="grassroots_months",
        label="基层工作月数",
        path="grassroots_months",
        kind=Kind.NUMBER,
        lookup=Lookup.RANGE,
        help=f"满 {GRASSROOTS_MONTHS} 个月为两年以上基层工作经历。",
        **EXTRA,
    )
    yield Column(
        name="grassroots_2y",
        label="两年以上基层工作经历",
        path="grassroots_months",
        kind=Kind.YES_NO,
        read=lambda months: months >= GRASSROOTS_MONTHS,
        sortable=False,
        **EXTRA,
    )
    yield Column(name="pro_title", label="专业技术职务", path=f"{person}pro_title", **EXTRA)
    yield Column(name="specialty", label="熟悉专业", path=f"{person}specialty", **EXTRA)


def _education(person: str) -> Iterator[Column]:
    for kind, name, label in (
        ("fulltime", "edu_fulltime", "全日制"),
        ("inservice", "edu_inservice", "在职"),
    ):
        inside = {"within": name}
        yield Column(
            name=f"{name}_level",
            label=f"{label}学历层次",
            path=f"{kind}_level",
            kind=Kind.CHOICE,
            options=EducationLevel,
            primary=kind == "fulltime",
            default=kind == "fulltime",
            key="level",
            **ANY_OF,
            **inside,
        )
        inside |= EXTRA
        yield _coded(
            name, f"{label}学历", f"{person}{kind}_education", EDUCATION, key="education", **inside
        )
        yield _coded(
            f"{name}_degree",
            f"{label}学位",
            f"{person}{kind}_degree",
            DEGREE,
            key="degree",
            **inside,
        )
        yield Column(
            name=f"{name}_school",
            label=f"{label}毕业院校系",
            path=f"{person}{kind}_school",
            key="school",
            width=24,
            **inside,
        )
        yield Column(
            name=f"{name}_major",
            label=f"{label}所学专业",
            path=f"{person}{kind}_major",
            key="major",
            width=16,
            **inside,
        )


def _rest(person: str) -> Iterator[Column]:
    yield _coded("health", "健康状况", f"{person}health", HEALTH, **EXTRA)
    yield Column(
        name="id_no",
        label="身份证号",
        path=f"{person}id_masked",
        sortable=False,
        help="只显示前六位和后四位。",
        width=20,
        **EXTRA,
    )
    yield Column(
        name="id_no_full",
        label="身份证号（完整）",
        path=f"{person}id_sealed",
        read=opened,
        only=frozenset({Role.API_CLIENT}),
        secret=True,
        sortable=False,
        width=20,
        **EXTRA,
    )
    yield Column(
        name="phone",
        label="联系电话",
        path=f"{person}phone",
        only=OFFICES | {Role.API_CLIENT},
        sortable=False,
        width=14,
        **EXTRA,
    )
    yield _coded("person_status", "人员状态", f"{person}status", PERSON_STATUS, **EXTRA)
    yield _month("left_service", "离开时间", f"{person}left_on", **EXTRA)
