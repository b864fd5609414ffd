"""Collecting: comments on cells, returning, accepting, reopening, withdrawing."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reporting.annual.models import AnnualReport, Comment
from tests.annual_pages.making import BUREAU, filed, fresh, opened, returned
from tests.world_people import TODAY


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    """Views read the day that the world is built for."""
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: TODAY)


@pytest.fixture
def report(world) -> AnnualReport:
    return filed(world, opened(world)[BUREAU])


def url(name: str, report: AnnualReport, *args: int) -> str:
    return reverse(f"annual:{name}", args=[report.pk, *args])


def test_a_report_that_was_returned_and_taken_back_is_owed_by_the_day_of_its_return(
    world, client_for
):
    one = returned(world, opened(world)[BUREAU])
    due = one.refile_by
    assert one.owed_by == due != one.due_on
    one.comments.update(answer="已改。")
    one = filed(world, one)
    client_for(world.secretary).post(url("withdraw", one), {"seen": one.version})
    one = fresh(one)
    assert (one.state, one.owed_by) == ("draft", due)
    page = said(client_for(world.secretary).get(url("detail", one)), 200)
    assert f"上报期限 {due}" in page


@pytest.mark.parametrize("cell", ["part:³", "part:9", "opinion:²", "figure:none", ""])
def test_what_is_no_cell_is_not_commented_upon(world, client_for, report, cell):
    answer = client_for(world.city).get(url("comment", report), {"cell": cell})
    assert answer.status_code == 404


def said(answer, status: int) -> str:
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def test_a_comment_stands_at_its_cell_and_is_taken_back(world, client_for, report):
    browser = client_for(world.city)
    page = browser.get(url("detail", report)).content.decode()
    for cell in ("part:5", "table:roster", "figure:roster.open", "proposals", "head"):
        address = f"{url('comment', report)}?cell={cell}"
        assert address in page
        assert browser.post(address, {"words": f"请改 {cell}。"}).status_code == 302
        shown = browser.get(url("detail", report)).content.decode()
        assert shown.count(f"请改 {cell}。") == 2  # at the cell, and in the list
    assert Comment.objects.count() == 5
    unit = client_for(world.secretary).get(url("detail", report)).content.decode()
    assert "请改 part:5。" not in unit  # until it is returned
    one = Comment.objects.order_by("pk").first()
    assert browser.post(url("uncomment", report, one.pk)).status_code == 302
    assert Comment.objects.count() == 4
    assert browser.post(url("uncomment", report, one.pk)).status_code == 404


def test_bad_comments_are_refused(world, client_for, report):
    browser = client_for(world.city)
    address = f"{url('comment', report)}?cell=part:5"
    empty = browser.post(address, {"words": "  "})
    said(empty, 400)
    assert empty.context["form"].errors["words"]
    said(browser.post(address, {"words": "长" * 301}), 400)
    for cell in ("part:8", "x", "", "figure:no", "opinion:0", "part:5'"):
        assert browser.get(url("comment", report), {"cell": cell}).status_code == 404, cell
    for who in ("secretary", "clerk"):
        other = client_for(world.users[who])
        assert "不能" in said(other.get(address), 403)
        assert "不能" in said(other.post(address, {"words": "改"}), 403)
    assert not Comment.objects.exists()


def test_it_is_returned_with_words_or_comments(world, client_for, report):
    browser, address = client_for(world.city), url("return", report)
    assert "退回的原因" in said(browser.post(address, {"seen": report.version, "words": ""}), 400)
    done = browser.post(address, {"seen": report.version, "words": "内容太空。"}, follow=True)
    assert "已退回" in said(done, 200)
    assert fresh(report).state == "returned"
    page = said(client_for(world.secretary).get(url("detail", report)), 200)
    assert "内容太空。" in page
    assert f"请在 {fresh(report).refile_by} 前改好重新上报" in page
    assert "填写和上报" in page
    again = browser.post(address, {"seen": fresh(report).version, "words": "x"})
    assert "不能退回" in said(again, 409)


@pytest.mark.parametrize("name", ["return", "accept"])
def test_a_stale_page_is_refused(world, client_for, report, name):
    data = {"seen": report.version - 1, "words": "改"}
    answer = client_for(world.city).post(url(name, report), data)
    assert "修改过" in said(answer, 409)
    assert fresh(report).state == "filed"
    assert client_for(world.city).post(url(name, report), {"words": "改"}).status_code == 400


def test_it_is_accepted_and_taken_up_again(world, client_for, report):
    browser = client_for(world.city)
    page = said(browser.get(url("detail", report)), 200)
    assert url("accept", report) in page
    browser.post(url("accept", report), {"seen": report.version})
    report = fresh(report)
    assert report.state == "accepted"
    page = said(browser.get(url("detail", report)), 200)
    assert url("reopen", report) in page
    assert "提意见</a>" not in page
    assert browser.post(url("reopen", report), {"seen": report.version}).status_code == 400
    browser.post(url("reopen", report), {"seen": report.version, "words": "市委要求补充。"})
    assert fresh(report).state == "returned"
    assert "市委要求补充。" in said(client_for(world.secretary).get(url("detail", report)), 200)


def test_its_secretary_withdraws_while_nothing_was_said(world, client_for, report):
    browser = client_for(world.secretary)
    assert url("withdraw", report) in said(browser.get(url("detail", report)), 200)
    said(client_for(world.clerk).get(url("withdraw", report)), 403)
    said(client_for(world.city).get(url("withdraw", report)), 403)
    browser.post(url("withdraw", report), {"seen": report.version})
    assert fresh(report).state == "draft"
    report = filed(world, report)
    client_for(world.city).post(f"{url('comment', report)}?cell=part:1", {"words": "请补充。"})
    refused = browser.post(url("withdraw", report), {"seen": report.version})
    assert "已对这份报告提出审核意见" in said(refused, 409)


@pytest.mark.parametrize("name", ["return", "accept", "reopen"])
@pytest.mark.parametrize("who", ["secretary", "clerk"])
def test_units_collect_nothing(world, client_for, report, who, name):
    browser = client_for(world.users[who])
    data = {"seen": report.version, "words": "x"}
    assert "您的角色不能" in said(browser.get(url(name, report)), 403)
    assert "您的角色不能" in said(browser.post(url(name, report), data), 403)
    assert fresh(report).state == "filed"


def test_a_county_collects_its_units_not_itself(world, client_for):
    reports = opened(world)
    own = reports["青川县"]
    AnnualReport.objects.filter(pk=own.pk).update(
        state="filed", first_filed_on=TODAY, filed_on=TODAY
    )
    browser = client_for(world.county)
    answer = browser.get(url("accept", own))
    assert "由清河市组织部门接收" in said(answer, 403)
    town = next(one for one in reports.values() if one.collector == world.named["青川县"])
    town = filed(world, town)
    browser.post(url("accept", town), {"seen": town.version})
    assert fresh(town).state == "accepted"


def test_verbs_of_other_states_say_what_is_needed(world, client_for):
    draft = opened(world)[BUREAU]
    browser = client_for(world.city)
    for name in ("return", "accept"):
        assert "已上报" in said(browser.get(url(name, draft)), 409)
    assert "已接收" in said(browser.get(url("reopen", draft)), 409)
    assert "提意见</a>" not in said(browser.get(url("detail", draft)), 200)


def test_an_answer_stands_below_the_comment(world, client_for):
    report = returned(world, opened(world)[BUREAU])
    Comment.objects.update(answer="已逐条写明。", answered_by=world.secretary)
    page = said(client_for(world.city).get(url("detail", report)), 200)
    assert page.count("已逐条写明。") == 2
    report = filed(world, report)  # every comment is answered
    page = said(client_for(world.city).get(url("detail", report)), 200)
    assert "已逐条写明。" in page
    first = said(client_for(world.city).get(url("filing", report, 1)), 200)
    second = said(client_for(world.city).get(url("filing", report, 2)), 200)
    assert "问题写得太空" in first
    assert "问题写得太空" not in second


def test_what_a_comment_is_about_stands_above_it(world, client_for):
    report = filed(world, opened(world)[BUREAU])
    client = client_for(world.city)
    people = report.opinions.order_by("cadre__sort_key", "pk").values_list("cadre_id", flat=True)
    told = {
        "part:1": "本年度在库2人，逐人落实培养措施。",
        "figure:roster.open": "2人",
        f"opinion:{people[1]}": "缓定，本人申请援藏，待批复后再定",
        "head": "",
    }
    for cell, said in told.items():
        page = client.get(reverse("annual:comment", args=[report.pk]), {"cell": cell})
        text = page.content.decode()
        assert page.status_code == 200
        assert ("q-quote" in text) == bool(said) and said in text, cell
