"""The map of movement against a count by hand, and the list that each number opens."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rotation.postings.models import Posting

BUREAU, SCIENCE, TOWN, COUNTY = "市交通运输局", "市科技局", "柳河镇", "青川县"
ALL = {"since_after": "2000-01-01"}


def post(world, name, place, since, ended=None, level="1A42", **more):
    """One main posting by names."""
    given = {"kind": "appointment", "title": f"{place}{since}"} | more
    end = {"ended_on": ended, "end_reason": "moved"} if ended else {}
    return Posting.objects.create(
        cadre=world.cadres[name],
        unit=world.named[place],
        since=since,
        level=level,
        **given,
        **end,
    )


@pytest.fixture
def lives(world):
    """周雨晴: bureau, town, bureau; 李明朗: town, science; 赵文博: first post, and sent to the
    bureau; 罗天翊: within his town; 欧阳雪: one that was taken back."""
    post(world, "周雨晴", BUREAU, "2019-01-01", "2021-01-01")
    post(world, "周雨晴", TOWN, "2021-01-01", "2023-01-01")
    post(world, "周雨晴", BUREAU, "2023-01-01", level="1A41")
    post(world, "李明朗", TOWN, "2018-01-01", "2022-06-01", level="")
    post(world, "李明朗", SCIENCE, "2022-06-01", level="1A41")
    post(world, "赵文博", TOWN, "2020-01-01", level="1A41")
    post(
        world,
        "赵文博",
        BUREAU,
        "2024-03-01",
        kind="shadow",
        is_main=False,
        sending_unit=world.named[TOWN],
        until="2024-09-01",
    )
    post(world, "罗天翊", TOWN, "2020-01-01", "2022-01-01")
    post(world, "罗天翊", TOWN, "2022-01-01", title="副镇长")
    post(world, "欧阳雪", "清溪镇", "2020-01-01")
    post(world, "欧阳雪", BUREAU, "2023-01-01", "2023-01-01", is_main=False)


def numbers(client, path="flows:map", **query):
    """Every number of the tables, by the address that it opens."""
    answer = client.get(reverse(path), ALL | query)
    assert answer.status_code == 200
    found = re.findall(r'<td class="is-num"><a href="([^"]+)">(\d+)</a>', answer.content.decode())
    return [(unescape(url), int(number)) for url, number in found]


def total(client, url):
    """How many the list says that it has."""
    text = client.get(url).content.decode()
    return int(re.search(r"共 (\d+) 人次", text).group(1))


def kinds(client, **query):
    """The table of kinds as `{(from, to): number}`, out of the addresses."""
    told = {}
    for url, number in numbers(client, **query):
        if (came := re.search(r"from_kind=(\w+)", url)) and url.count("to_kind=") == 1:
            told[came[1], re.search(r"to_kind=(\w+)", url)[1]] = number
    return told


def test_the_kinds_of_units_by_hand(world, lives, client_for):
    assert kinds(client_for(world.city)) == {
        ("city_department", "township"): 1,
        ("township", "city_department"): 3,
        ("township", "township"): 1,
    }


def test_every_number_opens_as_many(world, lives, client_for):
    client = client_for(world.city)
    found = numbers(client)
    assert len(found) > 8
    for url, number in found:
        assert total(client, url) == number, url


def test_the_sum_is_of_the_cells_however_far_lists_count(world, lives, client_for, monkeypatch):
    monkeypatch.setattr("core.listing.paging.COUNT_LIMIT", 2)
    answer = client_for(world.city).get(reverse("flows:map"), ALL)
    assert answer.context["total"] == 5


def test_levels_are_of_main_posts_alone_and_known_ones(world, lives, client_for):
    levels = {}
    for url, number in numbers(client_for(world.city)):
        if (came := re.search(r"from_level=(\w+)", url)) and url.count("to_level=") == 1:
            levels[came[1], re.search(r"to_level=(\w+)", url)[1]] = number
    # 李明朗's first level is not known; 赵文博 was sent, which changes none.
    assert levels == {("1A42", "1A42"): 2, ("1A42", "1A41"): 1}


def test_period_way_and_day(world, lives, client_for):
    client = client_for(world.city)
    assert kinds(client, since_after="2022-01-01", since_before="2022-12-31") == {
        ("township", "city_department"): 1,
        ("township", "township"): 1,
    }
    assert kinds(client, way="away") == {("township", "city_department"): 1}
    assert kinds(client, way="held")["township", "city_department"] == 2
    assert kinds(client, as_of="2021-06-30") == {("city_department", "township"): 1}


def test_a_viewer_counts_whom_he_sees(world, lives, client_for):
    """A county its own and whom it was sent; a bureau its own and whom it was sent."""
    assert kinds(client_for(world.county)) == {
        ("township", "township"): 1,
        ("township", "city_department"): 1,
    }
    assert kinds(client_for(world.secretary)) == {
        ("city_department", "township"): 1,
        ("township", "city_department"): 2,
    }


def test_a_host_is_not_told_the_post_of_whom_it_was_sent(world, lives, client_for):
    text = client_for(world.secretary).get(reverse("flows:list"), {"kind": "shadow"})
    assert "赵文博" in text.content.decode()
    assert f"{TOWN}2020-01-01" not in text.content.decode()


def test_the_map_is_for_offices(world, lives, client_for):
    for who, status in (("cadre", 403), ("auditor", 403), ("clerk", 200)):
        answer = client_for(world.users[who]).get(reverse("flows:map"))
        assert answer.status_code == status


@pytest.mark.parametrize(
    "query", [{"since_after": "x"}, {"unit": "9" * 25}, {"way": "?"}, {"from_unit": "\x00"}]
)
def test_nonsense_is_refused_in_a_sentence(world, client_for, query):
    assert client_for(world.city).get(reverse("flows:map"), query).status_code == 400


def test_the_map_has_the_same_statements_however_many(world, client_for, lives):
    client = client_for(world.city)
    counts = []
    for place in ("马渡镇", "清溪镇"):
        numbers(client)
        with CaptureQueriesContext(connection) as captured:
            numbers(client)
        counts.append(len(captured))
        post(
            world,
            "艾力·买买提",
            place,
            f"{2020 + len(counts)}-01-01",
            f"{2021 + len(counts)}-01-01",
        )
    assert counts[0] == counts[1]


def test_nothing_moved(world, client_for):
    Posting.objects.all().delete()
    answer = client_for(world.city).get(reverse("flows:map"))
    assert "这段时间没有流动" in answer.content.decode()
