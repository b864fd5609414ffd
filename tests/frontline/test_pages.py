"""The pages of the front line: what comes next for whom, what is refused and how, REST."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rotation.choices import Selection
from rotation.frontline.models import Batch, Candidate, HostPost, Programme
from rotation.frontline.services import batches, nominating
from rotation.positions.models import Position
from tests.frontline.making import (
    BEFORE,
    announced,
    assignment,
    decided,
    dispatched,
    draft,
    mark,
    nominated,
    people,
    programme,
    rows,
    selecting_of,
)
from tests.world import World

ON = timezone.localdate()


def page(browser, name: str, *args, status: int = 200, **query) -> str:
    """The text of a page."""
    answer = browser.get(reverse(f"frontline:{name}", args=args), query)
    assert answer.status_code == status, answer.content
    return answer.content.decode()


def post(browser, view: str, /, *args, **data):
    """What a posted form is answered."""
    return browser.post(reverse(f"frontline:{view}", args=args), data)


def step(browser, batch: Batch) -> dict:
    """What the page of a batch says comes next."""
    return browser.get(reverse("frontline:detail", args=[batch.pk])).context["step"]


def test_the_page_says_what_comes_next(world: World, client_for) -> None:
    city, clerk = client_for(world.city), client_for(world.clerk)
    of = programme(world)
    batch = draft(world, of)
    assert step(city, batch)["label"] == "登记接收岗位"
    HostPost.objects.create(batch=batch, unit=world.named["柳河镇"], title="副镇长", seats=2)
    assert step(city, batch)["label"] == "发布公告"

    who = people(world, 2)
    batch = announced(world, of, apply_by=ON, starts_on=ON, ends_on=ON + timedelta(days=700))
    assert [step(one, batch)["label"] for one in (city, clerk)] == ["推荐人选", "推荐人选"]
    nominating.nominate(actor=world.city, batch=batch, people=who, on=BEFORE)
    Batch.objects.filter(pk=batch.pk).update(apply_by=ON - timedelta(days=1))
    assert step(city, batch)["label"] == "结束报名"
    assert step(clerk, batch)["label"] == ""  # for him there is nothing to do any more
    batch.refresh_from_db()
    batch = batches.select(actor=world.city, batch=batch, seen=batch.version)
    assert step(city, batch)["label"] == "登记成绩"
    mark(world, batch, {one.name: ("80", "80") for one in who})
    assert step(city, batch)["label"] == "确定人选"
    batch = decided(world, batch, [who[0].name])
    assert step(city, batch)["label"] == "安排接收岗位"
    row = next(row for row in rows(batch) if row.state == "chosen")
    Candidate.objects.filter(pk=row.pk).update(host_post=batch.host_posts.first())
    assert step(city, batch)["label"] == "办理派出"
    Batch.objects.filter(pk=batch.pk).update(starts_on=ON + timedelta(days=1))
    waiting = step(city, batch)
    assert waiting["label"] == "" and "当天办理派出" in waiting["text"]


def test_people_who_are_assigned_skip_the_selection(world: World, client_for) -> None:
    of = programme(world, selection=Selection.ASSIGNMENT)
    batch = nominated(world, people(world, 1), of=of)
    city = client_for(world.city)
    assert step(city, batch)["label"] == "确定人选"
    labels = [
        one["label"]
        for one in city.get(reverse("frontline:detail", args=[batch.pk])).context["stages"]
    ]
    assert labels == ["拟订", "报名", "确定人选", "派出", "返回"]
    listed = page(city, "decide", batch.pk)
    assert '<option value="chosen" selected>' in listed  # there is room for everybody


def test_a_channel_begins_with_the_figures_of_the_clause(world: World, client_for) -> None:
    city = client_for(world.city)
    answer = city.get(reverse("frontline:create"), {"channel": "A"})
    first = answer.context["form"].initial
    assert (first["term_months"], first["batch_count"]) == (24, 2)
    assert (first["selection"], first["treatment"]) == ("examination", "享受科级待遇")
    assert "quota" not in first  # nobody has set the figure yet
    answer = city.get(reverse("frontline:create"), {"channel": "D"})
    assert answer.context["form"].initial["term_months"] == 6
    assert "选择渠道" in page(city, "create", channel="Z")


def test_a_programme_and_its_batch_by_forms(world: World, client_for) -> None:
    city = client_for(world.city)
    values = {"channel": "A", "name": "到乡镇", "unit": world.named["清河市"].pk, "year": 2026}
    values |= {"batch_count": 2, "quota": 9, "selection": "examination", "test_weight": 60}
    answer = post(city, "create", **values)
    made = Programme.objects.get()
    assert answer.url == reverse("frontline:programme", args=[made.pk])
    first = city.get(reverse("frontline:add_batch", args=[made.pk])).context["form"].initial
    assert first["quota"] == 5 and first["starts_on"] > first["apply_by"] > ON
    days = {"apply_by": ON, "starts_on": ON, "ends_on": ON}
    refused = post(city, "add_batch", made.pk, quota=5, **days)
    assert refused.status_code == 400 and "期满日期必须晚于派出日期" in refused.content.decode()
    refused = post(city, "add_batch", made.pk, quota=10, **days | {"ends_on": "2199-01-01"})
    assert "请核对年份" in refused.content.decode()
    refused = post(city, "create", **values)  # the same name in the same year
    assert refused.status_code == 400 and "当年已有同名的项目" in refused.content.decode()
    assert post(client_for(world.clerk), "create", **values).status_code == 403


def test_posts_from_a_sheet(world: World, client_for) -> None:
    batch, city = draft(world), client_for(world.city)
    Position.objects.create(
        unit=world.named["柳河镇"],
        title="副镇长",
        level="1A42",
        seat="deputy",
        is_leading=True,
        since="2020-01-01",
    )
    wrong = "柳河镇\t副镇长\t一人\n没有镇 副镇长\n马渡镇"
    refused = post(city, "posts", batch.pk, pasted=wrong, paste=1).content.decode()
    for said in (
        "第 1 行“柳河镇”：人数“一人”应是 1 到 500 之间的整数",
        "第 2 行“没有镇”：没有这个单位",
        "第 3 行“马渡镇”：没有写挂任职务",
    ):
        assert said in refused
    assert not batch.host_posts.exists()
    post(city, "posts", batch.pk, pasted="柳河镇\t副镇长\t2人\n马渡镇　副书记", paste=1)
    found = batch.host_posts.order_by("unit__sort_path").values_list("title", "seats", "level")
    assert set(found) == {("副镇长", 2, "1A42"), ("副书记", 1, "")}
    kept = HostPost.objects.get(title="副镇长")
    assert kept.position is not None and kept.seat == "deputy"
    assert post(city, "remove_post", batch.pk, kept.pk).status_code == 302
    assert not HostPost.objects.filter(pk=kept.pk).exists()
    assert post(city, "edit_post", batch.pk, kept.pk).status_code == 404


def test_the_ticked_of_the_roster_are_confirmed_one_by_one(world: World, client_for) -> None:
    batch = announced(world, programme(world, max_age=33), apply_by=ON, starts_on=ON)
    clerk = client_for(world.clerk)
    assert "周雨晴" in page(clerk, "pick", batch.pk)
    stays = [world.stay(name).pk for name in ("周雨晴", "陈思远")]
    shown = post(clerk, "nominate", batch.pk, selected=stays, query="").content.decode()
    assert "截至" in shown and "已 34 岁" in shown  # 周雨晴, who is not ticked at first
    both = [world.cadres[name].pk for name in ("周雨晴", "陈思远")]
    told = {"confirmed": 1, "shown": both, "source": "recommended", "reason": "表现好"}
    answer = post(clerk, "nominate", batch.pk, person=both[1:], **told)
    assert answer.url == reverse("frontline:detail", args=[batch.pk])
    assert [row.cadre.name for row in rows(batch)] == ["陈思远"]
    stranger = world.cadres["李明朗"].pk
    told |= {"shown": [stranger], "person": [stranger]}
    refused = post(clerk, "nominate", batch.pk, **told)
    assert refused.status_code == 409 and "没有选定人选" in refused.content.decode()


@pytest.mark.parametrize("typed", ["101", "-1", "八十", "1e400", "NaN", "\x00"])
def test_bad_marks_are_refused_in_a_sentence(world: World, client_for, typed: str) -> None:
    batch = selecting_of(world, people(world, 1))
    (row,) = rows(batch)
    data = {f"test_score-{row.pk}": typed, f"review_score-{row.pk}": "80", f"seen-{row.pk}": "2"}
    refused = post(client_for(world.city), "scores", batch.pk, **data)
    assert refused.status_code == 400
    assert f"{row.cadre}的考试成绩" in refused.content.decode()


def test_pasted_marks_fill_the_sheet_and_save_nothing(world: World, client_for) -> None:
    who = people(world, 2)
    batch, city = selecting_of(world, who), client_for(world.city)
    pasted = f"{who[0].name[0]}　{who[0].name[1:]} 90.5 80\n{who[1].name}\t\t70"
    filled = post(city, "scores", batch.pk, pasted=pasted, fill=1).content.decode()
    assert 'value="90.5"' in filled and 'value="70"' in filled and "还没有保存" in filled
    assert {row.test_score for row in rows(batch)} == {None}
    refused = post(city, "scores", batch.pk, pasted="没有此人 90", fill=1)
    assert refused.status_code == 400 and "没有找到" in refused.content.decode()


def test_bad_decisions_and_places_are_refused(world: World, client_for) -> None:
    city, (one,) = client_for(world.city), people(world, 1)
    batch = selecting_of(world, [one])
    mark(world, batch, {one.name: ("80", "80")})
    batch.refresh_from_db()
    (row,) = rows(batch)
    for value in ("", "nominated", "x"):
        data = {f"decision-{row.pk}": value, "seen": batch.version}
        assert post(city, "decide", batch.pk, **data).status_code == 409
    batch = decided(world, batch, [one.name])
    data = {f"post-{row.pk}": "999999999", "seen": batch.version}
    refused = post(city, "assign", batch.pk, **data)
    assert refused.status_code == 409 and "岗位已有变化" in refused.content.decode()


def test_a_second_click_of_the_dispatch_is_told_that_it_is_done(world: World, client_for) -> None:
    batch = assignment(world, people(world, 2))
    city = client_for(world.city)
    form = city.get(reverse("frontline:dispatch", args=[batch.pk])).context["form"]
    data = form.initial | {"document": "清组〔2026〕2号"}
    for _ in range(2):
        answer = post(city, "dispatch", batch.pk, **data)
        assert (answer.status_code, answer.url) == (
            302,
            reverse("frontline:detail", args=[batch.pk]),
        )
    late = post(client_for(world.county), "dispatch", batch.pk, **data)
    assert late.status_code in (403, 409)


def test_from_the_roster_to_a_batch(world: World, client_for) -> None:
    clerk, stays = client_for(world.clerk), [world.stay("周雨晴").pk, world.stay("李明朗").pk]
    listed = clerk.get(reverse("roster:list"))
    button = {"label": "推荐到一线锻炼", "url": reverse("frontline:suggest")}
    assert listed.context["batch"] == [button] and not listed.context["keeps"]
    ticked = {"selected": stays, "query": ""}
    assert "没有可以报名的" in post(clerk, "suggest", **ticked).content.decode()
    batch = announced(world, apply_by=ON, starts_on=ON, ends_on=ON + timedelta(days=700))
    late = announced(world, programme(world, name="已截止"))  # three days ago
    draft(world, programme(world, name="未公布"))
    asked = post(clerk, "suggest", **ticked)
    assert list(asked.context["form"].fields["batch"].queryset) == [batch]
    assert asked.context["count"] == 1  # 李明朗 is of another unit
    ticked["expected"] = asked.context["expected"]
    assert post(clerk, "suggest", batch=late.pk, **ticked).status_code == 400
    shown = post(clerk, "suggest", batch=batch.pk, **ticked)
    assert [line["person"].name for line in shown.context["lines"]] == ["周雨晴"]
    assert shown.context["address"] == reverse("frontline:nominate", args=[batch.pk])
    city = post(client_for(world.city), "suggest", **ticked)  # who keeps it may add the late
    assert set(city.context["form"].fields["batch"].queryset) == {batch, late}
    for who in ("cadre", "auditor"):
        assert post(client_for(world.users[who]), "suggest", **ticked).status_code == 403


def test_who_is_out_by_tabs(world: World, client_for) -> None:
    near = ON + timedelta(days=30)
    (one,), (two,) = people(world, 1), people(world, 1, "市委统战部")
    dispatched(world, [one], ends_on=near)
    dispatched(world, [two], name="更长的项目")
    city = client_for(world.city)
    counts = {
        tab: city.get(reverse("frontline:candidates"), {"standing": tab}).context["count"]
        for tab in ("all", "out", "soon", "late")
    }
    assert counts == {"all": 2, "out": 2, "soon": 1, "late": 0}
    soon = city.get(reverse("frontline:list"), {"standing": "soon"})
    assert soon.context["count"] == 1


def test_programs_read_programmes_that_were_announced(world: World, client_for) -> None:
    of = programme(world, allowance="1500.50")
    announced(world, of)
    programme(world, name="草案")
    found = client_for(world.clerk).get("/api/v1/programmes/").json()["results"]
    assert [one["name"] for one in found] == [of.name]
    assert found[0]["allowance"] == 1500.5
    assert found[0]["selection"] == {"code": "examination", "name": "考试与考核"}


def test_the_page_of_a_batch_does_not_ask_by_the_row(world: World, client_for) -> None:
    city, counts = client_for(world.city), []
    page(city, "list")  # what is kept between requests is there
    for number, unit in ((1, "市科技局"), (30, "市委统战部")):
        of = programme(world, name=unit)
        batch = nominated(world, people(world, number, unit), of=of)
        with CaptureQueriesContext(connection) as caught:
            page(city, "detail", batch.pk)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_what_is_no_post_unassigns_nobody(world: World, client_for) -> None:
    batch = assignment(world, people(world, 1))
    (row,) = rows(batch)
    assert row.host_post is not None
    for rubbish in ("x", "²", "-1", "9" * 30, "\x00"):
        data = {"seen": batch.version, f"post-{row.pk}": rubbish}
        answer = post(client_for(world.city), "assign", batch.pk, **data)
        assert answer.status_code == 409 and "没有保存" in answer.content.decode()
    assert rows(batch)[0].host_post == row.host_post


def test_a_batch_is_drafted_once_by_two_clicks(world: World, client_for) -> None:
    of, city = programme(world), client_for(world.city)
    days = {"apply_by": ON, "starts_on": ON, "ends_on": ON + timedelta(days=700)}
    first, second = (post(city, "add_batch", of.pk, quota=9, **days) for _ in range(2))
    assert first.status_code == second.status_code == 302 and first.url == second.url
    post(city, "add_batch", of.pk, quota=8, **days)
    assert sorted(of.batches.values_list("number", "quota")) == [(1, 9), (2, 8)]
