"""Verbs upon many: what is shown is what is done, to whom, and by whom."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.choices import Direction, ExitGround, HeldBy, RosterStatus, Tier
from cadres.people.models import Cadre
from cadres.roster import services
from cadres.roster.models import RosterAct, RosterEntry, RosterStage
from core.accounts.models import Grant
from core.audit.models import AuditEntry
from core.choices import Role
from tests.roster.stepping import DAY, confirm, named, post, preview


def ids(world, *names: str) -> list[int]:
    return [world.stay(name).pk for name in names]


def standing(pk: int) -> tuple:
    entry = RosterEntry.objects.get(pk=pk)
    return entry.status, entry.held_by, entry.tier, entry.direction


def test_the_form_names_the_chosen_and_changes_nothing(world, client_for):
    before = list(RosterEntry.objects.order_by("pk").values())
    page = client_for(world.city).post(
        reverse("roster:tier"), {"selected": ids(world, "周雨晴", "李明朗"), "query": "age_max=40"}
    )
    text = page.content.decode()
    assert page.status_code == 200
    assert "周雨晴" in text
    assert "李明朗" in text
    assert "赵文博" not in text
    assert "?age_max=40" in text  # the way back
    assert list(RosterEntry.objects.order_by("pk").values()) == before


def test_what_is_shown_is_what_is_done(world, client_for):
    client = client_for(world.city)
    chosen = ids(world, "周雨晴", "李明朗", "罗天翊")  # third, second, first tier
    shown = preview(client, "roster:tier", selected=chosen, tier="3", note="一季度研究")
    assert named(shown, "changing") == ["李明朗", "罗天翊"]
    assert named(shown, "staying") == ["周雨晴"]
    assert named(shown, "refused") == []
    olds = {line.name: (line.old, line.new) for line in shown.context["foresight"].changing}
    assert olds["李明朗"] == ("二级（正科）", "三级（副县）")
    versions = dict(RosterEntry.objects.values_list("pk", "version"))
    done = confirm(client, "roster:tier", shown)
    act = RosterAct.objects.get()
    assert done.status_code == 302
    assert done.url == reverse("roster:act", args=[act.pk])
    changed = {
        pk
        for pk, version in RosterEntry.objects.values_list("pk", "version")
        if version != versions[pk]
    }
    assert changed == set(ids(world, "李明朗", "罗天翊"))
    assert {standing(pk)[2] for pk in changed} == {Tier.THIRD}
    stage = RosterStage.objects.get(entry=ids(world, "李明朗")[0], until__isnull=True)
    assert (stage.since, stage.tier, stage.note) == (date(2026, 10, 1), 3, "一季度研究")
    assert str(act) == "调整层级：三级（副县）"
    log = AuditEntry.objects.filter(subject="cadre", subject_id=str(world.cadres["李明朗"].pk))
    assert log.latest("pk").detail["tier"] == ["二级（正科）", "三级（副县）"]


@pytest.mark.parametrize(
    ("view", "values", "column", "after"),
    [
        ("roster:direction", {"direction": "law"}, 3, Direction.LAW),
        ("roster:holder", {"held_by": "province"}, 1, HeldBy.PROVINCE),
        ("roster:status", {"status": "2"}, 0, RosterStatus.CONSIDERED),
        ("roster:status", {"status": "5"}, 0, RosterStatus.PAUSED),
    ],
)
def test_the_other_parts_of_the_standing(world, client_for, view, values, column, after):
    client, chosen = client_for(world.city), ids(world, "李明朗")
    confirm(client, view, preview(client, view, selected=chosen, **values))
    assert standing(chosen[0])[column] == after


def test_release_by_clause_and_by_promotion(world, client_for):
    client, (gone, used) = client_for(world.city), ids(world, "李明朗", "赵文博")
    for pk, ground, status in (
        (gone, ExitGround.STYLE, RosterStatus.REMOVED),
        (used, ExitGround.PROMOTED, RosterStatus.USED),
    ):
        shown = preview(
            client, "roster:release", selected=[pk], ground=ground, document="清组〔1〕号"
        )
        confirm(client, "roster:release", shown)
        entry = RosterEntry.objects.get(pk=pk)
        assert (entry.left_on, entry.exit_ground, entry.status) == (
            date(2026, 10, 1),
            ground,
            status,
        )
        assert entry.exit_document == "清组〔1〕号"
        assert entry.exit_snapshot["title"] == entry.cadre.title
        assert not entry.stages.filter(until__isnull=True).exists()


def test_people_come_onto_the_roster(world, client_for):
    client = client_for(world.city)
    people = [world.cadres[name].pk for name in ("单文静", "欧阳雪", "周雨晴", "马晓东")]
    shown = preview(
        client, "roster:admit", selected=people, entry_mode="province", held_by="province", tier="2"
    )
    assert named(shown, "changing") == ["单文静", "马晓东", "欧阳雪"]
    assert named(shown, "refused") == ["周雨晴"]
    assert "2024-03-01 入库" in shown.context["foresight"].refused[0].why
    old = {line.name: line.old for line in shown.context["foresight"].changing}
    assert old == {"单文静": "不在名册", "马晓东": "曾在名册", "欧阳雪": "不在名册"}
    confirm(client, "roster:admit", shown)
    entry = world.stay("单文静")
    assert (entry.entered_on, entry.entry_mode) == (date(2026, 10, 1), "province")
    assert (entry.held_by, entry.tier, entry.direction) == ("province", 2, "")
    assert entry.entry_snapshot["title"] == world.cadres["单文静"].title
    assert len(world.stays("马晓东")) == 2
    assert len(world.stays("周雨晴")) == 1


def test_who_left_later_or_retired_is_not_admitted(world, client_for):
    Cadre.objects.filter(name="欧阳雪").update(status="21")
    people = [world.cadres[name].pk for name in ("欧阳雪", "马晓东", "单文静")]
    shown = preview(
        client_for(world.city),
        "roster:admit",
        selected=people,
        on="2026-01-31",
        entry_mode="committee",
        held_by="city",
    )
    reasons = {line.name: line.why for line in shown.context["foresight"].refused}
    assert "不是现职人员" in reasons["欧阳雪"]
    assert "2026-02-01 才出库" in reasons["马晓东"]
    assert named(shown, "changing") == ["单文静"]


def test_days_that_cannot_be(world, client_for):
    client = client_for(world.city)
    chosen = ids(world, "周雨晴", "罗天翊", "李明朗", "马晓东")
    shown = preview(client, "roster:tier", selected=chosen, tier="4", on="2025-06-09")
    reasons = {line.name: line.why for line in shown.context["foresight"].refused}
    assert "2025-09-01 又有变动" in reasons["周雨晴"]
    assert "2025-06-10 才入库" in reasons["罗天翊"]
    assert "2026-02-01 出库" in reasons["马晓东"]
    assert named(shown, "changing") == ["李明朗"]
    same_day = preview(
        client, "roster:release", selected=ids(world, "罗天翊"), ground="2", on="2025-06-10"
    )
    assert "当天才入库" in same_day.context["foresight"].refused[0].why
    nobody = confirm(client, "roster:release", same_day)
    assert nobody.status_code == 409
    assert "没有需要变动的人" in nobody.content.decode()


@pytest.mark.parametrize(
    ("view", "values", "sentence"),
    [
        ("roster:tier", {"tier": ""}, "必填"),
        ("roster:tier", {"tier": "9"}, "9"),
        ("roster:tier", {"tier": "2\x00"}, "2"),
        ("roster:tier", {"tier": "2", "on": "2026-02-30"}, "日期"),
        ("roster:tier", {"tier": "2", "on": "0001-01-01"}, "1990-01-01"),
        ("roster:tier", {"tier": "2", "note": "长" * 201}, "200"),
        ("roster:status", {"status": "4"}, "4"),
        ("roster:release", {"ground": "7"}, "写明情况"),
        ("roster:release", {"ground": "10"}, "10"),
    ],
)
def test_bad_input_is_refused_at_its_field(world, client_for, view, values, sentence):
    page = preview(client_for(world.city), view, selected=ids(world, "李明朗"), **values)
    assert page.status_code == 400
    text = page.content.decode()
    assert sentence in text
    assert 'aria-invalid="true"' in text


def test_a_day_to_come_is_refused(world, client_for):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = preview(
        client_for(world.city), "roster:tier", selected=ids(world, "李明朗"), tier="3", on=tomorrow
    )
    assert page.status_code == 400
    assert "不能晚于今天" in page.content.decode()


def test_all_that_match_means_all_and_nobody_else(world, client_for):
    client = client_for(world.city)
    shown = preview(client, "roster:direction", all="1", query="size=1&tier=2", direction="rural")
    assert set(named(shown, "changing")) == {"陈思远", "李明朗", "赵文博"}
    confirm(client, "roster:direction", shown)
    rural = RosterEntry.objects.filter(direction="rural")
    assert {str(entry) for entry in rural} == {"陈思远", "李明朗", "赵文博"}


def test_all_that_match_on_a_past_day(world, client_for):
    shown = preview(
        client_for(world.city),
        "roster:direction",
        all="1",
        query="as_of=2026-01-31",
        direction="rural",
    )
    assert set(named(shown, "changing")) == {"周雨晴", "李明朗", "赵文博", "罗天翊"}
    assert {line.name: line.why[:3] for line in shown.context["foresight"].refused} == {
        "曾可欣": "已于 ",
        "马晓东": "已于 ",
    }


def test_nonsense_in_the_query_never_widens(world, client_for):
    page = preview(client_for(world.city), "roster:tier", all="1", query="nothing=1", tier="3")
    assert page.status_code == 400
    assert not RosterAct.objects.exists()


def test_who_has_changed_since_is_refused_by_name(world, client_for):
    client, chosen = client_for(world.city), ids(world, "李明朗", "赵文博")
    shown = preview(client, "roster:tier", selected=chosen, tier="4")
    services.restate(
        actor=world.city,
        entries=[world.stay("李明朗")],
        on=date(2026, 9, 1),
        today=date(2026, 11, 1),
        direction="law",
    )
    again = confirm(client, "roster:tier", shown)
    text = again.content.decode()
    assert again.status_code == 409
    assert "李明朗在您核对以后又有变动" in text
    assert named(again, "changing") == ["李明朗", "赵文博"]  # as it stands now
    assert standing(chosen[1])[2] == Tier.SECOND  # nobody was acted upon
    assert not RosterAct.objects.exists()
    assert confirm(client, "roster:tier", again).status_code == 302


def test_a_preview_is_its_viewers_and_its_verbs(world, client_for):
    client, chosen = client_for(world.city), ids(world, "赵文博")
    shown = preview(client, "roster:tier", selected=chosen, tier="4")
    assert confirm(client_for(world.county), "roster:tier", shown).status_code == 409
    assert confirm(client, "roster:tier", shown, seal="x").status_code == 409
    other = preview(client, "roster:direction", selected=chosen, direction="law")
    crossed = confirm(client, "roster:tier", shown, seal=other.context["seal"])
    assert crossed.status_code == 409
    assert "已失效" in crossed.content.decode()
    assert not RosterAct.objects.exists()


def test_more_fields_of_the_post_change_nothing(world, client_for):
    """Only what was sealed counts: neither another value nor another row slips in."""
    client, (shown_one, other) = client_for(world.city), ids(world, "赵文博", "李明朗")
    shown = preview(client, "roster:tier", selected=[shown_one], tier="4")
    confirm(client, "roster:tier", shown, tier="1", selected=[other], on=DAY)
    assert standing(shown_one)[2] == Tier.FOURTH
    assert standing(other)[2] == Tier.SECOND


def test_a_county_never_reaches_people_outside(world, client_for):
    client = client_for(world.county)
    inside, outside = ids(world, "罗天翊", "李明朗")
    shown = preview(client, "roster:tier", selected=[inside, outside], tier="4")
    assert "李明朗" not in shown.content.decode()
    assert named(shown, "changing") == ["罗天翊"]
    assert client.get(reverse("roster:tier"), {"id": outside}).status_code == 404
    only = post(client, "roster:tier", "preview", selected=[outside], tier="4", on=DAY)
    assert "李明朗" not in only.content.decode()
    everybody = preview(client, "roster:direction", all="1", query="", direction="law")
    assert named(everybody, "changing") == ["罗天翊"]
    assert named(everybody, "refused") == ["赵文博"]  # on the city's list


def test_who_was_moved_away_meanwhile_is_not_acted_upon(world, client_for):
    client = client_for(world.county)
    shown = preview(client, "roster:tier", selected=ids(world, "罗天翊"), tier="4")
    Cadre.objects.filter(name="罗天翊").update(unit=world.named["市科技局"])
    refused = confirm(client, "roster:tier", shown)
    assert refused.status_code == 409
    text = refused.content.decode()
    assert "有 1 人已不在您的管理范围内" in text
    assert "罗天翊" not in text


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre", "auditor", "sysadmin", "nobody"])
def test_only_departments(world, client_for, who):
    client = client_for(getattr(world, who))
    chosen = ids(world, "周雨晴")
    for view in ("roster:tier", "roster:release", "roster:admit", "roster:acts", "pools:join"):
        assert client.get(reverse(view), {"id": chosen[0]}).status_code == 403
        assert client.post(reverse(view), {"selected": chosen, "step": "preview"}).status_code in (
            403,
            405,
        )


def test_seen_by_one_role_and_kept_by_another(world, client_for):
    """A county's department that is a clerk of a city bureau as well."""
    Grant.objects.create(
        user=world.county,
        account_kind=world.county.kind,
        role=Role.UNIT_CLERK,
        unit=world.named["市科技局"],
        during=(date(2026, 1, 1), None),
    )
    shown = preview(
        client_for(world.county),
        "roster:tier",
        selected=ids(world, "罗天翊", "李明朗"),
        tier="4",
    )
    assert named(shown, "changing") == ["罗天翊"]
    assert [(line.name, line.why) for line in shown.context["foresight"].refused] == [
        ("李明朗", "不在您的管理范围")
    ]


def test_one_person_from_his_page(world, client_for):
    client = client_for(world.city)
    page = client.get(reverse("roster:release"), {"id": ids(world, "李明朗")[0]})
    assert page.status_code == 200
    assert "李明朗" in page.content.decode()
    assert client.get(reverse("roster:release")).status_code == 302
    for nonsense in ("0", "x", "9" * 30, "1\x00"):
        assert client.get(reverse("roster:release"), {"id": nonsense}).status_code == 404
    assert client.post(reverse("roster:release"), {}).status_code == 400
