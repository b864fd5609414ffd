"""Who sees which batch and whom in it; out of reach nothing is there, on any page or verb."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cadres.intake.choices import ApplicantState
from cadres.intake.services import admission, proposals
from core.audit.models import Action, AuditEntry
from tests.intake.making import applicant, draft, newcomer, opened, ranking, states
from tests.world import World
from tests.world_people import TODAY

WHO = ("city", "county", "secretary", "clerk", "cadre", "auditor", "sysadmin", "secadmin", "nobody")
OUTSIDERS = ("cadre", "auditor", "sysadmin", "secadmin", "nobody")


def page(name: str, *args: object) -> str:
    return reverse(f"intake:{name}", args=args)


def seen(world: World, client_for, who: str) -> set[str]:
    rows = client_for(world.users[who]).get(page("list")).context["rows"]
    return {row.texts[0] for row in rows}


def test_units_see_what_was_announced_above_them(world, client_for):
    draft(world, name="市草稿")
    opened(world, name="市批次")
    draft(world, "青川县", name="县草稿")
    opened(world, "青川县", name="县批次")
    opened(world, "清源县", name="别县批次")
    everything = {"市草稿", "市批次", "县草稿", "县批次", "别县批次"}
    assert seen(world, client_for, "city") == everything
    assert seen(world, client_for, "county") == {"市批次", "县草稿", "县批次"}
    assert seen(world, client_for, "secretary") == {"市批次"}
    assert seen(world, client_for, "clerk") == {"市批次"}
    for who in OUTSIDERS:
        assert seen(world, client_for, who) == set()


VERB_PAGES = (
    *("edit", "announce", "people", "check", "test", "marks", "inspection", "findings"),
    *("rank", "ranking", "admit", "return", "close", "cancel"),
)


@pytest.mark.parametrize("name", ("detail", *VERB_PAGES))
def test_a_batch_out_of_scope_is_not_there(world, client_for, name):
    hidden = opened(world, "清源县", name="别县批次")
    for who in WHO[1:]:
        browser = client_for(world.users[who])
        assert browser.get(page(name, hidden.pk)).status_code == 404, who
        assert browser.post(page(name, hidden.pk), {"seen": "1"}).status_code == 404, who
    assert client_for(world.city).get(page(name, 10**20)).status_code == 404


@pytest.mark.parametrize("name", VERB_PAGES)
def test_a_batch_that_is_seen_but_not_kept_refuses(world, client_for, name):
    batch = opened(world)
    for who in ("county", "secretary", "clerk"):
        status = client_for(world.users[who]).get(page(name, batch.pk)).status_code
        assert status == (200 if name == "people" else 403), who


def test_strangers_log_in_first(world):
    batch = opened(world)
    for name in ("detail", *VERB_PAGES):
        assert Client().get(page(name, batch.pk)).status_code == 302
    assert Client().post(page("propose")).status_code == 302


def test_a_unit_sees_its_own_people_in_a_batch_and_no_result_of_the_inspection(world, client_for):
    own, other = newcomer(world, "甲新", "市交通运输局"), newcomer(world, "乙新")
    batch = ranking(world, [own, other], ["90", "80"], ["70", "60"])
    response = client_for(world.clerk).get(page("detail", batch.pk))
    html = response.content.decode()
    assert [row.texts[0] for row in response.context["rows"]] == ["甲新"]
    assert "乙新" not in html
    assert {"考察得分", "综合成绩", "名次"}.isdisjoint(re.findall(r"[一-龥]+", html))
    assert response.context["tabs"][0]["count"] == 1
    assert client_for(world.clerk).get(page("list")).context["rows"][0].texts[-1] == "1"
    assert not response.context["history"]


def test_a_hidden_column_cannot_be_asked_about(world, client_for):
    own = newcomer(world, "甲新", "市交通运输局")
    batch = ranking(world, [own], ["90"], ["70"])
    browser = client_for(world.clerk)
    for query in ("place_min=2", "inspection_mark_min=99", "order=-score", "columns=score"):
        rows = browser.get(f"{page('detail', batch.pk)}?{query}").context["rows"]
        assert len(rows) == 1, query


def test_an_applicant_out_of_scope_is_not_there(world, client_for):
    batch = opened(world)
    proposals.propose(actor=world.city, batch=batch, people=[world.cadres["单文静"]])
    row = applicant(batch, world.cadres["单文静"])
    for who in WHO[1:]:
        assert client_for(world.users[who]).get(page("applicant", row.pk)).status_code == 404
    assert client_for(world.city).get(page("applicant", row.pk)).status_code == 200


def test_the_page_of_an_applicant_tells_its_unit_no_more_than_its_due(world, client_for):
    own = newcomer(world, "甲新", "市交通运输局")
    batch = ranking(world, [own], ["90"], ["70"])
    row = applicant(batch, own)
    unit = client_for(world.secretary).get(page("applicant", row.pk)).content.decode()
    department = client_for(world.city).get(page("applicant", row.pk)).content.decode()
    assert "90.00" in unit
    assert "考察得分" not in unit
    assert "办理经过" not in unit
    assert "考察得分" in department
    assert "计算排名" not in department  # steps of the person, not of the batch
    assert "登记成绩" in department


SEALED = "columns=name,state,inspection_mark,inspection_note,score,place"


def test_in_the_citys_batch_a_county_is_told_what_any_unit_is(world, client_for):
    own = newcomer(world, "甲新", "柳河镇")
    batch = ranking(world, [own], ["90"], ["71"])
    department, county = client_for(world.city), client_for(world.county)
    for address in (page("detail", batch.pk), page("applicants")):
        told = department.get(f"{address}?{SEALED}").context["rows"][0].texts
        assert told == ("甲新", "考察合格", "71", "", "80.5", "1")
        told = county.get(f"{address}?{SEALED}").context["rows"][0].texts
        assert told == ("甲新", "考察合格", "", "", "", "")
    for query in ("place_max=1", "inspection_mark_min=71"):
        assert county.get(f"{page('detail', batch.pk)}?{query}").context["rows"] == []


def test_the_order_of_a_list_does_not_tell_a_unit_the_ranking(world, client_for):
    people = [newcomer(world, name, "市交通运输局") for name in ("乙新", "丁新", "丙新")]
    batch = ranking(world, people, ["70", "90", "80"], ["70", "90", "80"])

    def names(who: str) -> list[str]:
        found = client_for(world.users[who]).get(page("detail", batch.pk)).context["rows"]
        return [row.texts[0] for row in found]

    assert names("city") == ["丁新", "丙新", "乙新"]
    assert names("clerk") == ["乙新", "丁新", "丙新"]  # by strokes


def test_the_log_of_a_person_does_not_tell_his_unit_the_marks_of_the_inspection(world, client_for):
    own = newcomer(world, "甲新", "市交通运输局")
    ranking(world, [own], ["90.25"], ["71.75"])
    log = reverse("cadres:tab", args=[own.pk, "history"])
    html = client_for(world.secretary).get(log).content.decode()
    assert "90.25" in html
    assert "71.75" not in html


def test_who_has_moved_away_is_not_his_former_countys_to_admit(world, client_for):
    stayed, moved = newcomer(world, "甲新", "柳河镇"), newcomer(world, "乙新", "柳河镇")
    batch = ranking(world, [stayed, moved], ["80", "90"], ["80", "90"], unit="青川县")
    everybody = [row.pk for row in admission.ranked(batch)]
    batch = admission.choose(actor=world.county, batch=batch, seen=batch.version, chosen=everybody)
    moved.change(actor=world.city, seen=None, unit=world.named["清溪镇"])
    browser = client_for(world.county)
    for name in ("ranking", "admit"):
        html = browser.get(page(name, batch.pk)).content.decode()
        assert "甲新" in html
        assert "乙新" not in html
    verb = {"batch": batch, "seen": batch.version, "on": TODAY, "today": TODAY}
    done = admission.admit(actor=world.county, **verb)
    assert [str(row) for row in done] == ["甲新"]
    assert states(batch) == {"甲新": ApplicantState.ADMITTED, "乙新": ApplicantState.CHOSEN}
    batch.refresh_from_db()
    admission.admit(actor=world.city, **verb | {"seen": batch.version})
    assert states(batch)["乙新"] == ApplicantState.ADMITTED


def test_looking_at_who_is_to_be_acted_upon_is_reading(world, client_for):
    batch = opened(world)
    person = newcomer(world, "甲新")
    browser = client_for(world.city)

    def read() -> int:
        return AuditEntry.objects.filter(action=Action.READ, actor_id=world.city.pk, rows=1).count()

    browser.post(page("propose"), {"selected": person.pk})
    assert read() == 1
    browser.post(page("people", batch.pk), {"people": "甲新"})
    assert read() == 2
    [row] = proposals.propose(actor=world.city, batch=batch, people=[person])
    browser.post(page("judge", "withdraw"), {"selected": row.pk})
    assert read() == 3
