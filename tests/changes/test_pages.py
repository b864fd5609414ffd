"""The pages of requests: asked by a unit, decided by a department, seen by both."""

import re
from datetime import date

import pytest
from django.urls import reverse

from cadres.changes import services
from cadres.changes.models import ChangeRequest, Decision, RequestState
from cadres.people.models import Cadre
from tests.changes.asking import asked
from tests.people.filing import errors, posted, rows


def edit(name: str, cadre: Cadre) -> str:
    return reverse(f"cadres:{name}", args=[cadre.pk])


def page_of(request: ChangeRequest) -> str:
    return reverse("changes:detail", args=[request.pk])


def test_a_clerk_s_edit_of_a_rostered_person_becomes_a_request(world, client_for, cadre):
    browser = client_for(world.clerk)
    data = posted(cadre, title="清河市交通运输局副局长")
    assert list(errors(browser.post(edit("edit", cadre), data))) == ["reason"]
    response = browser.post(edit("edit", cadre), data | {"reason": "任职文件"})
    request = ChangeRequest.objects.get()
    assert response.url == page_of(request)
    assert [change.field for change in request.fields.all()] == ["title"]
    assert Cadre.objects.get(pk=cadre.pk).title == "清河市交通运输局综合规划科科长"
    page = browser.get(edit("edit", cadre)).content.decode()
    assert page_of(request) in page


def test_a_secretary_s_resume_becomes_a_request_from_rows_and_from_text(world, client_for, cadre):
    browser = client_for(world.secretary)
    data = rows({"since": "2014.07", "text": "科员"}, seen=cadre.version)
    response = browser.post(edit("edit_resume", cadre), data)
    assert list(errors(response, "head")) == ["reason"]
    assert browser.post(edit("edit_resume", cadre), data | {"reason": "补登"}).status_code == 302
    text = {"seen": cadre.version, "reason": "补登", "text": "2014.07--  科员\n2013.01-- 错"}
    response = browser.post(edit("edit_resume", cadre) + "?as=text", text)
    assert response.status_code == 400
    family = rows({"relation": "父亲", "name": "周国强"}, seen=cadre.version, reason="补登")
    assert browser.post(edit("edit_family", cadre), family).status_code == 302
    fields = ChangeRequest.objects.get().fields.values_list("field", flat=True)
    assert set(fields) == {"resume", "family"}


def test_the_department_decides_on_the_page(world, client_for, cadre):
    request = asked(world, cadre)
    title, since = (request.fields.get(field=name).pk for name in ("title", "post_since"))
    browser = client_for(world.city)
    page = browser.get(page_of(request)).content.decode()
    assert "清河市交通运输局综合规划科科长" in page and "清河市交通运输局副局长" in page
    assert browser.post(page_of(request), {}).status_code == 400
    response = browser.post(page_of(request), {f"decision_{title}": "rejected"})
    assert list(errors(response)) == [f"remark_{title}"]
    response = browser.post(page_of(request), {f"decision_{title}": "maybe"})
    assert list(errors(response)) == [f"decision_{title}"]
    response = browser.post(
        page_of(request),
        {
            f"decision_{title}": "rejected",
            f"remark_{title}": "等任前公示",
            f"decision_{since}": "approved",
        },
    )
    assert response.status_code == 302
    assert Cadre.objects.get(pk=cadre.pk).post_since == date(2026, 10, 1)
    page = client_for(world.clerk).get(page_of(request)).content.decode()
    assert "等任前公示" in page and "不同意" in page


def test_all_at_once(world, client_for, cadre):
    request = asked(world, cadre)
    browser = client_for(world.city)
    assert browser.post(page_of(request), {"all": "1"}).status_code == 302
    assert Cadre.objects.get(pk=cadre.pk).title == "清河市交通运输局副局长"
    assert browser.post(page_of(request), {"all": "1"}).status_code == 409


def test_what_is_refused_stays_refused_when_the_rest_is_approved(world, client_for, cadre):
    request = asked(world, cadre)
    title, since = (request.fields.get(field=name).pk for name in ("title", "post_since"))
    browser = client_for(world.city)
    refused = {"all": "1", f"decision_{title}": "rejected"}
    response = browser.post(page_of(request), refused)
    assert list(errors(response)) == [f"remark_{title}"]
    response = browser.post(page_of(request), refused | {f"remark_{title}": "等任前公示"})
    assert response.status_code == 302
    request.refresh_from_db()
    assert request.state == RequestState.DECIDED
    found = dict(request.fields.values_list("pk", "decision"))
    assert (found[title], found[since]) == (Decision.REJECTED, Decision.APPROVED)
    now = Cadre.objects.get(pk=cadre.pk)
    assert (now.title, now.post_since) == ("清河市交通运输局综合规划科科长", date(2026, 10, 1))


def test_enter_in_a_remark_approves_nothing(world, client_for, cadre):
    page = client_for(world.city).get(page_of(asked(world, cadre))).content.decode()
    first = re.search(r"<form[^>]*data-guard.*?(<button[^>]*>[^<]*)", page, re.DOTALL)[1]
    assert first.endswith("提交意见")  # what a browser presses for Enter


def test_a_refusal_of_the_guards_stands_at_its_field(world, client_for, cadre):
    request = asked(world, cadre, rank="R07", rank_since=date(2025, 1, 1))
    rank, since = (request.fields.get(field=name).pk for name in ("rank", "rank_since"))
    response = client_for(world.city).post(
        page_of(request),
        {
            f"decision_{rank}": "approved",
            f"decision_{since}": "rejected",
            f"remark_{since}": "没有文件",
        },
    )
    assert response.status_code == 400
    assert list(errors(response)) == [f"remark_{since}"]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("city", 200),
        ("clerk", 200),
        ("secretary", 200),
        ("county", 404),
        ("cadre", 404),
        ("auditor", 404),
        ("sysadmin", 404),
        ("nobody", 404),
    ],
)
def test_who_sees_a_request_and_who_decides(world, client_for, cadre, who, status):
    request = asked(world, cadre)
    browser = client_for(world.users[who])
    assert browser.get(page_of(request)).status_code == status
    response = browser.post(page_of(request), {"all": "1"})
    assert response.status_code == {"city": 302}.get(who, 403 if status == 200 else 404)
    withdrawn = browser.post(reverse("changes:withdraw", args=[request.pk]))
    # What the city has decided cannot be withdrawn; the clerk asked.
    expected = {"city": 409, "clerk": 302, "secretary": 403}.get(who, 404)
    assert withdrawn.status_code == expected


def test_the_list_puts_what_waits_first_and_filters_by_person(world, client_for, cadre):
    waiting = asked(world, cadre)
    other = asked(world, world.cadres["赵文博"], title="书记")
    services.withdraw(actor=world.clerk, request=other)
    browser = client_for(world.city)
    found = browser.get(reverse("changes:list"))
    assert [row.pk for row in found.context["rows"]] == [waiting.pk, other.pk]
    assert "现任职务、任现职时间" in found.content.decode()
    found = browser.get(reverse("changes:list"), {"cadre": cadre.pk, "state": "open"})
    assert [row.pk for row in found.context["rows"]] == [waiting.pk]
    assert ChangeRequest.objects.pending().filter(cadre=cadre).get() == waiting


@pytest.mark.parametrize(("typed", "found"), [("zyq", 1), ("雨晴", 1), ("xxyy", 0)])
def test_requests_are_found_by_name_as_everywhere(world, client_for, cadre, typed, found):
    asked(world, cadre)
    page = client_for(world.city).get("/changes/", {"name": typed})
    assert page.context["count"] == found
