"""Postings out of the résumé: what is proposed, what is written, for one person and for a unit."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cadres.people.models import Cadre, ResumeLine
from core.jobs import services as jobs
from core.jobs.models import Job
from rotation.from_resume.proposing import proposals
from rotation.from_resume.unit_names import UnitNames
from rotation.grassroots.months import counted_months
from rotation.postings.models import Posting

ON = date(2026, 11, 23)
NAME = "周雨晴"


def lines(world, name=NAME) -> dict[str, ResumeLine]:
    """A résumé with a time away, a course, a unit that nobody knows, and a line of no month."""
    cadre = world.cadres[name]

    def line(since, until, text, **more):
        return ResumeLine.objects.create(cadre=cadre, since=since, until=until, text=text, **more)

    found = {
        "study": line(date(2011, 9, 1), date(2015, 7, 1), "云州大学学习", kind="study"),
        "far": line(date(2015, 7, 1), date(2016, 3, 1), "云州省交通运输厅科员"),
        "town": line(date(2016, 3, 1), date(2018, 5, 1), "青川县柳河镇副镇长（主持工作）"),
        "blink": line(date(2018, 5, 1), date(2018, 5, 1), "清河市科学技术局科员"),
        "clerk": line(date(2018, 6, 1), date(2024, 3, 1), "清河市交通运输局公路管理科副科长"),
        "now": line(date(2024, 3, 1), None, "清河市交通运输局综合规划科科长"),
    }
    within = {"within": found["clerk"]}
    found["away"] = line(date(2020, 3, 1), date(2021, 3, 1), "挂任青川县马渡镇党委副书记", **within)
    found["course"] = line(
        date(2022, 3, 1), date(2022, 6, 1), "市委党校学习", kind="study", **within
    )
    return found


def proposed(world, viewer="city", name=NAME, on=ON):
    cadre = Cadre.objects.select_related("unit").get(name=name)
    found = proposals([cadre], UnitNames(world.users[viewer]), on)
    return {one.key: one for one in found}


def test_what_is_proposed(world):
    at = lines(world)
    found = proposed(world)
    assert set(found) == {at[n].pk for n in ("far", "town", "blink", "clerk", "now", "away")}
    town, away, now = found[at["town"].pk], found[at["away"].pk], found[at["now"].pk]
    assert (town.unit_name, town.title, town.acting) == ("柳河镇", "副镇长", True)
    assert (town.seat, town.level, town.ended_on) == ("deputy", "1A42", date(2018, 5, 1))
    assert town.guesses == ["正副职按职务推测", "职务层次按职务推测"]
    assert (away.kind, away.sends) == ("secondment", world.named["市交通运输局"].pk)
    assert (away.unit_name, away.title, away.grassroots) == ("马渡镇", "党委副书记", "2")
    assert (now.level, now.ended_on, now.is_sure) == ("1A41", None, True)
    assert found[at["far"].pk].doubts == ["看不出是哪个单位，或不在您的范围内"]
    assert found[at["blink"].pk].faults == ["起止在同一个月，不作为一段任职"]
    assert [key for key, one in found.items() if not one.is_sure] == [at["far"].pk, at["blink"].pk]


def page(client_for, world, who="city", name=NAME):
    address = reverse("from_resume:person", args=[world.cadres[name].pk])
    return client_for(world.users[who]), address


def typed(answer) -> dict[str, object]:
    """What a browser would send of the page as it stands."""
    data: dict[str, object] = {
        "pick": [row.one.key for row in answer.context["rows"] if row.is_picked]
    }
    for row in answer.context["rows"]:
        if row.form:
            for bound in row.form:
                data[bound.html_name] = bound.value() or ""
    return data


def test_one_person_from_the_page_to_the_postings(world, client_for):
    at = lines(world)
    before = Cadre.objects.filter(name=NAME).values_list(counted_months(ON, "pk"), flat=True).get()
    client, address = page(client_for, world)
    data = typed(client.get(address))
    assert client.post(address, data).status_code == 302
    made = list(Posting.objects.order_by("since"))
    assert [(one.kind, str(one.unit), one.title, one.since, one.ended_on) for one in made] == [
        ("appointment", "柳河镇", "副镇长", date(2016, 3, 1), date(2018, 5, 1)),
        ("appointment", "市交通运输局", "公路管理科副科长", date(2018, 6, 1), date(2024, 3, 1)),
        ("secondment", "马渡镇", "党委副书记", date(2020, 3, 1), date(2021, 3, 1)),
        ("appointment", "市交通运输局", "综合规划科科长", date(2024, 3, 1), None),
    ]
    assert made[0].acting and made[2].line == "挂任青川县马渡镇党委副书记"
    assert made[2].sending_unit == world.named["市交通运输局"]
    # The months are the same as before, and so is the file.
    rows = Cadre.objects.filter(name=NAME)
    assert rows.values_list(counted_months(ON, "pk"), flat=True).get() == before == 26 + 12
    assert ResumeLine.objects.filter(cadre__name=NAME).count() == len(at)
    # The second click writes nothing more.
    assert client.post(address, data).status_code == 302
    assert Posting.objects.count() == 4
    again = client.get(address)
    assert [row.one.is_done for row in again.context["rows"]].count(True) == 4
    left = any(row.form for row in again.context["rows"])
    assert ("登记勾选的经历" in again.content.decode()) == left


def test_what_is_put_right_is_written(world, client_for):
    at = lines(world)
    client, address = page(client_for, world)
    key, data = at["far"].pk, typed(client.get(address))
    data["pick"] = [key]
    answer = client.post(address, data)
    assert answer.status_code == 400  # no unit yet
    assert Posting.objects.count() == 0
    data |= {f"line-{key}-unit": world.named["市科技局"].pk, f"line-{key}-title": "科员"}
    assert client.post(address, data).status_code == 302
    assert Posting.objects.get().unit == world.named["市科技局"]
    for wrong in ({"pick": [at["blink"].pk]}, {"pick": []}, {"pick": ["99999999", "x", "\x00"]}):
        refused = client.post(address, data | wrong)
        assert refused.status_code in (400, 409)
    assert Posting.objects.count() == 1


def test_what_stands_already_is_not_proposed_again(world):
    at = lines(world)
    Posting.objects.create(
        cadre=world.cadres[NAME],
        kind="appointment",
        unit=world.named["市科技局"],
        title="科员",
        since=date(2017, 1, 15),
        ended_on=date(2018, 5, 1),
        end_reason="moved",
    )
    found = proposed(world)
    assert "重叠" in found[at["town"].pk].faults[0]
    assert found[at["clerk"].pk].is_sure


def test_who_may(world, client_for):
    lines(world)
    for who, status in (
        ("secretary", 403),
        ("clerk", 403),
        ("cadre", 404),
        ("county", 404),
        ("auditor", 404),
        ("nobody", 404),
    ):
        client, address = page(client_for, world, who)
        assert client.get(address).status_code == status, who
        assert client.post(address, {"pick": ["1"]}).status_code == status, who
        if who != "county":
            assert client.get(reverse("from_resume:unit")).status_code == 403
    Cadre.objects.filter(name=NAME).update(account=world.city)
    client, address = page(client_for, world)
    assert client.get(address).status_code == 403
    listed = client.get(reverse("from_resume:unit"))
    assert NAME not in [str(group["cadre"]) for group in listed.context["groups"]]


def test_a_unit_at_once(world, client_for):
    lines(world)
    lines(world, "陈思远")
    lines(world, "赵文博")
    bureau = world.named["市交通运输局"]
    client, address = client_for(world.city), reverse("from_resume:unit")
    shown = client.get(address, {"unit": bureau.pk})
    assert [str(group["cadre"]) for group in shown.context["groups"]] == ["周雨晴", "陈思远"]
    sure = [one.key for group in shown.context["groups"] for one in group["rows"] if one.is_sure]
    assert (len(sure), shown.context["sure"], shown.context["doubtful"]) == (8, 8, 2)
    post = {"unit": bureau.pk, "pick": sure}
    assert client.post(address, post).status_code == 302
    assert Posting.objects.count() == 8
    assert client.post(address, post).status_code == 302  # the second click
    assert Posting.objects.count() == 8
    assert client.get(address, {"unit": bureau.pk}).context["groups"] == []
    # Of others' people nothing is written.
    foreign = ResumeLine.objects.filter(cadre__name=NAME).first().pk
    refused = client_for(world.county).post(address, {"pick": [foreign]})
    assert refused.status_code == 409


def test_statements_do_not_grow_with_people(world, client_for):
    client, address = client_for(world.city), reverse("from_resume:unit")
    client.get(address)
    counts = []
    for name in (NAME, "陈思远"):
        lines(world, name)
        with CaptureQueriesContext(connection) as said:
            client.get(address)
        counts.append(len(said))
    assert counts[0] == counts[1]


def test_more_than_a_page_is_a_job(world, client_for, monkeypatch):
    monkeypatch.setattr("rotation.from_resume.services.MOST_AT_ONCE", 1)
    for name in (NAME, "陈思远", "赵文博"):
        lines(world, name)
    client, address = client_for(world.city), reverse("from_resume:unit")
    assert client.get(address).context["has_more"]
    answer = client.post(address, {"step": "all"})
    job = Job.objects.get(kind="rotation.from_resume")
    assert answer["Location"] == reverse("jobs:detail", args=[job.pk])
    jobs.perform(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("succeeded", 3, 3)
    assert Posting.objects.filter(cadre__name=NAME).count() == 4
    # Whose present post is elsewhere by the file is told, his other lines are entered.
    assert Posting.objects.filter(cadre__name="赵文博", ended_on__isnull=True).count() == 0
    told = {one.place: one.reason for one in job.problems.all()}
    assert any("现任单位登记为柳河镇" in reason for reason in told.values())
    assert timezone.localdate() >= ON


@pytest.mark.parametrize("bad", ["abc", "-1", "9" * 30])
def test_nonsense_is_no_fault_of_the_server(world, client_for, bad):
    client = client_for(world.city)
    assert client.get(reverse("from_resume:unit"), {"unit": bad}).status_code == 404
    assert client.post(reverse("from_resume:unit"), {"pick": [bad]}).status_code == 409
