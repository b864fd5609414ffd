"""The pages of postings: what each role finds, and each verb by its form."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from rotation.positions.models import Position
from rotation.postings.models import Posting
from tests.postings.orders import file_of, out, text_of, up, with_resume

pytestmark = pytest.mark.django_db
ON = timezone.localdate()
SINCE = ON - timedelta(days=200)


def page(client, name, *args, **query):
    found = client.get(reverse(name, args=args), query)
    assert found.status_code == 200, found.content.decode()
    return found.content.decode()


def form_of(world, **more):
    given = {
        "kind": "appointment",
        "unit": world.named["市科技局"].pk,
        "title": "规划科科长",
        "seat": "other",
        "is_main": "on",
        "grassroots": "auto",
        "since": SINCE.isoformat(),
    }
    return given | more


def test_taking_up_by_the_form_and_back(world, client_for):
    who = with_resume(world, "陈思远")
    before = file_of(who)
    city = client_for(world.city)
    address = reverse("postings:create")
    chosen = city.post(address, {"cadre": who.pk})
    assert (chosen.status_code, chosen["Location"]) == (302, f"{address}?cadre={who.pk}")
    assert "登记任职：陈思远" in page(city, "postings:create", cadre=who.pk)
    address += f"?cadre={who.pk}"
    early = (ON + timedelta(days=1)).isoformat()
    wrong = city.post(address, form_of(world, since=early))
    assert wrong.status_code == 400
    assert "请在当天或以后登记" in wrong.content.decode()
    for _ in range(2):  # clicked twice
        done = city.post(address, form_of(world))
        assert done.status_code == 302
    made = Posting.objects.get()
    assert done["Location"] == reverse("postings:detail", args=[made.pk])
    assert text_of(who).splitlines()[-1].endswith("清河市科学技术局规划科科长")
    shown = page(city, "postings:detail", made.pk)
    assert "清河市科学技术局规划科科长" in shown
    assert "撤回" in shown
    entry = AuditEntry.objects.get(subject_label="陈思远 任职", action="create")
    assert entry.detail["职务"] == "规划科科长"
    tabs = city.get(reverse("postings:list")).context["tabs"]
    assert [(tab["label"], tab["count"]) for tab in tabs][:2] == [("在任", "1"), ("在外", "0")]
    back = city.post(reverse("postings:take_back", args=[made.pk]), {"seen": made.version})
    assert back.status_code == 302
    assert file_of(who) == before
    assert "已撤回" in page(city, "postings:detail", made.pk)
    assert city.get(reverse("postings:list"), {"standing": "all"}).context["count"] == 0


def test_sending_extending_ending_correcting(world, client_for):
    who = with_resume(world, "陈思远")
    city = client_for(world.city)
    address = reverse("postings:send") + f"?cadre={who.pk}"
    given = form_of(
        world,
        kind="secondment",
        unit=world.named["柳河镇"].pk,
        title="副镇长",
        until=(ON - timedelta(days=1)).isoformat(),
        noted="on",
    )
    own = city.post(address, given | {"unit": world.named["市交通运输局"].pk})
    assert "不能派到本单位" in own.content.decode()
    assert city.post(address, given).status_code == 302
    made = Posting.objects.get()
    assert "期满未归" in page(city, "postings:detail", made.pk)
    later = {"until": (ON + timedelta(days=9)).isoformat(), "reason": "工作需要", "seen": 1}
    later |= {"decided_on": ON.isoformat()}
    assert city.post(reverse("postings:extend", args=[made.pk]), later).status_code == 302
    assert "工作需要" in page(city, "postings:detail", made.pk)
    assert "即将返回" in page(city, "postings:detail", made.pk)
    fixed = {"title": "镇长助理", "seat": "other", "since": SINCE.isoformat(), "noted": "on"}
    fixed |= {"until": later["until"], "grassroots": "2", "seen": 2}
    assert city.post(reverse("postings:correct", args=[made.pk]), fixed).status_code == 302
    assert file_of(who)[0]["title"].endswith("（挂任青川县柳河镇镇长助理）")
    stale = city.post(reverse("postings:correct", args=[made.pk]), fixed | {"title": "干部"})
    assert stale.status_code == 409
    over = {"ended_on": ON.isoformat(), "reason": "early", "note": "身体原因", "seen": 3}
    missing = city.post(reverse("postings:end", args=[made.pk]), over | {"note": ""})
    assert "请在结束说明里写明情况" in missing.content.decode()
    assert city.post(reverse("postings:end", args=[made.pk]), over).status_code == 302
    assert "挂任" not in file_of(who)[0]["title"]
    assert city.post(reverse("postings:reopen", args=[made.pk]), {"seen": 4}).status_code == 302
    assert Posting.objects.get().ended_on is None


def test_the_person_reads_his_own_but_not_why_it_ended_early(world, client_for):
    with_resume(world, "陈思远")
    made = out(world, "陈思远", "柳河镇", "副镇长", SINCE, on=ON, until=ON + timedelta(days=90))
    client_for(world.city).post(
        reverse("postings:end", args=[made.pk]),
        {"ended_on": ON.isoformat(), "reason": "early", "note": "不能胜任", "seen": 1},
    )
    own = client_for(world.cadre)
    assert "不能胜任" not in page(own, "postings:detail", made.pk)
    assert "不能胜任" not in page(own, "postings:list", standing="all", columns="name,end_note")
    assert "不能胜任" in page(client_for(world.secretary), "postings:detail", made.pk)
    for verb in ("end", "extend", "correct", "take_back", "reopen"):
        assert own.get(reverse(f"postings:{verb}", args=[made.pk])).status_code == 403
    assert own.get(reverse("postings:create")).status_code == 403
    assert own.get(reverse("postings:people"), {"q": "陈思远"}).json() == []


def test_the_host_sees_whom_it_was_sent_and_not_his_file(world, client_for):
    made = out(world, "陈思远", "柳河镇", "副镇长", SINCE, on=ON, until=ON + timedelta(days=90))
    county = client_for(world.county)
    shown = page(county, "postings:detail", made.pk)
    assert "陈思远" in shown
    assert "打开档案" not in shown
    assert "简历写法" not in shown
    assert county.get(reverse("postings:end", args=[made.pk])).status_code == 403
    assert county.get(reverse("cadres:detail", args=[made.cadre_id])).status_code == 404
    every = reverse("postings:list", query={"standing": "all"})
    assert "陈思远" in county.get(every).content.decode()
    asked = f"{every}&rostered=here"
    answer = county.get(asked)
    assert answer.status_code == 200
    assert "陈思远" not in answer.content.decode()
    assert "陈思远" in client_for(world.secretary).get(asked).content.decode()
    post = up(world, "陈思远", "市交通运输局", "办公室主任", ON - timedelta(days=3), on=ON)
    assert county.get(reverse("postings:detail", args=[post.pk])).status_code == 404
    for who in ("auditor", "nobody", "sysadmin"):
        other = client_for(world.users[who])
        assert other.get(reverse("postings:detail", args=[made.pk])).status_code == 404
    clerk = client_for(world.clerk)
    assert clerk.get(reverse("postings:end", args=[made.pk])).status_code == 403
    assert clerk.get(reverse("postings:enter")).status_code == 403


def test_nonsense_in_addresses_and_forms_is_no_fault(world, client_for):
    city = client_for(world.city)
    for query in ("?cadre=x", "?cadre=9" + "9" * 30, "?cadre=0", "?cadre=%00"):
        assert city.get(reverse("postings:create") + query).status_code == 404
    address = reverse("postings:create") + f"?cadre={world.cadres['陈思远'].pk}"
    assert city.get(address + "&unit=x&kind=y&position=-1").status_code == 200
    for name, value in (
        ("unit", "x"),
        ("unit", "9" * 30),
        ("position", "\x00"),
        ("kind", "secondment"),
        ("since", "0001-01-01"),
        ("since", "2026-02-30"),
        ("title", "\x00"),
        ("level", "x"),
        ("grassroots", "9"),
    ):
        wrong = city.post(address, form_of(world, **{name: value}))
        assert wrong.status_code == 400, (name, value)
    chosen = city.post(reverse("postings:create"), {"cadre": "1; drop"})
    assert chosen.status_code == 400
    assert city.get(reverse("postings:people"), {"q": "\x00"}).json() == []
    assert city.get(reverse("positions:options"), {"q": "\x00"}).status_code == 200


def test_a_faulty_resume_says_so(world, client_for):
    who = with_resume(world, "陈思远")
    late = form_of(world, since=date(2019, 5, 1).isoformat())
    told = client_for(world.city).post(reverse("postings:create") + f"?cadre={who.pk}", late)
    assert told.status_code == 409
    assert "晚于任职起始年月 2019.05" in told.content.decode()


def test_rest_gives_postings_and_positions(world, client_for):
    place = Position.objects.create(unit=world.named["市科技局"], title="科长", since=SINCE)
    up(world, "李明朗", "市科技局", "科长", SINCE, on=ON, position=place.pk)
    city = client_for(world.city)
    (row,) = city.get("/api/v1/postings/").json()["results"]
    assert row["kind"] == {"code": "appointment", "name": "任职"}
    assert row["state"]["code"] == "held"
    (row,) = city.get("/api/v1/positions/").json()["results"]
    assert (row["quota"], row["holders"], row["free"]) == (1, 1, 0)
    past = {"as_of": (SINCE - timedelta(days=1)).isoformat()}
    assert city.get("/api/v1/postings/", past).json()["results"] == []
    one = city.get(f"/api/v1/positions/{place.pk}/").json()
    assert one["title"] == "科长"


def test_what_is_yes_or_no_can_be_asked_for(world, client_for):
    with_resume(world, "陈思远")
    out(world, "陈思远", "柳河镇", "副镇长", SINCE, on=ON)
    city = client_for(world.city)
    for name in ("is_leading", "is_main", "acting", "noted", "is_arranged"):
        for value, number in (("false", 1), ("true", 0)):
            asked = {"standing": "all", name: value}
            assert city.get(reverse("postings:list"), asked).context["count"] == number, name
            assert city.get("/api/v1/postings/", {name: value}).status_code == 200
    for value in ("true", "false"):
        answer = city.get(reverse("positions:list"), {"is_leading": value})
        assert answer.status_code == 200
