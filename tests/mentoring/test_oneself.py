"""Who works in an office and is mentored himself keeps the rounds of others, never his own."""

import pytest
from django.urls import reverse

from cadres.people.models import Cadre
from tests.world import World
from training.mentoring.models import MentoringReview, MentoringSession, Mentorship

POINTS = {"rhythm": "每月", "goals": "目标", "content": "内容", "exception": "班子里没有别人"}


@pytest.fixture
def own(world: World) -> Mentorship:
    """The round of 陈思远, who is the secretary of his bureau as well."""
    Cadre.objects.filter(name="陈思远").update(account=world.secretary)
    round_ = Mentorship.objects.create(
        cadre=world.cadres["陈思远"],
        mentor=world.cadres["周雨晴"],
        since="2026-04-01",
        until="2028-04-01",
        **POINTS,
    )
    MentoringSession.objects.create(mentorship=round_, held_on="2026-05-01", content="谈了一次")
    MentoringReview.objects.create(
        mentorship=round_, kind="midterm", held_on="2026-06-01", grade="good", opinion="尚欠主动"
    )
    return round_


def test_he_sees_his_round_as_any_cadre_does(world: World, own: Mentorship, client_for) -> None:
    browser = client_for(world.secretary)
    shown = browser.get(reverse("mentoring:detail", args=[own.pk])).content.decode()
    assert "谈了一次" in shown
    assert "尚欠主动" not in shown and "班子里没有别人" not in shown
    columns = "&".join(f"columns={name}" for name in ("name", "midterm", "exception"))
    listed = browser.get(f"{reverse('mentoring:list')}?{columns}").content.decode()
    assert "陈思远" in listed and "班子里没有别人" not in listed
    (row,) = browser.get("/api/v1/mentorships/").json()["results"]
    assert not row["reviews"]["midterm"] and not row["exception"]


def test_he_neither_keeps_nor_reviews_it(world: World, own: Mentorship, client_for) -> None:
    browser = client_for(world.secretary)
    session = own.sessions.get().pk
    for name, args in (
        *((name, [own.pk]) for name in ("renew", "amend", "end", "session")),
        ("review", [own.pk, "midterm"]),
        ("amend_session", [session]),
    ):
        assert browser.get(reverse(f"mentoring:{name}", args=args)).status_code == 404, name
    assert browser.post(reverse("mentoring:remove_session", args=[session])).status_code == 404
    Mentorship.objects.filter(pk=own.pk).update(ended_on="2026-07-01", end_reason="other")
    asked = reverse("mentoring:create")
    assert browser.get(asked, {"cadre": own.cadre_id}).status_code == 404
    page = browser.get(reverse("mentoring:pairing"))
    assert own.cadre_id not in {line.pk for line in page.context["lines"]}
    clerk = client_for(world.clerk).get(reverse("mentoring:pairing"))
    assert own.cadre_id in {line.pk for line in clerk.context["lines"]}


def test_the_log_about_oneself_is_for_others(world: World, own: Mentorship, client_for) -> None:
    tab = reverse("cadres:tab", args=[own.cadre_id, "history"])
    client_for(world.city).get(reverse("mentoring:detail", args=[own.pk]))
    assert "林静文" in client_for(world.city).get(tab).content.decode()
    assert "林静文" not in client_for(world.secretary).get(tab).content.decode()
