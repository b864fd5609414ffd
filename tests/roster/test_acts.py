"""Acts: kept, shown to those who keep the people, and taken back while nobody was touched."""

from datetime import date

import pytest
from django.urls import reverse

from cadres.people.models import Cadre
from cadres.roster import services
from cadres.roster.models import RosterAct, RosterEntry, RosterStage
from core.audit.models import Action, AuditEntry
from core.jobs.models import Job
from tests.roster.stepping import confirm, preview

# What a revert cannot bring back: it is a change of its own.
OWN = ("version", "changed_by_id", "changed_at", "touched_at")
VERBS = [
    ("roster:tier", {"tier": "4"}),
    ("roster:tier", {"tier": "4", "on": "2025-09-01"}),  # the day of 周雨晴's open stage
    ("roster:status", {"status": "5"}),
    ("roster:release", {"ground": "7", "note": "本人申请", "document": "清组〔1〕号"}),
    ("roster:release", {"ground": "9", "on": "2025-09-01"}),
]


def rows() -> tuple[list[dict], list[dict]]:
    """Every stay but for what says who changed it last, and every stage."""
    entries = [
        {name: value for name, value in entry.items() if name not in OWN}
        for entry in RosterEntry.objects.order_by("pk").values()
    ]
    return entries, list(RosterStage.objects.order_by("pk").values())


def act(client, view, **data) -> RosterAct:
    """The verb upon 周雨晴 and 李明朗, or as told."""
    confirm(client, view, preview(client, view, **data))
    return RosterAct.objects.latest("pk")


def revert(client, act):
    return client.post(reverse("roster:revert", args=[act.pk]), follow=True)


@pytest.mark.parametrize(("view", "values"), VERBS)
def test_taken_back_everything_is_what_it_was(world, client_for, view, values):
    client = client_for(world.city)
    chosen = [world.stay("周雨晴").pk, world.stay("李明朗").pk]
    before = rows()
    done = act(client, view, selected=chosen, **values)
    assert rows() != before
    page = revert(client, done)
    assert "已撤回" in page.content.decode()
    assert rows() == before
    done.refresh_from_db()
    assert (done.reverted_by, done.reverted_at is None) == (world.city, False)
    log = AuditEntry.objects.filter(subject="cadre", action=Action.CHANGE).latest("pk")
    assert log.detail["reverted"] == str(done)


def test_an_admission_taken_back_leaves_nothing(world, client_for):
    client = client_for(world.city)
    before = rows()
    done = act(
        client,
        "roster:admit",
        selected=[world.cadres["单文静"].pk],
        entry_mode="committee",
        held_by="city",
    )
    assert len(RosterEntry.objects.all()) == len(before[0]) + 1
    revert(client, done)
    assert rows() == before
    page = client.get(reverse("roster:act", args=[done.pk]))
    assert "入库已撤回" in page.content.decode()
    assert AuditEntry.objects.filter(action=Action.DELETE, subject="cadre").exists()


def test_not_twice(world, client_for):
    client = client_for(world.city)
    done = act(client, "roster:tier", selected=[world.stay("李明朗").pk], tier="4")
    revert(client, done)
    after = rows()
    assert "已经撤回过了" in revert(client, done).content.decode()
    assert rows() == after


def test_not_when_anybody_was_touched_since(world, client_for):
    client = client_for(world.city)
    chosen = [world.stay("李明朗").pk, world.stay("赵文博").pk]
    first = act(client, "roster:tier", selected=chosen, tier="4")
    second = act(client, "roster:direction", selected=chosen[:1], direction="law")
    after = rows()
    text = revert(client, first).content.decode()
    assert "李明朗在这次办理以后又有变动" in text
    assert "赵文博在" not in text
    assert rows() == after
    assert "不能撤回" in client.get(reverse("roster:act", args=[first.pk])).content.decode()
    revert(client, second)
    assert "李明朗" in revert(client, first).content.decode()  # a revert is a change too


def test_not_an_admission_that_was_built_upon(world, client_for):
    client = client_for(world.city)
    done = act(
        client,
        "roster:admit",
        selected=[world.cadres["单文静"].pk],
        entry_mode="committee",
        held_by="city",
    )
    services.restate(
        actor=world.city,
        entries=[world.stay("单文静")],
        on=date(2026, 11, 1),
        today=date(2026, 11, 1),
        direction="law",
    )
    assert "单文静在这次办理以后又有变动" in revert(client, done).content.decode()
    assert world.stay("单文静").direction == "law"


def test_not_a_release_of_somebody_who_is_back(world, client_for):
    """Two stays of one person never overlap; the later one may have ended as well."""
    client = client_for(world.city)
    chosen = [world.stay("李明朗").pk, world.stay("赵文博").pk]
    done = act(client, "roster:release", selected=chosen, ground="9")
    today = date(2026, 11, 23)
    who = {"actor": world.city, "today": today}
    services.admit(people=[world.cadres["李明朗"]], on=date(2026, 10, 8), **who)
    after = rows()
    text = revert(client, done).content.decode()
    assert "李明朗在这次办理以后已再次入库" in text
    assert "赵文博在" not in text
    assert rows() == after
    services.release(entries=[world.stay("李明朗")], on=today, ground="9", **who)
    assert "已再次入库" in revert(client, done).content.decode()


def test_a_person_who_changed_unit_does_not_stand_in_the_way(world, client_for):
    """A file that is kept up to date is no change of the stay."""
    client = client_for(world.city)
    done = act(client, "roster:tier", selected=[world.stay("李明朗").pk], tier="4")
    Cadre.objects.filter(name="李明朗").update(unit=world.named["市交通运输局"])
    revert(client, done)
    assert world.stay("李明朗").tier == 2


def test_acts_are_seen_by_who_keeps_all_their_people(world, client_for):
    city, county = client_for(world.city), client_for(world.county)
    mixed = [world.stay("李明朗").pk, world.stay("赵文博").pk]
    theirs = act(city, "roster:tier", selected=mixed[1:], tier="4")
    both = act(city, "roster:direction", selected=mixed, direction="law")
    page = county.get(reverse("roster:acts")).content.decode()
    assert str(theirs) in page
    assert str(both) not in page
    assert county.get(reverse("roster:act", args=[theirs.pk])).status_code == 200
    assert county.get(reverse("roster:act", args=[both.pk])).status_code == 404
    assert county.post(reverse("roster:revert", args=[both.pk])).status_code == 404
    assert str(both) in city.get(reverse("roster:acts")).content.decode()


def test_an_admission_taken_back_is_still_its_countys(world, client_for):
    county = client_for(world.county)
    done = act(
        county,
        "roster:admit",
        selected=[world.cadres["艾力·买买提"].pk],
        entry_mode="supplement",
        held_by="county",
    )
    assert "已撤回" in revert(county, done).content.decode()
    assert county.get(reverse("roster:act", args=[done.pk])).status_code == 200


def test_not_while_its_job_works(world, client_for):
    client = client_for(world.city)
    done = act(client, "roster:tier", selected=[world.stay("李明朗").pk], tier="4")
    job = Job.objects.create(
        kind="cadres.roster.act", label="名册调整层级", requested_by=world.city
    )
    RosterAct.objects.filter(pk=done.pk).update(values={"said": [], "job": job.pk})
    assert "还没有结束" in revert(client, done).content.decode()


def test_the_page_leads_back_to_the_list_as_it_was(world, client_for):
    client = client_for(world.city)
    shown = preview(
        client,
        "roster:tier",
        selected=[world.stay("李明朗").pk],
        tier="4",
        query="tier=2&age_max=40",
    )
    page = client.get(confirm(client, "roster:tier", shown).url)
    assert 'href="/roster/?tier=2&amp;age_max=40"' in page.content.decode()
