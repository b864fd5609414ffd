"""People of the test world as rows: who has which columns and whom, as of which day, how often."""

import io
from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from cadres.approval.models import ApprovalTexts
from cadres.exchange.roster_columns import INTERNAL, KEY, OFFICIAL
from cadres.exchange.roster_rows import roster_columns, roster_rows
from cadres.exchange.roster_told import read_roster, told_of_row
from cadres.formats.roster_sheet.writing import write_roster
from cadres.identity.number import check_digit, masked
from cadres.identity.vault import lookup_hash, seal
from cadres.people.models import Cadre
from cadres.roster.entities import ROSTER
from cadres.roster.models import RosterEntry
from core.accounts.models import Grant, User
from core.choices import AccountKind, Role
from core.listing.page import Listing
from tests.roster_sheet.people import HEAD
from tests.world import World

ON = date(2026, 11, 23)
NUMBER = "99012119920511124" + check_digit("99012119920511124")


@pytest.fixture
def numbered(world: World) -> World:
    """周雨晴 has an ID number and a note."""
    Cadre.objects.filter(name="周雨晴").update(
        id_sealed=seal(NUMBER),
        id_hash=lookup_hash(NUMBER),
        id_masked=masked(NUMBER),
        note="=1+1，先看一看",
    )
    return world


def table(viewer, *, internal=False, entries=None, on=ON) -> list[dict[str, str]]:
    names = [column.name for column in roster_columns(viewer, internal=internal)]
    rows = RosterEntry.objects.open() if entries is None else entries
    found = roster_rows(rows, viewer, on, internal=internal)
    return [dict(zip(names, row, strict=True)) for row in found]


def names_of(columns) -> list[str]:
    return [column.name for column in columns]


def test_the_official_columns_are_those_of_the_list_in_its_order():
    assert [column.label for column in OFFICIAL] == [
        *("序号", "姓名", "性别", "民族", "籍贯", "出生年月（岁）", "入党时间", "参加工作时间"),
        *("学历学位", "毕业院校系及专业", "学历学位", "毕业院校系及专业", "专业技术职务"),
        *("现工作单位及职务", "任现职时间", "现职务层次（职级）", "任现职务层次（职级）时间"),
        *("是否两年以上基层工作经历", "来源（选调生/考录…）", "近三年年度考核", "入库时间"),
        *("库别/培养层次（四级目标）", "培养方向", "帮带人", "锻炼经历（挂职等）"),
        *("省/市掌握标识", "备注"),
    ]
    assert [column.group for column in OFFICIAL if column.group] == [
        *("全日制教育", "全日制教育", "在职教育", "在职教育"),
    ]


def test_each_role_has_its_columns(world):
    official, internal = names_of(OFFICIAL), names_of(INTERNAL)
    for viewer in (world.city, world.county):
        assert names_of(roster_columns(viewer)) == [*official, "key"]
        assert names_of(roster_columns(viewer, internal=True)) == [*official, *internal, "key"]
    for viewer in (world.secretary, world.clerk):
        inside = names_of(roster_columns(viewer, internal=True))
        assert inside == [*official, "unit", "phone", "key"]
    own = names_of(roster_columns(world.cadre, internal=True))
    assert {"note", "phone", "id_number"}.isdisjoint(own)


def test_an_office_elsewhere_opens_nothing_about_oneself(world):
    """陈思远 is a clerk of another unit: what offices note about him is not for him."""
    Cadre.objects.filter(name="陈思远").update(note="拟作调整")
    Grant.objects.create(
        user=world.cadre,
        account_kind=AccountKind.BUSINESS,
        role=Role.UNIT_CLERK,
        unit=world.named["市科技局"],
        during=(date(2026, 1, 1), None),
    )
    viewer = User.objects.get(pk=world.cadre.pk)
    assert {row["name"]: row["note"] for row in table(viewer, internal=True)}["陈思远"] == ""
    assert {row["name"]: row["note"] for row in table(world.clerk)}["陈思远"] == "拟作调整"


def test_each_role_sees_its_people(numbered):
    world = numbered

    def people(viewer) -> set[str]:
        return {row["name"] for row in table(viewer)}

    assert people(world.city) == {"周雨晴", "陈思远", "李明朗", "赵文博", "罗天翊"}
    assert people(world.county) == {"赵文博", "罗天翊"}
    assert people(world.secretary) == people(world.clerk) == {"周雨晴", "陈思远"}
    assert people(world.cadre) == {"陈思远"}
    for viewer in (world.auditor, world.sysadmin, world.nobody):
        assert people(viewer) == set()


def test_a_row_of_the_official_list(numbered):
    Cadre.objects.filter(name="周雨晴").update(rank="R08", rank_since=date(2024, 1, 1))
    row = next(row for row in table(numbered.city, internal=True) if row["name"] == "周雨晴")
    assert row.pop("number").isdecimal()
    assert row == {
        "name": "周雨晴",
        "gender": "女",
        "nation": "汉族",
        "native_place": "云州清河",
        "birth": "1992.05（34岁）",
        "party": "2015.06",
        "work_start": "2016.07",
        "fulltime": "大学\n工学学士",
        "fulltime_school": "云州大学交通学院\n交通工程专业",
        "inservice": "",
        "inservice_school": "",
        "pro_title": "",
        "title": "清河市交通运输局综合规划科科长",
        "post_since": "2024.03",
        "level": "乡科级正职（二级主任科员）",
        "level_since": "2023.06（2024.01）",
        "grassroots": "否",
        "source": "选调生",
        "assessments": "",
        "entered_on": "2024.03.01",
        "tier": "③",
        "direction": "",
        "mentor": "",
        "postings": "",
        "held_by": "市",
        "note": "=1+1，先看一看",
        "unit": "清河市交通运输局",
        "id_number": NUMBER,
        "phone": "19900000001",
        "key": str(numbered.cadres["周雨晴"].pk),
    }


def test_one_statement_however_many_people(numbered):
    with CaptureQueriesContext(
        connection,
    ) as statements:
        assert len(table(numbered.city, internal=True)) == 5
    assert len([one for one in statements if "roster" in one["sql"]]) == 1


def test_rows_are_in_the_official_order_or_in_the_one_they_came_in(world):
    official = [row["name"] for row in table(world.city)]
    keys = dict(RosterEntry.objects.open().values_list("cadre__name", "sort_key"))
    assert official == sorted(official, key=keys.__getitem__)
    youngest = RosterEntry.objects.open().order_by("-birth")
    assert next(row["name"] for row in table(world.city, entries=youngest)) == "罗天翊"


def test_a_past_day_has_its_stays_ages_and_tiers(world):
    listing = Listing(ROSTER, world.city, QueryDict("as_of=2025-03-31"), strict=True)
    rows = table(world.city, entries=listing.rows, on=listing.on)
    assert {row["name"] for row in rows} == {"周雨晴", "李明朗", "赵文博", "曾可欣"}
    one = next(row for row in rows if row["name"] == "周雨晴")
    assert (one["tier"], one["birth"]) == ("②", "1992.05（32岁）")
    bare = table(world.city, entries=RosterEntry.objects.on_roster(listing.on), on=listing.on)
    assert bare == rows


def test_an_unchanged_export_says_what_is_on_file(numbered):
    """Every fact of every person, in whatever variant; nothing is told that is not so."""
    ApprovalTexts.objects.create(
        cadre=numbered.cadres["周雨晴"], assessments="2023年、2024年、2025年年度考核均为称职。"
    )
    for internal in (False, True):
        stream = io.BytesIO()
        columns = roster_columns(numbered.city, internal=internal)
        entries = RosterEntry.objects.open()
        found = roster_rows(entries, numbered.city, ON, internal=internal)
        assert write_roster(stream, HEAD, columns, found) == 5
        stream.seek(0)
        stays = {stay.cadre_id: stay for stay in entries.select_related("cadre__unit")}
        for row in read_roster(stream):
            told = told_of_row(row, ON)
            assert not told.remarks
            stay = stays.pop(told.key)
            number = told.values.pop("id_number", None)
            assert number == (NUMBER if internal and stay.cadre.name == "周雨晴" else None)
            assert {name: getattr(stay.cadre, name) for name in told.values} == told.values
            assert {name: getattr(stay, name) for name in told.stay} == told.stay
            assert told.unit_words == (stay.cadre.unit.name if internal else "")
            floor = told.at_least.get("grassroots_months", 0)
            assert stay.cadre.grassroots_months >= floor
            least = {"name", "gender", "birth", "nation", "title", "level", "fulltime_major"}
            assert least <= told.values.keys()
        assert not stays


def test_whole_numbers_are_of_those_alone_whose_file_the_viewer_keeps(numbered):
    """Somebody may keep a county and be the clerk of a unit elsewhere."""
    world = numbered
    grant = world.county.grants.get()
    grant.pk, grant.role, grant.unit = None, "unit_clerk", world.named["市交通运输局"]
    grant.save()
    rows = {
        row["name"]: row
        for row in table(type(world.county).objects.get(pk=world.county.pk), internal=True)
    }
    assert {"周雨晴", "赵文博"} <= rows.keys()
    assert rows["周雨晴"]["id_number"] == masked(NUMBER)
    assert {row["id_number"] for row in table(world.city, internal=True)} >= {NUMBER}


def test_the_key_is_hidden_and_last(world):
    assert roster_columns(world.city)[-1] is KEY
    assert KEY.is_hidden
